import type { DocumentReference, Task } from 'fhir/r4';
import type { Instant, Reference } from '../../ccm/chart.ts';
import { base64 } from '../care-plan/copy/resources.ts';
import type { RawResource } from '../client.ts';
import { clinicalNote } from '../clinical-note.ts';
import type { OwnIdentifier } from '../create-once.ts';
import { ccmCoding, ccmDisplay, HAND_OVER_ID } from '../naming.ts';
import { escapeXhtml, narrative, paragraphs } from '../narrative.ts';
import type { Named } from '../time/entry.ts';
import { chargeIdentifier } from './charge-item.ts';
import type { ChargeDraft } from './charge.ts';
import { handOverHeader, type HandOverHeader } from './hand-over-header.ts';

/** A month's charges for the people who bill, where the EHR takes no charges from apps. */
export interface HandOverDraft extends Pick<HandOverHeader, 'number' | 'key'> {
  /** All of one patient and month. */
  readonly charges: readonly [ChargeDraft, ...ChargeDraft[]];
  readonly patientDisplay: string;
  readonly by: Named;
  readonly at: Instant;
  /** The practice, whose billing it is. */
  readonly owner?: Named;
  /** The charge sheet in words. */
  readonly text: string;
}

const TITLE = ccmDisplay('task-type', 'charge-hand-over');

/** The same for every attempt, tab and person, so that no two are made: `patient/2026-11`, a later one `patient/2026-11#2`. */
export function handOverIdentifier({ charges: [{ patientId, month }], number }: HandOverDraft): OwnIdentifier {
  return { system: HAND_OVER_ID, value: `${patientId}/${month}${number === 1 ? '' : `#${number}`}` };
}

/** The first line of the hand-over, as data. */
export function headerOf({ charges, number, key }: HandOverDraft): HandOverHeader {
  return { month: charges[0].month, number, key, codes: charges.map(({ code, units }) => ({ code, units })) };
}

/** The header, then the sheet. */
function handOverText(draft: HandOverDraft): string {
  return `${handOverHeader(headerOf(draft))}\n${draft.text}`;
}

/** A request to billing. Each charge's own identifier stands in `input`, so that what is billed can be traced to it. */
export function handOverTask(draft: HandOverDraft): RawResource {
  const { charges, patientDisplay, by, at, owner } = draft;
  const [first] = charges;
  const about = first.context ?? first.supporting[0]?.reference;
  return {
    resourceType: 'Task',
    text: narrative('generated', paragraphs(handOverText(draft))),
    identifier: [{ ...handOverIdentifier(draft) }],
    status: 'requested',
    intent: 'order',
    priority: 'routine',
    code: { coding: [ccmCoding('task-type', 'charge-hand-over')], text: TITLE },
    description: handOverText(draft),
    ...(about === undefined ? {} : { focus: { reference: about } }),
    for: { reference: `Patient/${first.patientId}`, display: patientDisplay },
    authoredOn: at,
    lastModified: at,
    requester: { ...by },
    performerType: [{ text: 'Billing' }],
    ...(owner === undefined ? {} : { owner: { ...owner } }),
    input: charges.map((charge) => ({ type: { text: `Charge ${charge.code}` }, valueIdentifier: { ...chargeIdentifier(charge) } })),
  } satisfies Task;
}

/** The same as a note among the documents. `encounter`: the one to file it under, which some EHRs want. */
export function handOverNote(draft: HandOverDraft, encounter: Reference | undefined): RawResource {
  const { charges, patientDisplay, by, at, owner } = draft;
  return {
    ...clinicalNote({
      identifier: handOverIdentifier(draft),
      summary: escapeXhtml(TITLE),
      loinc: '34109-9',
      display: 'Note',
      title: TITLE,
    }),
    subject: { reference: `Patient/${charges[0].patientId}`, display: patientDisplay },
    date: at,
    author: [{ ...by }],
    ...(owner === undefined ? {} : { custodian: { ...owner } }),
    description: handOverHeader(headerOf(draft)),
    content: [{ attachment: { contentType: 'text/plain', data: base64(handOverText(draft)), title: TITLE } }],
    ...(encounter === undefined ? {} : { context: { encounter: [{ reference: encounter }] } }),
  } satisfies DocumentReference;
}
