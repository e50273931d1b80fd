import type { CarePlanElement } from '../../ccm/chart.ts';
import { type Attestation, attestationNote } from '../../fhir/attestations.ts';
import { savePlanNote } from '../../fhir/care-plan/note-document.ts';
import { planNoteText } from '../../fhir/care-plan/note-text.ts';
import { elementOf } from '../care-plan/edit-element.ts';
import { editText } from '../care-plan/edit-text.ts';
import type { SaveResult } from '../save-result.ts';
import type { DiffLine, PlanEdit } from '../care-plan-view.ts';
import { resultOf } from './outcomes.ts';
import type { PlanEditsResult } from './plan-edits.ts';
import { type Saving, signedIn } from './signed-in.ts';

/** Keeps the edits in words, as a note among the documents, where the EHR takes no care plan from apps. */
export async function saveAsNote(saving: Saving, edits: readonly PlanEdit[]): Promise<PlanEditsResult> {
  const who = signedIn(saving);
  const first = edits[0];
  const last = edits.at(-1);
  if (first === undefined || last === undefined) return { result: { kind: 'failed', error: 'not-found' }, saved: [] };
  if (who === null) return { result: { kind: 'nobody-signed-in' }, saved: [] };
  const { patient } = saving.reading;
  const draft = {
    // Edits are added at the end of the list: another list has another end, or another length.
    id: [first.id, last.id, edits.length].join('/'),
    patient: { reference: patient.reference, display: patient.name },
    author: who,
    at: last.at,
    lines: edits.map(editText),
    elements: [...new Set(edits.flatMap((edit) => elementOf(edit) ?? []))],
  };
  const result = await resultOf(() => savePlanNote(saving.target, draft));
  if (result.kind === 'stored') return { result, saved: edits.map(({ id }) => id) };
  return { result: result.kind === 'not-stored' ? { ...result, text: planNoteText(draft) } : result, saved: [] };
}

/** Keeps statements in words, as a note on the plan among the documents, where the EHR takes no care plan from apps. */
export async function saveStatementsAsNote(
  saving: Saving,
  attestations: readonly [Attestation, ...Attestation[]],
  elements: readonly CarePlanElement[] = [],
): Promise<SaveResult> {
  const { patient } = saving.reading;
  const [first] = attestations;
  return resultOf(() =>
    savePlanNote(saving.target, {
      id: attestations.map(({ id }) => id).join('/'),
      patient: { reference: patient.reference, display: patient.name },
      author: first.by,
      at: first.at,
      lines: [],
      elements,
      statements: attestations.map((one) => attestationNote(one).text),
    }),
  );
}

/** What comes into the record where the edits are kept as a note. */
export function previewNote(edits: readonly PlanEdit[]): readonly DiffLine[] {
  return edits.map((edit, index) => ({ sign: '+', path: `DocumentReference (new record), line ${index + 1}`, text: editText(edit) }));
}
