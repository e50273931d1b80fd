import type { FhirResource } from 'fhir/r4';
import type { Exchange } from './exchanges.ts';
import type { Faults } from './faults.ts';
import type { Persona, PersonaName } from './persona.ts';

/** Epoch milliseconds. */
export type Clock = () => number;

export interface EhrClient {
  readonly clientId: string;
  /** Compared character by character. */
  readonly redirectUris: readonly string[];
  readonly launchUrls: readonly string[];
  /** Where present, the most this client is ever granted, whatever the persona allows; a space-separated scope string. */
  readonly scopes?: string;
}

export interface EhrUser {
  readonly id: string;
  /** `Practitioner/…`, put into `fhirUser`. */
  readonly reference: string;
  readonly name: string;
  readonly role: string;
}

export interface EhrOptions {
  /** `http://localhost:5180`; the FHIR base is the origin plus `/fhir`. */
  readonly origin: string;
  readonly clock: Clock;
  readonly persona?: PersonaName;
  /**
   * First content. Kept as given, ids included, without validation, because charts in the field are dirty. A string is taken as JSON
   * text and keeps its decimals (1.50) and element order.
   */
  readonly resources?: Iterable<object | string>;
  readonly clients: readonly EhrClient[];
  readonly users: readonly EhrUser[];
  /** Paths of US Core packages (.tgz). Writes that claim one of their profiles are validated against it too. */
  readonly usCore?: readonly string[];
  /** Writes are taken as they come. For tests that make thousands of writes whose shape others check: validating is most of the work. */
  readonly unvalidated?: boolean;
  /** Seconds an access token lives; otherwise as the persona has it (3600). */
  readonly tokenSeconds?: number;
}

export interface LaunchContext {
  readonly user: string;
  readonly patient?: string;
  readonly encounter?: string;
  readonly needPatientBanner?: boolean;
  readonly intent?: string;
}

type ResourceOf<T extends FhirResource['resourceType']> = Extract<FhirResource, { resourceType: T }>;

export interface Ehr {
  readonly origin: string;
  readonly fhirBase: string;
  /** Rejects with a TypeError where a fault says that the connection broke; a server around it then destroys the socket. */
  handle(request: Request): Promise<Response>;
  /** What the chart page does when a user opens the app: registers a launch context and returns the launch token. Throws for an unknown user. */
  openLaunch(context: LaunchContext): string;
  /** A look into the store, for assertions: present versions in the order they were created; with a patient id those of its compartment. */
  stored<T extends FhirResource['resourceType']>(type: T, patientId?: string): readonly ResourceOf<T>[];
  /** The JSON text as it would be served, or undefined where there is none. */
  storedText(type: string, id: string): string | undefined;
  /** All versions, oldest first. */
  history<T extends FhirResource['resourceType']>(type: T, id: string): readonly ResourceOf<T>[];
  /** Puts a resource in without validation, as another system would; replaces the one with that id as its next version. */
  put(resource: object | string): void;
  readonly exchanges: readonly Exchange[];
  clearExchanges(): void;
  readonly faults: Faults;
  readonly persona: PersonaName;
  /** A table of one's own is for trying out a single quirk. */
  setPersona(persona: PersonaName | Persona): void;
  /** Seconds that tokens issued from now on live. */
  setTokenSeconds(seconds: number): void;
  /** Every access token issued so far is refused from now on; with `refresh`, every refresh token too. */
  revokeTokens(options?: { readonly refresh?: boolean }): void;
  /** A working access token without the dance, for tests of reading and writing. */
  issueToken(grant: { readonly scope: string; readonly patient?: string; readonly user?: string }): string;
}
