import type { Communication, DocumentReference } from 'fhir/r4';
import { clinicalNote } from '../../clinical-note.ts';
import type { Instant, LocalDate, Reference } from '../../../ccm/chart.ts';
import type { RawResource } from '../../client.ts';
import type { OwnIdentifier } from '../../create-once.ts';
import { escapeXhtml, narrative } from '../../narrative.ts';
import { COPY_ID } from '../copy.ts';
import type { Author } from '../edit.ts';

/** How a copy reached its reader. A plan that was read out and not handed over is no copy (PLAN-3), so there is no such way. */
export type CopyWay = 'handed-over' | 'read-together' | 'mail' | 'portal' | 'email' | 'fax';

/** A copy of the care plan that was given to the patient, a caregiver or both. */
export interface PlanCopyDraft {
  /** UUID, made before the first attempt. */
  readonly id: string;
  readonly plan: { readonly reference: Reference; readonly display: string; readonly versionId?: string };
  readonly patient: { readonly reference: Reference; readonly display: string };
  readonly recipients: readonly [Author, ...Author[]];
  readonly way: CopyWay;
  readonly givenAt: Instant;
  /** The day of `givenAt` at the practice. */
  readonly givenOn: LocalDate;
  readonly recordedAt: Instant;
  readonly by: Author;
  readonly organization?: Author;
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
  /** The whole page, word for word as it was given. */
  readonly html: string;
  /** Its words alone, for EHRs that take no other notes than plain text. */
  readonly text: string;
}

const MODE = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationMode';

const MEDIA: Readonly<Record<CopyWay, readonly (readonly [code: string, display: string])[]>> = {
  'handed-over': [['PHYSICAL', 'physical presence']],
  'read-together': [
    ['PHYSICAL', 'physical presence'],
    ['VERBAL', 'verbal'],
  ],
  mail: [['MAILWRIT', 'mail']],
  portal: [['ONLINEWRIT', 'online written']],
  email: [['EMAILWRIT', 'email']],
  fax: [['FAXWRIT', 'telefax']],
};

const WAY_TEXT = {
  'handed-over': 'handed over',
  'read-together': 'handed over and read together',
  mail: 'by mail',
  portal: 'through the patient portal',
  email: 'by e-mail',
  fax: 'by fax',
} as const satisfies Record<CopyWay, string>;

/** To whom and how a copy was given, in words: `Given to Robin Doe, handed over.` */
export function copyWords({ recipients, way, language }: PlanCopyDraft): string {
  return `Given to ${recipients.map(({ display }) => display).join(' and ')}, ${WAY_TEXT[way]}. Language: ${language}.`;
}

/** The identifier that makes a second attempt find the first. */
export function copyIdentifier({ id }: PlanCopyDraft): OwnIdentifier {
  return { system: COPY_ID, value: id };
}

/** That of the Communication that goes with the copy. */
export function givenIdentifier({ id }: PlanCopyDraft): OwnIdentifier {
  return { system: COPY_ID, value: `${id}-given` };
}

/** The copy itself, as a document: what was given, word for word. `encounter`: the one in context, which some EHRs want. */
export function copyDocument(draft: PlanCopyDraft, encounter: Reference | undefined, form: 'html' | 'text' = 'html'): RawResource {
  const { plan, patient, givenAt, recordedAt, by, organization, language, title } = draft;
  const contentType = form === 'html' ? 'text/html' : 'text/plain';
  const version = plan.versionId === undefined ? '' : `, version ${plan.versionId}`;
  return {
    ...clinicalNote({
      identifier: copyIdentifier(draft),
      summary: escapeXhtml(`Copy of the care plan. ${copyWords(draft)}`),
      loinc: '18776-5',
      display: 'Plan of care note',
      title: 'Copy of the care plan',
    }),
    subject: { ...patient },
    date: recordedAt,
    author: [{ ...by }],
    ...(organization === undefined ? {} : { custodian: { ...organization } }),
    description: `Copy of the care plan${version}. ${copyWords(draft)}`,
    content: [{ attachment: { contentType, language, title, creation: recordedAt, data: base64(draft[form]) } }],
    context: {
      ...(encounter === undefined ? {} : { encounter: [{ reference: encounter }] }),
      period: { start: givenAt, end: givenAt },
      related: [{ reference: plan.reference, display: plan.display }],
    },
  } satisfies DocumentReference;
}

/** That the copy was given: to whom, how, when and by whom. `document`: where the copy stands. */
export function copyCommunication(draft: PlanCopyDraft, document: Reference): RawResource {
  const { plan, patient, recipients, way, givenAt, by, title } = draft;
  return {
    resourceType: 'Communication',
    text: narrative('generated', escapeXhtml(`Copy of the care plan. ${copyWords(draft)}`)),
    identifier: [{ ...givenIdentifier(draft) }],
    status: 'completed',
    category: [
      {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/communication-category', code: 'instruction', display: 'Instruction' }],
      },
    ],
    medium: MEDIA[way].map(([code, display]) => ({ coding: [{ system: MODE, code, display }] })),
    subject: { ...patient },
    topic: { text: 'Copy of the comprehensive care plan given to patient or caregiver' },
    about: [{ reference: plan.reference, display: plan.display }],
    sent: givenAt,
    recipient: recipients.map((one) => ({ ...one })),
    sender: { ...by },
    payload: [{ contentReference: { reference: document, display: title } }],
  } satisfies Communication;
}

/** The text in base64, as UTF-8: what a document of this text holds. */
export function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}
