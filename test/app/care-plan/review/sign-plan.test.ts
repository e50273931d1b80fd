import { expect, test } from 'vitest';
import { trendsOf } from '../../../../src/app/queries/trends.ts';
import { planState } from '../../../../src/app/queries/plan-changes.ts';
import { reviewCall } from '../../../../src/app/queries/review-call.ts';
import { reviewView } from '../../../../src/app/queries/review.ts';
import { saveReviewNote, signPlan } from '../../../../src/app/queries/sign-plan.ts';
import type { Saving } from '../../../../src/app/queries/signed-in.ts';
import type { PlanEditDraft } from '../../../../src/app/care-plan/plan-edit.ts';
import { planBase } from '../../../../src/app/queries/plan-edits.ts';
import type { SignRequest } from '../../../../src/app/care-plan/review/review-view.ts';
import { lastSignature } from '../../../../src/fhir/care-plan/reviews.ts';
import { readSignedState } from '../../../../src/fhir/care-plan/signed-state.ts';
import { daysIn } from '../../../../src/fhir/dates.ts';
import { PATIENT, anOwnPlan, storedIn } from '../../../builders/writes.ts';
import { aStatementStage, type StatementStage } from '../../statement-stage.ts';

const ACTIVITY = {
  detail: { description: 'Weigh every morning', status: 'in-progress', performer: [{ display: 'Patient' }] },
};
const OUTSIDE = {
  resourceType: 'Goal',
  id: 'walk',
  lifecycleStatus: 'active',
  description: { text: 'Walk daily' },
  subject: { reference: `Patient/${PATIENT}` },
};
const INSIDE = { ...OUTSIDE, id: 'sleep', description: { text: 'Sleep seven hours' } };
const plan = () =>
  anOwnPlan({
    contained: [INSIDE],
    goal: [{ reference: 'Goal/walk', display: 'Walk daily' }, { reference: '#sleep' }],
    activity: [ACTIVITY],
  });

const stage = () => aStatementStage({ resources: [OUTSIDE, plan()] });

/** As the EHR's Practitioner names the person who is signed in. */
const SIGNER = 'Chen';

let requests = 0;
function aRequest(overrides: Partial<SignRequest> = {}): SignRequest {
  requests += 1;
  const id = `b0000000-0000-4000-8000-${String(requests).padStart(12, '0')}`;
  return { id, at: '2026-10-20T14:00:00-04:00', saidClinician: false, ...overrides };
}

/** Edits made on the plan as it is shown. */
function edited({ reading }: Saving, ...drafts: readonly (PlanEditDraft & { readonly id: string })[]): Pick<SignRequest, 'edit'> {
  const edits = drafts.map((draft) => ({ ...draft, at: '2026-10-20T13:59:00-04:00' }));
  return { edit: { edits, base: planBase({ reading }, []) } };
}

/** What the review shows once everything is read. */
async function review({ look }: StatementStage) {
  const saving = await look();
  const state = planState(saving.reading);
  if (state === null) throw new TypeError('no plan');
  const signature = lastSignature(state.raw);
  const signed = signature === undefined ? null : await readSignedState(saving.access.client, state.plan, signature);
  return reviewView(state, signed, trendsOf(state.plan, undefined), daysIn('America/New_York'));
}

async function signNow({ look }: StatementStage, request = aRequest()) {
  return signPlan(await look(), request);
}

/** Somebody else changes a record of the EHR. */
function change({ ehr }: StatementStage, type: string, id: string, from: string | RegExp, to: string) {
  const text = ehr.storedText(type, id) ?? '';
  const changed = text.replace(from, to);
  if (changed === text) throw new TypeError('nothing to change');
  ehr.put(changed);
}

const signedNotes = ({ ehr }: StatementStage) =>
  JSON.stringify(storedIn(ehr, 'CarePlan')[0]?.['note'] ?? []).match(/CCM-ATTEST v1[^"]*care-plan-signed[^"]*/g) ?? [];

test('PLAN-5 of a plan that nobody signed everything is to be looked at', async () => {
  const view = await review(await stage());
  expect(view.changesBy).toEqual({ kind: 'never-signed' });
  expect(view.changes.map(({ kind, part, what }) => [kind, part, what])).toEqual([
    ['added', 'Goal', 'Walk daily'],
    ['added', 'Goal', 'Sleep seven hours'],
    ['added', 'Activity', 'Weigh every morning'],
  ]);
});

test('PLAN-5 a signature says who, when and which version of plan and goals, and makes the plan signed', async () => {
  const here = await stage();
  expect(await signNow(here)).toMatchObject({ signature: { kind: 'stored', where: 'CarePlan' } });
  expect(signedNotes(here)).toHaveLength(1);
  expect(signedNotes(here)[0]).toContain('true version=1 goals=walk:1 | PLAN-5');
  const { reading } = await here.look();
  expect(reading.chart.carePlan).toMatchObject({ signedDate: '2026-10-20', signedBy: SIGNER });
  const view = await review(here);
  expect(view).toMatchObject({ signature: { by: SIGNER, date: '2026-10-20', version: '1' }, changes: [] });
  expect(view.changesBy).toEqual({ kind: 'version', version: '1', goalsNotCompared: 0 });
});

const verdict = async (here: StatementStage) => (await here.look()).assessment.findings.find(({ ruleId }) => ruleId === 'PLAN-5')?.verdict;

test('PLAN-5 a plan without a signature warns on the bill, and one with words that are not understood is unknown', async () => {
  const here = await stage();
  expect(await verdict(here)).toBe('not-met');
  expect((await here.look()).assessment.warnings).toContain('PLAN-5');
  await signNow(here);
  expect(await verdict(here)).toBe('met');
  const text = 'CCM-ATTEST v1 | s1 | care-plan-signed | perhaps | PLAN-5';
  const note = [{ text, time: '2026-10-02T09:00:00-04:00', authorString: 'Dr. Example' }];
  expect(await verdict(await aStatementStage({ resources: [anOwnPlan({ note })] }))).toBe('unknown');
});

test('signing again after a lost answer makes no second signature', async () => {
  const here = await stage();
  const shown = await here.look();
  const request = aRequest();
  await signPlan(shown, request);
  expect(await signPlan(shown, request)).toMatchObject({ signature: { kind: 'stored', alreadyThere: true } });
  expect(signedNotes(here)).toHaveLength(1);
});

test('with history the review shows what was added, removed and altered since, goals with records of their own included', async () => {
  const here = await stage();
  await signNow(here);
  change(here, 'CarePlan', 'cp-1', 'Sleep seven hours', 'Sleep eight hours');
  change(
    here,
    'CarePlan',
    'cp-1',
    /"activity":\[.*?\}\]\}\}\]/,
    '"activity":[{"detail":{"description":"Call weekly","status":"scheduled"}}]',
  );
  change(here, 'Goal', 'walk', '"lifecycleStatus":"active"', '"lifecycleStatus":"on-hold"');
  const { changes, changesBy } = await review(here);
  expect(changesBy).toMatchObject({ kind: 'version', version: '1' });
  expect(changes).toEqual(
    expect.arrayContaining([
      {
        kind: 'altered',
        part: 'Goal',
        what: 'Sleep eight hours',
        field: 'wording',
        before: 'Sleep seven hours',
        after: 'Sleep eight hours',
      },
      { kind: 'altered', part: 'Goal', what: 'Walk daily', field: 'status', before: 'active', after: 'on-hold' },
      { kind: 'removed', part: 'Activity', what: 'Weigh every morning' },
      { kind: 'added', part: 'Activity', what: 'Call weekly' },
    ]),
  );
  expect(changes).toHaveLength(4);
});

test('without history the review goes by dates, and says so', async () => {
  const here = await stage();
  await signNow(here);
  change(here, 'CarePlan', 'cp-1', '"note":[', '"note":[{"time":"2026-10-21T09:00:00-04:00","text":"Daughter moved in."},');
  here.ehr.faults.add({ on: { path: /_history/ }, kind: 404 });
  const { changes, changesBy } = await review(here);
  expect(changesBy).toEqual({ kind: 'dates', why: 'no-history' });
  expect(changes).toEqual([{ kind: 'added', part: 'Note', what: 'Daughter moved in.' }]);
});

test('a signature from before versions were kept is compared by dates', async () => {
  const text = 'CCM-ATTEST v1 | s1 | care-plan-signed | true | PLAN-5\nReviewed and signed.';
  const here = await aStatementStage({
    resources: [anOwnPlan({ note: [{ text, time: '2026-10-02T09:00:00-04:00', authorString: 'Dr. Example' }] })],
  });
  expect((await review(here)).changesBy).toEqual({ kind: 'dates', why: 'no-version' });
});

test('a plan that changed since it was shown is not signed, and what changed is told', async () => {
  const here = await stage();
  const shown = await here.look();
  change(here, 'CarePlan', 'cp-1', 'Sleep seven hours', 'Sleep five hours');
  expect(await signPlan(shown, aRequest())).toEqual({
    signature: { kind: 'conflict', where: 'CarePlan' },
    changedMeanwhile: [
      { kind: 'altered', part: 'Goal', what: 'Sleep five hours', field: 'wording', before: 'Sleep seven hours', after: 'Sleep five hours' },
    ],
  });
  expect(signedNotes(here)).toEqual([]);
});

test('signed with an edit, the signature is of the plan with the edit in it', async () => {
  const here = await stage();
  const text = 'Weigh twice a day for a week.';
  const shown = await here.look();
  const request = aRequest(edited(shown, { kind: 'add-note', id: 'e1', text }));
  expect(await signPlan(shown, request)).toMatchObject({ edit: { kind: 'stored' }, signature: { kind: 'stored' } });
  expect(signedNotes(here)[0]).toContain('true version=2 ');
  const view = await review(here);
  expect(view.changes).toEqual([]);
  expect((await here.look()).reading.carePlans[0]?.notes).toMatchObject([{ text, author: SIGNER }]);
});

test('an edit that was found in the plan after a lost answer is not signed unseen: somebody may have changed more since', async () => {
  const here = await stage();
  const shown = await here.look();
  const request = aRequest(edited(shown, { kind: 'add-note', id: 'e4', text: 'Weigh twice a day.' }));
  here.ehr.faults.add({ on: { method: 'POST', type: 'Bundle' }, kind: 'lost-response', times: 1 });
  const first = await signPlan(shown, request);
  expect(first).toMatchObject({ edit: { kind: 'stored', alreadyThere: true }, signature: { kind: 'rejected', heldBack: true } });
  change(here, 'CarePlan', 'cp-1', 'Sleep seven hours', 'Sleep five hours');
  expect(await signPlan(shown, request)).toMatchObject({ edit: { kind: 'stored' }, signature: { kind: 'rejected', heldBack: true } });
  expect(signedNotes(here)).toEqual([]);
});

test('where the edit meets a newer plan nothing is edited and nothing signed', async () => {
  const here = await stage();
  const shown = await here.look();
  change(here, 'CarePlan', 'cp-1', 'Sleep seven hours', 'Sleep five hours');
  const goal = { kind: 'add-goal', id: 'e2', what: 'Walk to the lake', byPatient: false, due: '2026-12-31' } as const;
  const result = await signPlan(shown, aRequest(edited(shown, goal)));
  expect(result).toMatchObject({ edit: { kind: 'conflict' }, changedMeanwhile: [{ kind: 'altered' }] });
  expect(result).not.toHaveProperty('signature');
  expect(JSON.stringify(storedIn(here.ehr, 'CarePlan'))).not.toContain('Walk to the lake');
});

test('where somebody changes the plan between edit and signature, the edit stands and the plan is not signed', async () => {
  const here = await stage();
  const shown = await here.look();
  const { client } = shown.target;
  let writes = 0;
  const meddled: Saving = {
    ...shown,
    target: {
      ...shown.target,
      client: {
        ...client,
        bundle: async (text) => {
          const answer = await client.bundle(text);
          writes += 1;
          if (writes === 1) change(here, 'CarePlan', 'cp-1', 'Sleep seven hours', 'Sleep five hours');
          return answer;
        },
      },
    },
  };
  const request = aRequest(edited(shown, { kind: 'add-note', id: 'e3', text: 'Weigh twice a day.' }));
  expect(await signPlan(meddled, request)).toMatchObject({ edit: { kind: 'stored' }, signature: { kind: 'conflict' } });
  expect(signedNotes(here)).toEqual([]);
});

test('a question and a comment reach the plan whatever its version, and a signature answers both', async () => {
  const here = await stage();
  await signNow(here);
  const shown = await here.look();
  change(here, 'CarePlan', 'cp-1', 'Sleep seven hours', 'Sleep five hours');
  const at = '2026-10-20T15:00:00-04:00';
  expect(await saveReviewNote(shown, { kind: 'question', at, text: 'May the aspirin stop?' })).toMatchObject({ kind: 'stored' });
  const later = '2026-10-20T16:00:00-04:00';
  expect(await saveReviewNote(await here.look(), { kind: 'returned', at: later, text: 'Ask the cardiologist.' })).toMatchObject({
    kind: 'stored',
  });
  const open = await review(here);
  expect(open.questions).toEqual([{ text: 'May the aspirin stop?', by: SIGNER, date: '2026-10-20' }]);
  expect(open.returned).toEqual([{ text: 'Ask the cardiologist.', by: SIGNER, date: '2026-10-20' }]);
  expect(open.changes.filter(({ part }) => part === 'Note')).toEqual([]);
  await signNow(here, aRequest({ at: '2026-10-20T17:00:00-04:00' }));
  expect(await review(here)).toMatchObject({ questions: [], returned: [] });
});

test('the practitioner is called to an unsigned plan and left in peace by a signed one', async () => {
  const here = await stage();
  expect(reviewCall(await here.look(), false)).toMatchObject({ maySign: true, why: 'never-signed' });
  await signNow(here);
  expect(reviewCall(await here.look(), false)).toMatchObject({ why: null, questions: 0 });
  await saveReviewNote(await here.look(), { kind: 'question', at: '2026-10-20T15:00:00-04:00', text: 'One more?' });
  expect(reviewCall(await here.look(), false)).toMatchObject({ why: 'asked', questions: 1 });
});

const uuid = (n: number) => `c0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

test('PLAN-5 what the practitioner changes before signing is all in the version that is signed: activity, goal, note', async () => {
  const here = await stage();
  const first = await here.look();
  const weigh = { kind: 'add-activity', id: uuid(1), title: 'Weigh every evening', element: 'symptom-management' } as const;
  const swim = { kind: 'add-goal', id: uuid(2), what: 'Swim', byPatient: false } as const;
  await signPlan(first, aRequest(edited(first, weigh, swim, { kind: 'add-note', id: uuid(3), text: 'Ask about salt.' })));
  const shown = await here.look();
  const [plan] = shown.reading.carePlans;
  const note = plan?.notes.find(({ text }) => text === 'Ask about salt.');
  const goal = plan?.goals.find(({ display }) => display === 'Swim');
  const activity = plan?.activities.find(({ display }) => display === 'Weigh every evening');
  const edits = edited(
    shown,
    { kind: 'change-activity', id: uuid(4), reference: activity?.reference ?? '', what: '', change: { field: 'status', to: 'revoked' } },
    { kind: 'change-goal', id: uuid(5), reference: goal?.reference ?? '', what: 'Swim', change: { field: 'words', to: 'Swim weekly' } },
    { kind: 'change-note', id: uuid(6), note: { text: note?.text ?? '', time: note?.time ?? '' }, to: 'Ask about salt and fluid.' },
  );
  const result = await signPlan(shown, aRequest({ ...edits, at: '2026-10-20T15:00:00-04:00' }));
  expect(result).toMatchObject({ edit: { kind: 'stored' }, signature: { kind: 'stored' }, saved: [uuid(4), uuid(6), uuid(5)] });
  const after = (await here.look()).reading.carePlans[0];
  expect(after?.activities.find(({ display }) => display === 'Weigh every evening')?.status).toBe('revoked');
  expect(after?.goals.map(({ display }) => display)).toContain('Swim weekly');
  expect(after?.notes.map(({ text }) => text)).toEqual(['Ask about salt and fluid.']);
  expect((await review(here)).changes).toEqual([]);
});

test('PLAN-5 where the EHR takes no change of the plan, the signature is a note among its documents and makes the plan signed', async () => {
  const here = await aStatementStage({ resources: [OUTSIDE, plan()], persona: 'forgetful-encounters' });
  expect(await signNow(here)).toMatchObject({ signature: { kind: 'stored', where: 'DocumentReference' } });
  const { reading } = await here.look();
  expect(reading.chart.carePlan).toMatchObject({ signedDate: '2026-10-20', signedBy: SIGNER });
  expect(reviewCall(await here.look(), false)).toMatchObject({ why: null });
});
