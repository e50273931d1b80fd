import type { Annotation } from 'fhir/r4';
import { planSignature } from '../../../src/fhir/attestation-values.ts';
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
];

const COPY_GIVEN: Statement = {
  statement: 'care-plan-copy-given',
  value: 'true',
  ruleId: 'PLAN-3',
  reason: 'Printed copy handed to the patient and explained.',
};

/** The notes of a plan made on `date`: the physician's judgements, the copy given by the nurse, and what else was said. */
export function planStatements(subject: Subject, date: string, goals: number, more: readonly Annotation[] = []): Annotation[] {
  return [
    ...JUDGEMENTS.map((one) => statedBy(subject, PHYSICIAN_REFERENCE, date, one)),
    statedBy(subject, PHYSICIAN_REFERENCE, date, signatureOf(subject, goals)),
    statedBy(subject, NURSE_REFERENCE, date, COPY_GIVEN),
    ...more,
  ];
}

/** Of the plan and its goals as they are loaded: all in their first version. */
function signatureOf({ id }: Subject, goals: number): Statement {
  const signed = Object.fromEntries(Array.from({ length: goals }, (_, index) => [`${id}-goal-${index + 1}`, '1']));
  return {
    statement: 'care-plan-signed',
    value: planSignature.write({ signed: true, version: '1', goals: signed }),
    ruleId: 'PLAN-5',
    reason: 'Reviewed and signed.',
  };
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
