/** What a window tells the person's other windows of the timer it runs. It is kept encrypted. */
export interface TimerLabel {
  readonly patientId: string;
  readonly patientName: string;
}

/** The label as another window wrote it; null where it cannot be read. */
export function readLabel(value: unknown): TimerLabel | null {
  if (typeof value !== 'object' || value === null || !('patientId' in value) || !('patientName' in value)) return null;
  const { patientId, patientName } = value;
  return typeof patientId === 'string' && typeof patientName === 'string' ? { patientId, patientName } : null;
}

/**
 * Whether a timer that runs in another window is this patient's. One whose label cannot be read is taken to be: then the timer stored
 * here is not run beside it.
 */
export function isSamePatient(label: unknown, own: TimerLabel): boolean {
  return (readLabel(label)?.patientId ?? own.patientId) === own.patientId;
}
