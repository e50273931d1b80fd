import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addActivity, addGoal, addNote, applyOperations, type OwnRecords, type PlanOperation } from '../../src/fhir/care-plan/edit.ts';
import { isLosslessObject, type LosslessObject, type LosslessValue, parseLossless, writeLossless } from '../../src/fhir/lossless.ts';
import { anOwnPlan, MD, PATIENT, RN } from '../builders/writes.ts';

const patientReference = `Patient/${PATIENT}`;
const AT = '2026-10-20T14:00:00-04:00';
const uuid = (n: number) => `b0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const goal = (n: number) =>
  addGoal({ id: uuid(n), description: 'Walk', target: 'daily', due: '2027-04-30', start: '2026-10-20', addresses: [], patientReference });
const activity = (n: number, goals: readonly { readonly reference: string; readonly display: string }[] = []) =>
  addActivity({ id: uuid(n), title: 'Weigh', element: 'symptom-management', due: '2026-12-01', goals, patientReference });
const OWN_GOAL = `#goal-${uuid(1)}`;
const OWN_ACTIVITY = `#activity-${uuid(2)}`;
const NOTE = { text: 'Lives alone.', time: AT };

/** Of each kind of edit one or more, and the places that it may touch in a plan with one contained goal, activity and note of ours. */
const EDITS: readonly (readonly [what: string, operation: PlanOperation, own: RegExp])[] = [
  ['a note', addNote({ author: RN, at: AT, text: 'New.', element: 'caregiver-assessment' }), /^note\[\d+\]$/],
  ['a goal', goal(3), /^(goal|contained)\[\d+\]$/],
  ['an activity', activity(4, [{ reference: OWN_GOAL, display: 'Walk' }]), /^(activity|contained)\[\d+\]$/],
  [
    'a prognosis',
    {
      kind: 'add-prognosis',
      draft: { id: uuid(5), outcome: 'Stable.', prognosis: 'Good.', author: MD, at: AT, problems: [], patientReference },
    },
    /^(supportingInfo|note)\[\d+\]$/,
  ],
  ['a problem', { kind: 'refer', draft: { list: 'addresses', reference: 'Condition/9', display: 'CKD' } }, /^addresses\[\d+\]$/],
  [
    'an assessment',
    { kind: 'refer', draft: { list: 'supportingInfo', reference: 'Observation/9', display: 'Gait' } },
    /^supportingInfo\[\d+\]$/,
  ],
  ['an order', { kind: 'refer', draft: { list: 'activity', reference: 'ServiceRequest/9', display: 'PT' } }, /^activity\[\d+\]$/],
  ['an adoption', { kind: 'adopt', patientId: 'other' }, /^identifier\[\d+\]$/],
  [
    'goal words',
    { kind: 'change-goal', reference: OWN_GOAL, what: '', change: { field: 'words', to: 'Swim' } },
    /^(contained\[0\]\.description\.text|goal\[0\]\.display)$/,
  ],
  [
    'goal target',
    { kind: 'change-goal', reference: OWN_GOAL, what: '', change: { field: 'target', to: 'weekly' } },
    /^contained\[0\]\.target\[0\]\.detailString$/,
  ],
  [
    'goal date',
    { kind: 'change-goal', reference: OWN_GOAL, what: '', change: { field: 'due', to: '2027-06-30' } },
    /^contained\[0\]\.target\[0\]\.dueDate$/,
  ],
  [
    'goal status',
    { kind: 'change-goal', reference: OWN_GOAL, what: '', change: { field: 'status', to: 'on-hold' } },
    /^contained\[0\]\.lifecycleStatus$/,
  ],
  [
    'goal progress',
    { kind: 'change-goal', reference: OWN_GOAL, what: '', change: { field: 'achievement', to: 'improving' } },
    /^contained\[0\]\.achievementStatus$/,
  ],
  [
    'goal problem',
    { kind: 'change-goal', reference: OWN_GOAL, what: '', change: { field: 'problem', to: { reference: 'Condition/1', display: 'A' } } },
    /^contained\[0\]\.addresses/,
  ],
  [
    'activity status',
    { kind: 'change-activity', reference: OWN_ACTIVITY, what: '', change: { field: 'status', to: 'revoked' } },
    /^contained\[1\]\.status$/,
  ],
  [
    'activity date',
    { kind: 'change-activity', reference: OWN_ACTIVITY, what: '', change: { field: 'due', to: '2027-01-31' } },
    /^contained\[1\]\.occurrencePeriod\.end$/,
  ],
  [
    'activity owner',
    { kind: 'change-activity', reference: OWN_ACTIVITY, what: '', change: { field: 'who', to: MD } },
    /^contained\[1\]\.performer$/,
  ],
  [
    'activity goal',
    { kind: 'change-activity', reference: OWN_ACTIVITY, what: '', change: { field: 'goal', to: { reference: OWN_GOAL, display: 'Walk' } } },
    /^contained\[1\]\.extension/,
  ],
  [
    'note words',
    { kind: 'change-note', note: NOTE, to: { author: MD, at: '2026-10-21T09:00:00-04:00', text: 'Lives with a friend.' } },
    /^note\[0\]\.(author\w+|time|text)/,
  ],
];

const name = fc.stringMatching(/^x[a-z]{1,6}$/);
const decimal = fc.constantFrom('1.50', '0.0010', '12345678901234567890', '-3.0e2', '7.10').map((digits) => `@@${digits}@@`);
const leaf = fc.oneof(decimal, fc.string(), fc.boolean(), fc.constant(null));
const json = fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), fc.dictionary(name, leaf, { maxKeys: 3 }));
const extension = fc.record({ url: fc.webUrl(), valueDecimal: decimal });
const unknown = fc
  .tuple(fc.dictionary(name, json, { maxKeys: 3 }), fc.array(extension, { maxLength: 2 }))
  .map(([parts, extensions]) => ({ ...parts, ...(extensions.length > 0 && { extension: extensions }), _status: { id: 'x' } }));
const records = fc.constantFrom<OwnRecords>(new Set(), new Set(['Goal'] as const), new Set(['Goal', 'ClinicalImpression'] as const));

/** A plan in which decimals keep the digits they came with. */
function aPlanText(inPlan: object, inGoal: object, inActivity: object, inNote: object): LosslessObject {
  const empty = parseLossless(JSON.stringify(anOwnPlan({ note: [{ ...inNote, authorReference: RN, ...NOTE }, { text: 'Theirs.' }] })));
  const { text: _text, ...plain } = JSON.parse(writeLossless(applyOperations(empty, [goal(1), activity(2)])));
  const [first, second] = plain.contained;
  const contained = [
    { ...inGoal, ...first },
    { ...second, ...inActivity },
    { resourceType: 'Goal', id: 'theirs' },
  ];
  const text = JSON.stringify({ ...inPlan, ...plain, contained });
  return parseLossless(text.replaceAll(/"@@([^"]*)@@"/g, '$1'));
}

test.each(EDITS)(
  'for any plan with unknown parts in every place, %s changes its own place alone, digits of decimals included',
  (_what, operation, own) => {
    fc.assert(
      fc.property(unknown, unknown, unknown, unknown, records, (inPlan, inGoal, inActivity, inNote, made) => {
        const before = aPlanText(inPlan, inGoal, inActivity, inNote);
        const after = applyOperations(before, [operation], made);
        const touched = differences('', before, after);
        expect(touched.length).toBeGreaterThan(0);
        expect(touched.filter((path) => !own.test(path))).toEqual([]);
        expect(writeLossless(applyOperations(after, []))).toBe(writeLossless(after));
      }),
      { numRuns: 60 },
    );
  },
);

/** Where two values differ, by path; keys in another order are a difference of what holds them. */
function differences(path: string, before: LosslessValue | undefined, after: LosslessValue | undefined): readonly string[] {
  if (before === undefined || after === undefined) return [path];
  if (writeLossless(before) === writeLossless(after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, index) => differences(`${path}[${index}]`, before[index], after[index])).flat();
  }
  // A list that was not there is told by what stands in it.
  if (!isLosslessObject(before) || !isLosslessObject(after)) return [path];
  const kept = Object.keys(before).filter((key) => key in after);
  const moved = Object.keys(after).filter((key) => key in before);
  if (JSON.stringify(kept) !== JSON.stringify(moved)) return [`${path} order`];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => {
    const inner = path === '' ? key : `${path}.${key}`;
    const fresh = after[key];
    if (path === '' && before[key] === undefined && Array.isArray(fresh)) return fresh.map((_, index) => `${inner}[${index}]`);
    return differences(inner, before[key], fresh);
  });
}
