import type { Persona } from '../persona.ts';
import { full } from './full.ts';

/** HAPI as its starter project sets it up: complete, but page scripts cannot send conditions and cannot read versions from headers. */
export const hapiLike: Persona = {
  ...full,
  name: 'hapi-like',
  versions: { etag: true, ifMatch: 'honoured', conflictStatus: 409 },
  search: { ...full.search, defaultCount: 20 },
  cors: {
    allowHeaders: ['Authorization', 'Content-Type', 'Accept', 'Origin', 'X-Requested-With', 'Cache-Control', 'Prefer'],
    exposeHeaders: ['Location', 'Content-Location'],
  },
};

/** Medplum: failures inside transactions are told by the entries of an answer of 200, and two scopes for one type are not added up. */
export const medplumLike: Persona = {
  ...full,
  name: 'medplum-like',
  transaction: 'entry-status',
  search: { ...full.search, defaultCount: 20 },
  scopes: { ...full.scopes, lastCounts: true },
  cors: { ...full.cors, exposeHeaders: ['ETag', 'Location'] },
};

/** No server known to us; every way of failing quietly that some server has, at once. */
export const worseThanAll: Persona = {
  ...full,
  name: 'worse-than-all',
  // It says of itself that it does everything.
  actions: {
    byDefault: ['c', 'r', 'u', 's'],
    byType: { Encounter: ['r', 's'], Consent: ['r', 's'], Provenance: [], ClinicalImpression: [], EpisodeOfCare: [], Task: [] },
  },
  claims: {
    byType: Object.fromEntries(
      ['Encounter', 'Consent', 'Provenance', 'ClinicalImpression', 'EpisodeOfCare', 'Task'].map((type) => [type, full.actions.byDefault]),
    ),
  },
  transaction: 'not-atomic',
  conditionalCreate: 'ignored',
  versions: { etag: false, ifMatch: 'ignored', conflictStatus: 409 },
  search: {
    defaultCount: 5,
    maxCount: 10,
    unknownParameter: 'ignore',
    required: {},
    known: Object.fromEntries(
      ['Encounter', 'CarePlan', 'ChargeItem', 'DocumentReference', 'Condition', 'Consent', 'Coverage'].map((type) => [type, ['patient']]),
    ),
    repeatsOverPages: true,
  },
  cors: { allowHeaders: ['Authorization', 'Content-Type', 'Accept'], exposeHeaders: [] },
};
