import { assertSubject, type Carrier, isRefusal, type WriteTarget, type Written } from '../carriers.ts';
import { readOnlyReasons } from '../care-plan/read.ts';
import type { RawResource } from '../client.ts';
import { writtenResource } from '../create-once.ts';
import { FhirError } from '../fhir-error.ts';
import { objectIn, textIn } from '../fields.ts';
import { type LosslessObject, parseLossless, toPlain, writeLossless } from '../lossless.ts';
import { searchOfPatient } from '../patient-search.ts';
import type { TimeEntryDraft } from './entry.ts';
import { isKept } from './kept.ts';
import { entryLine, type LogLine, withLogLine } from './month-log.ts';
import { readPlanLog } from './read-notes.ts';
import { replaceResource } from './replace.ts';

/** Something that can be kept as a line of a plan's month log. */
interface Logged<Item> {
  line(item: Item): LogLine;
  isIn(plan: RawResource, item: Item): boolean;
}

/** Keeps entries in the log of that plan. */
export function planCarrier(plan: RawResource): Carrier<TimeEntryDraft> {
  const carrier = logCarrier<TimeEntryDraft>(plan, {
    line: entryLine,
    isIn: (fresh, draft) => entryIn(fresh, draft) !== undefined,
  });
  return { ...carrier, kept: (draft, reRead) => isKept(draft, entryIn(reRead, draft)) };
}

function entryIn(plan: RawResource, { id }: TimeEntryDraft) {
  return readPlanLog(plan).find((stored) => stored.id?.toLowerCase() === id.toLowerCase());
}

/** A carrier that adds lines to that plan's log. What others added meanwhile stays: a line goes after theirs. */
export function logCarrier<Item>(plan: RawResource, logged: Logged<Item>): Carrier<Item> {
  const planId = plan.id ?? '';
  return {
    topic: 'time',
    name: 'CarePlan',
    needs: [UPDATE_PLAN],
    resource: (item) => plainOf(withLogLine(parseLossless(JSON.stringify(plan)), logged.line(item))),
    async find({ client }, item) {
      const fresh = await client.read('CarePlan', planId);
      return logged.isIn(fresh, item) ? writtenResource(fresh, true) : null;
    },
    write: (target, item) => append(target, planId, logged, item),
  };
}

export const UPDATE_PLAN = { type: 'CarePlan', interaction: 'update' } as const;

const REAPPLIED_AT_MOST = 3;

async function append<Item>(target: WriteTarget, planId: string, logged: Logged<Item>, item: Item): Promise<Written> {
  for (let reapplied = 0; ; reapplied += 1) {
    const fresh = await readFresh(target, planId);
    if (logged.isIn(fresh.plain, item)) return writtenResource(fresh.plain, true);
    // Closed or locked since it was looked at: no lesson about what this EHR allows.
    if (readOnlyReasons(fresh.plain).length > 0) throw new FhirError('conflict', 'PUT CarePlan');
    const text = writeLossless(withLogLine(fresh.exact, logged.line(item)));
    try {
      return await replaceResource(target, { type: 'CarePlan', id: planId, text, version: fresh.version });
    } catch (error) {
      if (!(error instanceof FhirError) || error.kind !== 'conflict' || reapplied === REAPPLIED_AT_MOST) throw error;
    }
  }
}

async function readFresh({ client }: WriteTarget, planId: string) {
  const { text, versionId } = await client.readText('CarePlan', planId);
  const exact = parseLossless(text);
  const plain = plainOf(exact);
  assertSubject(client, plain);
  return { exact, plain, version: textIn(objectIn(plain, 'meta'), 'versionId') ?? versionId };
}

function plainOf(plan: LosslessObject): RawResource {
  const plain = toPlain(plan);
  if (plain === undefined) throw new FhirError('unreadable', 'edit CarePlan');
  return plain;
}

/**
 * The patient's plan of ours whose log may be written: the one that holds the item, else the active one, else any that is
 * not closed. Null where there is none or the EHR does not show plans.
 *
 * @throws FhirError where the EHR did not answer.
 */
export async function planToLogIn({ client }: WriteTarget, holds: (plan: RawResource) => boolean): Promise<RawResource | null> {
  try {
    const { resources } = await searchOfPatient(client, 'CarePlan', client.connection.patientId, {});
    const plans = resources.filter((plan) => plan.resourceType === 'CarePlan' && readOnlyReasons(plan).length === 0);
    return plans.find(holds) ?? plans.find((plan) => plan['status'] === 'active') ?? plans[0] ?? null;
  } catch (error) {
    if (error instanceof FhirError && (isRefusal(error) || error.kind === 'rejected')) return null;
    throw error;
  }
}
