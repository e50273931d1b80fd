import type { SaveResult } from '../save-result.ts';
import type { UnsentEntries } from '../timekeeping/unsent-entries.ts';
import type { CallDesk } from './call-desk.ts';
import type { Confirmed, ConfirmedCall, PlanProgress } from './call.ts';

/** The ways of a call's parts to the EHR. */
export interface CallWays {
  readonly unsent: Pick<UnsentEntries, 'save' | 'retry' | 'has'>;
  /** `planMoved`: the minutes went into the care plan just now, so its version is not the one on the screen. */
  readonly savePlan: (progress: PlanProgress, planMoved: boolean) => Promise<SaveResult>;
  /** The entry is safe: the timer that timed it may be forgotten. */
  readonly finishTimer: (id: string) => void;
}

/**
 * Confirms the call in the making and sends its parts: minutes and note first, then the progress of goals. What arrives is noted with each
 * part, so that a later `sendMissing` sends only the rest. Never rejects.
 */
export async function confirmAndSend(desk: CallDesk, confirmed: Confirmed, ways: CallWays): Promise<void> {
  const call = await desk.confirm(confirmed);
  if (call !== null) await sendMissing(desk, call, ways);
}

/** Sends what of a confirmed call the EHR has not. Each part carries what identifies it, so that nothing is stored twice. */
export async function sendMissing(desk: CallDesk, { id, confirmed }: ConfirmedCall, ways: CallWays): Promise<void> {
  desk.note(id, { sending: true });
  const time = confirmed.timeStored ? null : await sendTime(desk, id, confirmed, ways);
  if (time !== null) desk.note(id, { time }, { timeStored: time.kind === 'stored' });
  if (confirmed.plan !== null && !confirmed.planStored) {
    const planMoved = time?.kind === 'stored' && time.where === 'CarePlan';
    const plan = await ways.savePlan(confirmed.plan, planMoved).catch(unclearPlan);
    desk.note(id, { plan }, { planStored: plan.kind === 'stored' });
  }
  desk.note(id, { sending: false });
}

async function sendTime(desk: CallDesk, id: string, { input, handedOver }: Confirmed, ways: CallWays): Promise<SaveResult | null> {
  const { unsent, finishTimer } = ways;
  if (unsent.has(input.id)) return unsent.retry(input.id);
  // It was stored or discarded where the unsent entries are listed: sending it again would undo a person's decision.
  if (handedOver) return null;
  return unsent.save(input, () => {
    desk.note(id, {}, { handedOver: true });
    finishTimer(input.id);
  });
}

function unclearPlan(): SaveResult {
  return { kind: 'unclear', where: 'CarePlan', looked: 'unknown' };
}
