import type { Cors, Persona } from '../persona.ts';

const CONTEXT_SCOPES = [
  'openid',
  'fhirUser',
  'profile',
  'launch',
  'launch/patient',
  'launch/encounter',
  'online_access',
  'offline_access',
] as const;

/** What page scripts may send and see at EHRs that thought of them as readers only. */
export const PLAIN_CORS: Cors = { allowHeaders: ['Authorization', 'Content-Type', 'Accept'], exposeHeaders: ['Location'] };

/** A general FHIR server that does all it says. The others are told as what differs from it. */
export const full: Persona = {
  name: 'full',
  authorization: 'smart',
  actions: { byDefault: ['c', 'r', 'u', 'd', 's'], byType: {} },
  patch: true,
  transaction: 'atomic',
  batch: true,
  conditionalCreate: 'honoured',
  versions: { etag: true, ifMatch: 'honoured', conflictStatus: 412 },
  search: { defaultCount: 100, maxCount: 200, unknownParameter: 'refuse', required: {} },
  scopes: { context: CONTEXT_SCOPES, versions: ['permission-v1', 'permission-v2'], refresh: true },
  tokenSeconds: 3600,
  cors: {
    allowHeaders: ['Authorization', 'Content-Type', 'Accept', 'If-Match', 'If-None-Match', 'If-None-Exist', 'Prefer'],
    exposeHeaders: ['ETag', 'Location', 'Last-Modified', 'Retry-After'],
  },
};

/** What differs from `full` where an EHR has neither Bundles nor conditions nor patches. */
export const PLAIN_REST = {
  patch: false,
  transaction: 'unsupported',
  batch: false,
  conditionalCreate: 'unsupported',
} as const satisfies Partial<Persona>;
