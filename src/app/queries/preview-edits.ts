import { applyOperations, goalOf, type OwnRecords, prognosisOf } from '../../fhir/care-plan/edit.ts';
import { changedGoal } from '../../fhir/care-plan/edit/goal.ts';
import { mayTry, mayTryTransaction } from '../../fhir/carriers.ts';
import { isObject } from '../../fhir/fields.ts';
import { type LosslessObject, parseLossless } from '../../fhir/lossless.ts';
import type { DiffLine, PlanCandidate, PlanEdit } from '../care-plan-view.ts';
import { goalRecordOf, operationOf, type PlanBase } from './plan-edits.ts';
import type { Saving } from './signed-in.ts';

/** Every place in the record that the edits touch, found by making them on a copy: nothing is said of what stays as it is. */
export function previewEdits(saving: Saving, base: PlanBase, edits: readonly PlanEdit[]): readonly DiffLine[] {
  const operations = edits.filter((edit) => goalRecordOf(edit) === undefined).map((edit) => operationOf(saving, edit));
  const { target } = saving;
  const mayMake = (type: 'Goal' | 'ClinicalImpression') => mayTryTransaction(target) && mayTry(target, { type, interaction: 'create' });
  const own: OwnRecords = new Set((['Goal', 'ClinicalImpression'] as const).filter(mayMake));
  const before = copyOf(base.raw);
  const after = applyOperations(before, operations, own);
  const records = operations.flatMap((one): readonly DiffLine[] => {
    if (one.kind === 'add-goal' && own.has('Goal')) return [{ sign: '+', path: 'Goal (new record)', text: compact(goalOf(one.draft)) }];
    if (one.kind === 'add-prognosis' && own.has('ClinicalImpression')) {
      return [{ sign: '+', path: 'ClinicalImpression (new record)', text: compact(prognosisOf(one.draft)) }];
    }
    return [];
  });
  return [...differences('CarePlan', before, after), ...records, ...goalLines(base, edits)];
}

function goalLines({ goals }: PlanBase, edits: readonly PlanEdit[]): readonly DiffLine[] {
  return goals.flatMap((goal) => {
    const changes = edits.flatMap((edit) => (edit.kind === 'change-goal' && goalRecordOf(edit) === goal.id ? [edit.change] : []));
    if (changes.length === 0) return [];
    const before = copyOf(goal);
    return differences(`Goal/${goal.id ?? ''}`, before, changes.reduce(changedGoal, before));
  });
}

function copyOf(resource: object): LosslessObject {
  return parseLossless(JSON.stringify(resource));
}

/** What two values differ in, place by place; a list that grew is told by what came to it. */
function differences(path: string, before: unknown, after: unknown): readonly DiffLine[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, index) => differences(`${path}[${index}]`, before[index], after[index])).flat();
  }
  if (isObject(before) && isObject(after) && !isNumber(before) && !isNumber(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differences(`${path}.${key}`, before[key], after[key]));
  }
  // A list that was not there is told item by item, as one that grew is.
  if (before === undefined && Array.isArray(after))
    return after.flatMap((item, index) => differences(`${path}[${index}]`, undefined, item));
  if (path.endsWith('.text.div')) return [{ sign: '+', path, text: 'a line for each change, in the part that Intervisit wrote' }];
  return [
    ...(before === undefined ? [] : [{ sign: '-', path, text: compact(before) } as const]),
    ...(after === undefined ? [] : [{ sign: '+', path, text: compact(after) } as const]),
  ];
}

// Numbers of the lossless parser are objects.
function isNumber(value: object): value is { readonly value: string } {
  return 'isLosslessNumber' in value && 'value' in value && typeof value.value === 'string';
}

/** The values of an addition, without the names and addresses around them. */
function compact(value: unknown): string {
  return [...new Set(leaves(value))].join(' · ');
}

function leaves(value: unknown, key = ''): readonly string[] {
  if (SILENT.has(key)) return [];
  if (Array.isArray(value)) return value.flatMap((one) => leaves(one, key));
  if (isObject(value)) {
    return isNumber(value) ? [value.value] : Object.entries(value).flatMap(([name, one]) => leaves(one, name));
  }
  if (typeof value === 'string') return [value];
  return typeof value === 'number' || typeof value === 'boolean' ? [`${value}`] : [];
}

const SILENT = new Set(['url', 'system', 'resourceType']);

/** What adopting another's plan changes in it. */
export function previewAdoption(
  { reading }: Pick<Saving, 'reading'>,
  { reference }: Pick<PlanCandidate, 'reference'>,
): readonly DiffLine[] {
  const raw = reading.basis.timeSources.find(({ resourceType, id }) => resourceType === 'CarePlan' && reference === `CarePlan/${id ?? ''}`);
  if (raw === undefined) return [];
  const before = copyOf(raw);
  return differences('CarePlan', before, applyOperations(before, [{ kind: 'adopt', patientId: reading.patient.id }]));
}
