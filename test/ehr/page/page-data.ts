/** A row of the patient list. */
export interface PagePatient {
  readonly id: string;
  readonly name: string;
  readonly birthDate?: string;
  readonly gender?: string;
  readonly mrn?: string;
  /** What a sample chart is there to show. */
  readonly story?: string;
  readonly isDeceased: boolean;
}

export interface PageUser {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

/** What the page starts with. */
export interface PageData {
  readonly patients: readonly PagePatient[];
  readonly users: readonly PageUser[];
  readonly persona: string;
  readonly timeZone: string;
  /** The EHR's day; ages are counted to it. */
  readonly today: string;
}

export interface LaunchAnswer {
  /** The app's launch page with the address of this EHR and a launch token. */
  readonly url: string;
}
