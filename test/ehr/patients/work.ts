import type { Encounter, Reference } from 'fhir/r4';
import {
  type CcmCode,
  ccmCoding,
  ccmDisplay,
  type ContactMode,
  CPT,
  NOTE_EXTENSION,
  TIME_ENTRY_ID,
  UCUM,
  V3_ACT_CODE,
  V3_PARTICIPATION,
} from '../../../src/fhir/naming.ts';
import { escaped } from './narrative.ts';
import type { Subject } from './person.ts';
import { NURSE_REFERENCE, ORGANIZATION, PHYSICIAN_REFERENCE } from './practice.ts';
import { type Stretch, uuidOf, written } from './sample-day.ts';

const US_CORE_ENCOUNTER = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-encounter';

/** What was done in a stretch of CCM work. */
export interface Work {
  readonly activity: CcmCode<'activity'>;
  readonly mode: ContactMode;
  readonly note: string;
  readonly concerns?: readonly Reference[];
  /** Clinical staff if absent. */
  readonly by?: 'clinical-staff' | 'physician-qhp';
}

/** A time entry as the app writes it. `number` tells the patient's entries apart. */
export function timeEntry(subject: Subject, number: number, { start, end }: Stretch, work: Work): Encounter {
  const { activity, mode, note, concerns = [], by = 'clinical-staff' } = work;
  const performer = by === 'clinical-staff' ? NURSE_REFERENCE : PHYSICIAN_REFERENCE;
  const seconds = start.until(end).total('seconds');
  const period = { start: written(start), end: written(end) };
  const performerClass = { ...ccmCoding('performer-class', by) };
  return {
    resourceType: 'Encounter',
    id: `${subject.id}-time-${number}`,
    meta: { profile: [US_CORE_ENCOUNTER] },
    text: { status: 'extensions', div: story(work, seconds, performer.display, period) },
    extension: [{ url: NOTE_EXTENSION, valueAnnotation: { authorReference: performer, time: period.end, text: note } }],
    identifier: [{ use: 'official', system: TIME_ENTRY_ID, value: uuidOf(`${subject.id} time ${number}`) }],
    status: 'finished',
    class: { system: V3_ACT_CODE, code: 'VR', display: 'virtual' },
    type: [
      {
        coding: [ccmCoding('session-type', 'ccm-time')],
        text: `Chronic care management service time (${ccmDisplay('contact-mode', mode).toLowerCase()})`,
      },
      { coding: [ccmCoding('contact-mode', mode)], text: ccmDisplay('contact-mode', mode) },
    ],
    subject: subject.reference,
    participant: [
      {
        type: [
          {
            coding: [{ system: V3_PARTICIPATION, code: 'PPRF', display: 'primary performer' }, performerClass],
            text: performerClass.display,
          },
        ],
        period,
        individual: performer,
      },
    ],
    period,
    length: { value: seconds, unit: 's', system: UCUM, code: 's' },
    reasonCode: [{ coding: [ccmCoding('activity', activity)], text: ccmDisplay('activity', activity) }],
    ...(concerns.length > 0 && { reasonReference: [...concerns] }),
    serviceProvider: ORGANIZATION,
  };
}

/** An office visit by `by`, the billing practitioner if absent, coded by CPT number. */
export function officeVisit(subject: Subject, date: string, code: string, by: Reference = PHYSICIAN_REFERENCE): Encounter {
  const day = Temporal.PlainDate.from(date);
  const start = day.toZonedDateTime({ timeZone: subject.day.timeZone, plainTime: '09:00' });
  const period = { start: written(start), end: written(start.add({ minutes: 30 })) };
  return {
    resourceType: 'Encounter',
    id: `${subject.id}-visit-${date}`,
    meta: { profile: [US_CORE_ENCOUNTER] },
    text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">Office visit ${date}</div>` },
    identifier: [{ system: 'https://willowbend.example.org/visit', value: `${subject.id}-${date}` }],
    status: 'finished',
    class: { system: V3_ACT_CODE, code: 'AMB', display: 'ambulatory' },
    type: [{ coding: [{ system: CPT, code }], text: 'Office visit' }],
    subject: subject.reference,
    participant: [
      { type: [{ coding: [{ system: V3_PARTICIPATION, code: 'PPRF', display: 'primary performer' }] }], period, individual: by },
    ],
    period,
    serviceProvider: ORGANIZATION,
  };
}

function story(work: Work, seconds: number, who: string, period: { readonly start: string; readonly end: string }): string {
  const activity = ccmDisplay('activity', work.activity);
  const clock = `${period.start.slice(0, 10)} ${period.start.slice(11, 16)}&#8211;${period.end.slice(11, 16)}`;
  const length = seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return (
    `<div xmlns="http://www.w3.org/1999/xhtml"><p>Chronic care management service time: <b>${length}</b>, ` +
    `${ccmDisplay('performer-class', work.by ?? 'clinical-staff')} (${escaped(who)}), ${clock}. ${escaped(activity)}.</p>` +
    `<p>${escaped(work.note)}</p></div>`
  );
}
