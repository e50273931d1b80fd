import type { ClinicalImpression } from 'fhir/r4';
import type { Instant, Reference } from '../../../ccm/chart.ts';
import { objectIn, objectsIn, textIn } from '../../fields.ts';
import type { LosslessObject } from '../../lossless.ts';
import { PROGNOSIS_ID } from '../../naming.ts';
import { escapeXhtml, narrative } from '../../narrative.ts';
import type { Author } from '../edit.ts';
import { wordsOf } from '../prognosis-words.ts';
import { append, elementTag, lossless } from './lists.ts';
import { annotationOf, hasNote } from './note.ts';

/** What is expected of the course of the illness, as a person wrote it. */
export interface PrognosisDraft {
  /** UUID, made before the first attempt. */
  readonly id: string;
  readonly outcome: string;
  readonly prognosis?: string;
  readonly author: Author;
  readonly at: Instant;
  /** The problems that the plan addresses. */
  readonly problems: readonly Reference[];
  readonly patientReference: Reference;
}

const TITLE = 'Expected outcome and prognosis';

/** The ClinicalImpression of a draft. */
export function prognosisOf(draft: PrognosisDraft): ClinicalImpression {
  const { outcome, prognosis, author, at, problems, patientReference } = draft;
  const conditions = problems.filter((reference) => reference.startsWith('Condition/'));
  return {
    resourceType: 'ClinicalImpression',
    text: narrative('generated', escapeXhtml(wordsOf(draft))),
    identifier: [identifierOf(draft)],
    status: 'completed',
    description: `${TITLE} for the care plan`,
    subject: { reference: patientReference },
    effectiveDateTime: at,
    date: at,
    // An impression is a practitioner's; whoever else is signed in is named and not referred to.
    assessor: /^Practitioner(Role)?\//.test(author.reference ?? '') ? { ...author } : { display: author.display },
    ...(conditions.length > 0 && { problem: conditions.map((reference) => ({ reference })) }),
    summary: outcome,
    ...(prognosis !== undefined && { prognosisCodeableConcept: [{ text: prognosis }] }),
  };
}

/** How the impression is named within the transaction that makes it. */
export function prognosisUrn({ id }: PrognosisDraft): string {
  return `urn:uuid:${id}`;
}

/** The plan with the prognosis: referred to as a record of its own that the same transaction makes, else as a tagged note. */
export function withPrognosis(plan: LosslessObject, draft: PrognosisDraft, isRecord: boolean): LosslessObject {
  if (!isRecord) return append(plan, 'note', lossless(noteOf(draft)));
  const target = { reference: prognosisUrn(draft), identifier: identifierOf(draft), display: TITLE };
  return append(plan, 'supportingInfo', lossless({ extension: [elementTag('expected-outcome-prognosis')], ...target }));
}

/** Whether the plan has the draft's prognosis, in either form. */
export function hasPrognosis(plan: unknown, draft: PrognosisDraft): boolean {
  const isNamed = objectsIn(plan, 'supportingInfo').some((one) => textIn(objectIn(one, 'identifier'), 'value') === draft.id);
  return isNamed || hasNote(plan, noteOf(draft));
}

/** Whether the plan, read back, seems to have it: servers drop identifiers of references. */
export function seemsToHavePrognosis(plan: unknown, draft: PrognosisDraft): boolean {
  const isReferred = objectsIn(plan, 'supportingInfo').some((one) => /(?:^|\/)ClinicalImpression\//.test(textIn(one, 'reference') ?? ''));
  return isReferred || hasPrognosis(plan, draft);
}

function noteOf({ author, at, outcome, prognosis }: PrognosisDraft) {
  const text = wordsOf({ outcome, ...(prognosis !== undefined && { prognosis }) });
  return annotationOf({ author, at, text, element: 'expected-outcome-prognosis' });
}

function identifierOf({ id }: PrognosisDraft) {
  return { system: PROGNOSIS_ID, value: id };
}
