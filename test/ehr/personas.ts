import type { Persona, PersonaName } from './persona.ts';
import { full } from './personas/full.ts';
import { hapiLike, medplumLike, worseThanAll } from './personas/platforms.ts';
import { createOnly, forgetfulEncounters, notesOnly, planWritesOnly, readOnly } from './personas/single-quirks.ts';
import { athenaLike, ecwLike, epicLike, oracleLike } from './personas/vendors.ts';

export type { Persona, PersonaName } from './persona.ts';

/** Every kind of EHR there is to try, by name: a complete one, the named products' ways, and single quirks alone. */
export const PERSONAS: Readonly<Record<PersonaName, Persona>> = {
  full,
  'read-only': readOnly,
  'plan-writes-only': planWritesOnly,
  'notes-only': notesOnly,
  'forgetful-encounters': forgetfulEncounters,
  'create-only': createOnly,
  'epic-like': epicLike,
  'oracle-like': oracleLike,
  'athena-like': athenaLike,
  'ecw-like': ecwLike,
  'hapi-like': hapiLike,
  'medplum-like': medplumLike,
  'worse-than-all': worseThanAll,
};
