import type { Encounter } from 'fhir/r4';
import type { RawResource } from '../client.ts';
import type { Carrier } from '../carriers.ts';
import { createOnce, findOwnResource, writtenResource } from '../create-once.ts';
import { FhirError } from '../fhir-error.ts';
import { isObject, objectIn, objectsIn, textIn } from '../fields.ts';
import { ccmCoding, ccmDisplay, NOTE_EXTENSION, TIME_ENTRY_ID, UCUM, V3_ACT_CODE, V3_PARTICIPATION } from '../naming.ts';
import { escapeXhtml, narrative, paragraphs } from '../narrative.ts';
import type { TimeEntryDraft } from './entry.ts';
import { formatSeconds } from './header-line.ts';
import { isKept } from './kept.ts';
import { readEncounter } from './read-encounter.ts';
import { replaceResource } from './replace.ts';
import { plainWords } from '../plain-words.ts';
import { noteText } from './write-note.ts';

const MANUAL_TEXT = 'Entered by hand';

/** The Encounter that an entry is kept as: one per entry, not of the EHR's own kinds of visit, so that it joins no count of visits. */
export function encounterOf(draft: TimeEntryDraft): RawResource {
  const { start, end, seconds, performer, adopts } = draft;
  const note = noteText(draft);
  const author = { reference: draft.performerReference, display: draft.performerName };
  const intervals = draft.intervals?.length ? draft.intervals : [{ start, end }];
  return {
    resourceType: 'Encounter',
    meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-encounter'] },
    text: narrative('extensions', narrativeOf(draft)),
    ...(note === ''
      ? {}
      : { extension: [{ url: NOTE_EXTENSION, valueAnnotation: { authorReference: author, time: draft.recordedAt ?? end, text: note } }] }),
    identifier: [{ use: 'official', system: TIME_ENTRY_ID, value: draft.id }],
    status: 'finished',
    class: { system: V3_ACT_CODE, code: 'VR', display: 'virtual' },
    type: typesOf(draft),
    subject: { reference: draft.patientReference, ...(draft.patientDisplay === undefined ? {} : { display: draft.patientDisplay }) },
    participant: intervals.map((period) => ({
      type: [
        {
          coding: [{ system: V3_PARTICIPATION, code: 'PPRF', display: 'primary performer' }, ccmCoding('performer-class', performer)],
          text: ccmDisplay('performer-class', performer),
        },
      ],
      period: { start: period.start, end: period.end },
      individual: author,
    })),
    period: { start, end },
    length: { value: seconds, unit: 's', system: UCUM, code: 's' },
    reasonCode: reasonsOf(draft),
    ...(draft.conditions.length === 0
      ? {}
      : { reasonReference: draft.conditions.map(({ reference, display }) => ({ reference, display })) }),
    ...(draft.serviceProvider === undefined ? {} : { serviceProvider: { ...draft.serviceProvider } }),
    ...(adopts === undefined ? {} : { partOf: { reference: adopts } }),
  } satisfies Encounter;
}

/** Keeps an entry as an Encounter of its own. */
export const encounterCarrier: Carrier<TimeEntryDraft> = {
  topic: 'time',
  name: 'Encounter',
  needs: [{ type: 'Encounter', interaction: 'create' }],
  resource: encounterOf,
  // One that lost values is not it: found after a lost answer it would pass for the entry.
  async find({ client }, draft) {
    const found = await findOwnResource(client, 'Encounter', identifierOf(draft));
    return found !== null && isKept(draft, readEncounter(found)) ? writtenResource(found, true) : null;
  },
  write: (target, draft) => createOnce(target, encounterOf(draft), identifierOf(draft)),
  kept: (draft, reRead) => isKept(draft, readEncounter(reRead)),
  // The identifier goes too: the entry lives on under it in another carrier, and a void copy here would void that one. Where
  // the EHR will not have it changed it stays, and readers prefer the copy that kept everything.
  async takeBack(target, _draft, reRead) {
    const id = textIn(reRead, 'id');
    if (id === undefined || !isObject(reRead)) return;
    const rest = objectsIn(reRead, 'identifier').filter((one) => textIn(one, 'system') !== TIME_ENTRY_ID);
    const { identifier: _identifier, ...others } = reRead;
    const voided = { ...others, ...(rest.length === 0 ? {} : { identifier: rest }), status: 'entered-in-error' };
    const version = textIn(objectIn(reRead, 'meta'), 'versionId');
    try {
      await replaceResource(target, { type: 'Encounter', id, text: JSON.stringify(voided), version });
    } catch (error) {
      if (!(error instanceof FhirError) || error.kind === 'session-expired') throw error;
    }
  },
};

function identifierOf({ id }: TimeEntryDraft) {
  return { system: TIME_ENTRY_ID, value: id };
}

function typesOf({ contactMode, outcome, source, reason }: TimeEntryDraft): NonNullable<Encounter['type']> {
  const mode = ccmDisplay('contact-mode', contactMode);
  const byHand = reason === undefined || reason.trim() === '' ? MANUAL_TEXT : `${MANUAL_TEXT}: ${plainWords(reason)}`;
  return [
    {
      coding: [ccmCoding('session-type', 'ccm-time')],
      text: `Chronic care management service time (${mode.charAt(0).toLowerCase()}${mode.slice(1)})`,
    },
    { coding: [ccmCoding('contact-mode', contactMode)], text: mode },
    ...(outcome === undefined ? [] : [{ coding: [ccmCoding('contact-outcome', outcome)], text: ccmDisplay('contact-outcome', outcome) }]),
    ...(source === 'manual' ? [{ coding: [ccmCoding('source', 'manual-entry')], text: byHand }] : []),
  ];
}

function reasonsOf({ activities, seconds, performer }: TimeEntryDraft): NonNullable<Encounter['reasonCode']> {
  const by = ccmDisplay('performer-class', performer).toLowerCase();
  return activities.map((activity, index) => {
    const display = ccmDisplay('activity', activity);
    return { coding: [ccmCoding('activity', activity)], text: index === 0 ? `${display} (${formatSeconds(seconds)}, ${by})` : display };
  });
}

function narrativeOf(draft: TimeEntryDraft): string {
  const { start, end, seconds, performer, performerName, activities, outcome, source } = draft;
  const when = `${start.slice(0, 10)} ${start.slice(11, 16)}\u2013${end.slice(11, 16)}`;
  const by = `${ccmDisplay('performer-class', performer)} (${performerName})`;
  const what = activities.map((activity) => ccmDisplay('activity', activity)).join('; ');
  const came = outcome === undefined ? '' : ` ${ccmDisplay('contact-outcome', outcome)}.`;
  const hand = source === 'manual' ? ` ${MANUAL_TEXT}.` : '';
  return (
    `<p>Chronic care management service time: <b>${formatSeconds(seconds)}</b>, ` +
    `${escapeXhtml(`${by}, ${when}. ${what}.${came}${hand}`)}</p>${paragraphs(noteText(draft))}`
  );
}
