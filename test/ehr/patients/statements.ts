import type { Annotation } from 'fhir/r4';
import { attestationNote, type Attestation } from '../../../src/fhir/attestations.ts';
import type { Subject } from './person.ts';
import { NURSE_REFERENCE, PHYSICIAN_REFERENCE } from './practice.ts';
import { instantOn, uuidOf } from './sample-day.ts';

/** A person's statement, its author and day left to be filled in. */
export type Statement = Pick<Attestation, 'statement' | 'value' | 'reason'> & Partial<Pick<Attestation, 'ruleId' | 'month' | 'target'>>;

/** What the physician says when the plan is made: all that the rules leave to a person's judgement. */
const JUDGEMENTS: readonly Statement[] = [
  {
    statement: 'twelve-months',
    value: 'true',
    ruleId: 'ELIG-1',
    reason: 'The conditions in this plan are expected to last for life.',
  },
  {
    statement: 'significant-risk',
    value: 'true',
    ruleId: 'ELIG-2',
    reason: 'Together they put the patient at significant risk of acute decompensation and functional decline.',
  },
  { statement: 'global-surgery', value: 'none', ruleId: 'CONC-14', reason: 'No operation in the past 90 days, none planned.' },
  { statement: 'model-participation', value: 'none', ruleId: 'ELIG-13', reason: 'Not aligned to GUIDE or ACCESS.' },
  { statement: 'care-plan-signed', value: 'true', ruleId: 'PLAN-5', reason: 'Reviewed and signed.' },
];

const COPY_GIVEN: Statement = {
  statement: 'care-plan-copy-given',
  value: 'true',
  ruleId: 'PLAN-3',
  reason: 'Printed copy handed to the patient and explained.',
};

/** The notes of a plan made on `date`: the physician's judgements, the copy given by the nurse, and what else was said. */
export function planStatements(subject: Subject, date: string, more: readonly Annotation[] = []): Annotation[] {
  return [
    ...JUDGEMENTS.map((one) => statedBy(subject, PHYSICIAN_REFERENCE, date, one)),
    statedBy(subject, NURSE_REFERENCE, date, COPY_GIVEN),
    ...more,
  ];
}

/** Moderate complexity of the physician's own decision making in the month of `date`. */
export function moderateComplexity(subject: Subject, date: string): Annotation {
  return statedBy(subject, PHYSICIAN_REFERENCE, date, {
    statement: 'mdm-complexity',
    value: 'moderate by-billing-practitioner=true',
    ruleId: 'CODE-17',
    month: date.slice(0, 7),
    reason: 'Changed diuretic and anticoagulant after two outside results; prescription drug management.',
  });
}

function statedBy(
  subject: Subject,
  by: { readonly reference: string; readonly display: string },
  date: string,
  statement: Statement,
): Annotation {
  const month = statement.month ?? '';
  const id = uuidOf(`${subject.id} ${statement.statement} ${month}`);
  return attestationNote({ ...statement, id, by, at: instantOn(subject.day, date, '10:20') });
}
