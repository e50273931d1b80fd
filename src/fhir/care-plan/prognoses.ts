import type { RawResource } from '../client.ts';
import { objectIn, objectsIn, textIn } from '../fields.ts';
import { tagOf } from './elements.ts';
import { conceptText, type Lookup, present } from './items.ts';
import type { PlanPrognosis } from './plan.ts';
import { outcomeInNote } from './prognosis-words.ts';
import { notesForPeople } from './reviews.ts';

/** What the plan says of expected outcome and prognosis: in the impressions it names, and in its notes. */
export function prognosesIn(plan: RawResource, find: Lookup): readonly PlanPrognosis[] {
  const records = objectsIn(plan, 'supportingInfo').flatMap((one): readonly PlanPrognosis[] => {
    const reference = textIn(one, 'reference');
    if (reference === undefined || !/(?:^|\/)ClinicalImpression\//.test(reference)) return [];
    return [{ reference, ...impression(find(reference)) }];
  });
  const notes = notesForPeople(plan).flatMap((note): readonly PlanPrognosis[] => {
    const text = textIn(note, 'text');
    if (text === undefined || tagOf(note) !== 'expected-outcome-prognosis') return [];
    const by = textIn(objectIn(note, 'authorReference'), 'display') ?? textIn(note, 'authorString');
    return [{ ...outcomeInNote(text), ...present('by', by), ...present('at', textIn(note, 'time')) }];
  });
  return [...records, ...notes];
}

function impression(resource: RawResource | undefined): Omit<PlanPrognosis, 'reference'> {
  const said = objectsIn(resource, 'prognosisCodeableConcept').flatMap((one) => conceptText(one) ?? []);
  return {
    ...present('outcome', textIn(resource, 'summary')),
    ...present('prognosis', said.length === 0 ? undefined : said.join('; ')),
    ...present('by', textIn(objectIn(resource, 'assessor'), 'display')),
    ...present('at', textIn(resource, 'effectiveDateTime') ?? textIn(resource, 'date')),
  };
}
