import type { Persona } from '../persona.ts';
import { full, PLAIN_CORS, PLAIN_REST } from './full.ts';

/** What most sites grant first. */
export const readOnly: Persona = {
  ...full,
  ...PLAIN_REST,
  name: 'read-only',
  actions: { byDefault: ['r', 's'], byType: {} },
  cors: PLAIN_CORS,
};

/** A FHIR server whose administrator granted care plans, since Encounters touch registration, and no documents. */
export const planWritesOnly: Persona = {
  ...full,
  name: 'plan-writes-only',
  actions: { byDefault: ['r', 's'], byType: { CarePlan: ['c', 'r', 's', 'u'] } },
};

/** Of all that keeps minutes only notes can be written, each under an encounter, and their text comes by address. */
export const notesOnly: Persona = {
  ...full,
  ...PLAIN_REST,
  name: 'notes-only',
  actions: { byDefault: ['r', 's'], byType: { DocumentReference: ['c', 'r', 's'] } },
  versions: { etag: false, ifMatch: 'ignored', conflictStatus: 409 },
  cors: PLAIN_CORS,
  requires: { DocumentReference: ['context.encounter'] },
  textsApart: true,
};

/** Encounters need a place, can be made but not updated, and come back without length and extensions. */
export const forgetfulEncounters: Persona = {
  ...full,
  name: 'forgetful-encounters',
  actions: { byDefault: ['r', 's'], byType: { Encounter: ['c', 'r', 's'], DocumentReference: ['c', 'r', 's', 'u'] } },
  patch: false,
  transaction: 'unsupported',
  conditionalCreate: 'unsupported',
  drops: { Encounter: ['length', 'extension'] },
  requires: { Encounter: ['serviceProvider'] },
};

/** A gateway that lets everything be added and nothing be changed, and never looks whether it has the same already. */
export const createOnly: Persona = {
  ...full,
  name: 'create-only',
  actions: { byDefault: ['c', 'r', 's'], byType: {} },
  patch: false,
  transaction: 'unsupported',
  conditionalCreate: 'ignored',
};
