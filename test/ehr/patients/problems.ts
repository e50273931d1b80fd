import type { Coding, Condition } from 'fhir/r4';
import { ICD_10_CM, SNOMED_CT } from '../../../src/fhir/naming.ts';
import { narrative } from './narrative.ts';
import type { Subject } from './person.ts';
import { ago } from './sample-day.ts';

/** A disease as the problem list has it. */
export interface Disease {
  /** Ends the ids of what belongs to it: `copd`. */
  readonly key: string;
  readonly text: string;
  readonly icd?: string;
  readonly snomed?: string;
}

export const DIABETES: Disease = { key: 't2dm', text: 'Type 2 diabetes mellitus', icd: 'E11.9', snomed: '44054006' };
export const HYPERTENSION: Disease = { key: 'htn', text: 'Essential hypertension', icd: 'I10', snomed: '59621000' };
export const COPD: Disease = { key: 'copd', text: 'COPD', icd: 'J44.9', snomed: '13645005' };
export const HEART_FAILURE: Disease = { key: 'chf', text: 'Congestive heart failure', icd: 'I50.9', snomed: '42343007' };
export const ATRIAL_FIBRILLATION: Disease = { key: 'afib', text: 'Atrial fibrillation', icd: 'I48.91', snomed: '49436004' };
export const KIDNEY_DISEASE: Disease = { key: 'ckd', text: 'Chronic kidney disease, stage 3', icd: 'N18.30', snomed: '433144002' };
export const KIDNEY_FAILURE: Disease = { key: 'esrd', text: 'End-stage renal disease', icd: 'N18.6', snomed: '46177005' };
export const OSTEOARTHRITIS: Disease = { key: 'oa', text: 'Osteoarthritis of knee', icd: 'M17.9', snomed: '239873007' };
export const RHEUMATOID_ARTHRITIS: Disease = { key: 'ra', text: 'Rheumatoid arthritis', icd: 'M06.9', snomed: '69896004' };
export const OSTEOPOROSIS: Disease = { key: 'osteoporosis', text: 'Osteoporosis', icd: 'M81.0', snomed: '64859006' };
export const HYPERLIPIDEMIA: Disease = { key: 'lipids', text: 'Hyperlipidemia', icd: 'E78.5', snomed: '55822004' };
export const CORONARY_DISEASE: Disease = { key: 'cad', text: 'Coronary artery disease', icd: 'I25.10', snomed: '53741008' };
export const ASTHMA: Disease = { key: 'asthma', text: 'Asthma', icd: 'J45.909', snomed: '195967001' };
export const SINUSITIS: Disease = { key: 'sinusitis', text: 'Viral sinusitis', icd: 'J01.90', snomed: '444814009' };
export const ANKLE_SPRAIN: Disease = { key: 'ankle', text: 'Sprain of ankle', icd: 'S93.409A', snomed: '44465007' };
export const BRONCHITIS: Disease = { key: 'bronchitis', text: 'Acute bronchitis', icd: 'J20.9', snomed: '10509002' };

/** Years since the onset, and what differs from an active, confirmed problem. */
export interface ProblemOptions {
  readonly years: number;
  readonly clinicalStatus?: 'active' | 'recurrence' | 'relapse' | 'inactive' | 'remission' | 'resolved';
  readonly verificationStatus?: 'confirmed' | 'provisional' | 'differential' | 'refuted';
  readonly id?: string;
}

/** A problem-list entry. */
export function problem(subject: Subject, disease: Disease, options: ProblemOptions): Condition {
  const { years, clinicalStatus = 'active', verificationStatus = 'confirmed' } = options;
  const onset = ago(subject.day, { years });
  const coding: Coding[] = [];
  if (disease.snomed !== undefined) coding.push({ system: SNOMED_CT, code: disease.snomed });
  if (disease.icd !== undefined) coding.push({ system: ICD_10_CM, code: disease.icd });
  const isOver = clinicalStatus === 'resolved' || clinicalStatus === 'remission';
  return {
    resourceType: 'Condition',
    id: options.id ?? problemId(subject, disease),
    meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-condition-problems-health-concerns'] },
    text: narrative(disease.text),
    clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: clinicalStatus }] },
    verificationStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: verificationStatus }] },
    category: [
      {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'problem-list-item', display: 'Problem List Item' },
        ],
      },
    ],
    code: { ...(coding.length > 0 && { coding }), text: disease.text },
    subject: subject.reference,
    onsetDateTime: onset,
    ...(isOver && { abatementDateTime: Temporal.PlainDate.from(onset).add({ months: 1 }).toString() }),
    recordedDate: onset,
  };
}

export function problemReference(subject: Subject, disease: Disease): { readonly reference: string; readonly display: string } {
  return { reference: `Condition/${problemId(subject, disease)}`, display: disease.text };
}

function problemId(subject: Subject, disease: Disease): string {
  return `${subject.id}-${disease.key}`;
}
