import type { CloseOutcome } from '../../src/app/charge-view.ts';
import { closeMonth } from '../../src/app/queries/charges.ts';
import { effective } from '../../src/fhir/capabilities.ts';
import type { WriteTarget } from '../../src/fhir/carriers.ts';
import { createCarrierMemory } from '../../src/fhir/carriers/memory.ts';
import { createClient, type RawResource } from '../../src/fhir/client.ts';
import { FhirError } from '../../src/fhir/fhir-error.ts';
import { saveTimeEntry } from '../../src/fhir/time/save.ts';
import { anInput } from '../app/charges-stage.ts';
import { MD, PATIENT } from '../builders/writes.ts';
import type { Ehr } from '../ehr/ehr.ts';
import { LATE, NOW, type Situation } from './situations.ts';

/** Everything that a person saw of one attempt. */
export interface Attempt {
  readonly entryStored: boolean;
  readonly outcome: CloseOutcome;
}

const SCOPE = 'patient/*.cruds user/Practitioner.rs';
const TIME_LIMITS = [8_000, 30_000];

/** What the EHR says of itself. */
export async function statementOf(ehr: Ehr): Promise<RawResource> {
  return (await ehr.handle(new Request(`${ehr.fhirBase}/metadata`))).json();
}

/** A window that knows nothing of earlier ones. */
function aWindow(ehr: Ehr, statement: RawResource): WriteTarget {
  const value = ehr.issueToken({ scope: SCOPE, patient: PATIENT, user: 'md' });
  const token = { value, expiresAt: null };
  const tokens = { current: () => token, canRefresh: () => false, refresh: () => Promise.resolve(token) };
  const connection = { base: ehr.fhirBase, patientId: PATIENT, grantedScopes: SCOPE, user: MD.reference, tokens };
  const client = createClient(connection, {
    clock: () => NOW,
    fetch: (input, init) => ehr.handle(new Request(input, init)),
    wait: (milliseconds) => (TIME_LIMITS.includes(milliseconds) ? new Promise(() => {}) : Promise.resolve()),
    maxPages: 3,
  });
  const memory = createCarrierMemory();
  return { client, capabilities: effective(statement, SCOPE, memory.refusals), memory };
}

/** A person logs the last work and closes the month, in a new window. What is not stored is not closed on. */
export async function logAndClose(ehr: Ehr, at: Situation, statement: RawResource): Promise<Attempt> {
  const target = aWindow(ehr, statement);
  const stored = await saveTimeEntry(target, LATE).catch((error: unknown) => {
    if (error instanceof FhirError) return { kind: 'failed' } as const;
    throw error;
  });
  const isStored = stored.kind === 'stored';
  const here = isStored && stored.reference !== at.lateReference ? renamed(at, stored.reference) : at;
  return { entryStored: isStored, outcome: await closeIn(target, here, isStored ? 0 : 1) };
}

function closeIn(
  target: WriteTarget,
  { saving, assessment }: Pick<Situation, 'saving' | 'assessment'>,
  timeEntries: number,
): Promise<CloseOutcome> {
  const { client, memory } = target;
  const here = { ...saving, target, access: { ...saving.access, client, memory } };
  return closeMonth(here, assessment, anInput(assessment, { unsent: { timeEntries, drafts: 0 } }));
}

/** A request as it was sent. Ids that the EHR made up are numbered in the order in which they come up. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Closes the month with all work logged, and gives what was sent for it. */
export async function closeOnly(ehr: Ehr, at: Situation): Promise<{ readonly sent: readonly Sent[]; readonly outcome: CloseOutcome }> {
  const target = aWindow(ehr, await statementOf(ehr));
  ehr.clearExchanges();
  const outcome = await closeIn(target, at, 0);
  const text = JSON.stringify(ehr.exchanges.map(sentOf));
  const ids = [...new Set(text.match(MADE_UP) ?? [])];
  const numbered = ids.reduce((all, id, index) => all.replaceAll(id, `id-${index + 1}`), text);
  return { sent: JSON.parse(numbered), outcome };
}

// Those of the simulated EHR; the UUIDs of our own time entries and Bundles are no such ids.
const MADE_UP = /(?<=(?:Encounter|ChargeItem|Provenance)\/)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

const TOLD_HEADERS: readonly string[] = ['content-type', 'if-match', 'if-none-exist', 'if-none-match', 'prefer'];

function sentOf({ method, url, requestHeaders, requestBody }: Ehr['exchanges'][number]): Sent {
  const headers = Object.fromEntries(Object.entries(requestHeaders).filter(([name]) => TOLD_HEADERS.includes(name)));
  return { method, url: decodeURIComponent(url), headers, ...(requestBody !== '' && { body: JSON.parse(requestBody) }) };
}

/** The chart as it would have been read, with the last work's record under the name it got in this run. */
function renamed({ saving, json, lateReference }: Situation, reference: string): Pick<Situation, 'saving' | 'assessment'> {
  const { assessment, chart } = JSON.parse(json.replaceAll(lateReference, reference));
  return { assessment, saving: { ...saving, reading: { ...saving.reading, chart } } };
}
