import type { Annotation, CarePlanActivity, Extension } from 'fhir/r4';
import type { Instant, ServiceMonth } from '../../ccm/chart.ts';
import type { Author } from '../care-plan/edit.ts';
import { withSummary } from '../care-plan/own-block.ts';
import { FhirError } from '../fhir-error.ts';
import { objectsIn, textIn } from '../fields.ts';
import { isLosslessObject, type LosslessObject, type LosslessValue, parseLossless } from '../lossless.ts';
import { ACTIVITY_TITLE_EXTENSION, CCM_SYSTEM, ccmCoding, ccmDisplay, TIME_ENTRY_EXTENSION, TIME_ENTRY_ID, UCUM } from '../naming.ts';
import type { TimeEntryDraft } from './entry.ts';
import { formatSeconds, formatVoidLine, oneLine, type VoidLine } from './header-line.ts';
import { entryText } from './write-note.ts';

/** One addition to the log that a plan keeps of a month's work. */
export interface LogLine {
  /** The month whose log it joins: that of the local date written in the instant. */
  readonly month: ServiceMonth;
  readonly annotation: Annotation;
  /** For people who read the plan's narrative. */
  readonly summary: string;
}

/** The line that keeps an entry. Its text says everything; the extension says in elements what counts. */
export function entryLine(draft: TimeEntryDraft): LogLine {
  const { id, start, end, seconds, performer, performerName, activities, contactMode, outcome } = draft;
  const parts: Extension[] = [
    { url: 'id', valueIdentifier: { system: TIME_ENTRY_ID, value: id } },
    { url: 'seconds', valueDuration: { value: seconds, unit: 's', system: UCUM, code: 's' } },
    { url: 'period', valuePeriod: { start, end } },
    { url: 'performerClass', valueCoding: ccmCoding('performer-class', performer) },
    ...activities.map((activity): Extension => ({ url: 'activity', valueCoding: ccmCoding('activity', activity) })),
    { url: 'contactMode', valueCoding: ccmCoding('contact-mode', contactMode) },
    ...(outcome === undefined ? [] : [{ url: 'contactOutcome', valueCoding: ccmCoding('contact-outcome', outcome) }]),
  ];
  const by = `${ccmDisplay('performer-class', performer).toLowerCase()} (${oneLine(performerName)})`;
  return {
    month: start.slice(0, 7),
    annotation: {
      extension: [{ url: TIME_ENTRY_EXTENSION, extension: parts }],
      authorReference: { reference: draft.performerReference, display: performerName },
      time: start,
      text: entryText(draft),
    },
    summary: `CCM service time ${start.slice(0, 10)} ${start.slice(11, 16)}: ${formatSeconds(seconds)}, ${by}`,
  };
}

/** The line that takes an entry back; it joins the log of the entry's month. */
export function voidingLine(line: VoidLine, by: Author, start: Instant): LogLine {
  const author =
    by.reference === undefined ? { authorString: by.display } : { authorReference: { reference: by.reference, display: by.display } };
  return {
    month: start.slice(0, 7),
    annotation: { ...author, time: line.at, text: formatVoidLine(line) },
    summary: `CCM service time of ${start.slice(0, 10)} ${start.slice(11, 16)} taken back: ${oneLine(line.reason)}`,
  };
}

/**
 * The plan with a line more at the end of the month's log, which is begun where there is none. Nothing else changes but
 * our own block of the narrative.
 *
 * @throws FhirError `unreadable` where the plan has something other than a list in the place of a list.
 */
export function withLogLine(plan: LosslessObject, { month, annotation, summary }: LogLine): LosslessObject {
  const activities = listIn(plan, 'activity');
  const at = activities.findIndex((activity) => isLogOf(activity, month));
  const log = activities[at];
  const line = parseLossless(JSON.stringify(annotation));
  const edited = isLosslessObject(log)
    ? activities.with(at, { ...log, progress: [...listIn(log, 'progress'), line] })
    : [...activities, { ...newLog(month), progress: [line] }];
  return withSummary({ ...plan, activity: edited }, summary);
}

function listIn(parent: LosslessObject, key: string): readonly LosslessValue[] {
  const list = parent[key];
  if (list === undefined) return [];
  if (!Array.isArray(list)) throw new FhirError('unreadable', 'edit CarePlan');
  return list;
}

// By the title, else by the words beside the code: a server that drops extensions leaves those.
function isLogOf(activity: LosslessValue, month: ServiceMonth): boolean {
  const outcomes = objectsIn(activity, 'outcomeCodeableConcept');
  const isLog = outcomes.some((outcome) =>
    objectsIn(outcome, 'coding').some((coding) => coding['system'] === CCM_SYSTEM && coding['code'] === 'ccm-month-log'),
  );
  const titles = objectsIn(activity, 'extension').map((one) => textIn(one, 'valueString'));
  return isLog && [...titles, ...outcomes.map((one) => textIn(one, 'text'))].some((text) => text?.endsWith(month) === true);
}

function newLog(month: ServiceMonth): LosslessObject {
  const log: CarePlanActivity = {
    extension: [{ url: ACTIVITY_TITLE_EXTENSION, valueString: `CCM service time ${month}` }],
    outcomeCodeableConcept: [{ coding: [ccmCoding('month-log', 'ccm-month-log')], text: `CCM service time log ${month}` }],
  };
  return parseLossless(JSON.stringify(log));
}
