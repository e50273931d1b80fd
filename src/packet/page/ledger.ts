import { isLoose } from '../../ccm/plain-values.ts';
import type { PacketData, PacketEntry } from '../data.ts';
import { markup, type Html } from '../html.ts';
import { codedText, dayText, keyText, lengthText, momentText } from '../words.ts';
import { findingsOn } from './findings.ts';
import { part, recordText, table } from './table.ts';

const HEADS = ['No.', 'Begun', 'Who', 'Activity', 'Length', 'Counted', 'Not counted, by rule'];

/** Every entry of the month, taken back ones too: who, in what role, what, how long, what counted, and what did not by which rule. */
export function ledgerPart(data: PacketData): Html {
  const { ledger, result } = data;
  return part('ledger', 'Time: the whole ledger', [
    markup`<p>Lengths are exact to the second. Minutes are added up from seconds and rounded down once, at the end:
${result.countedMinutes.staff} min of clinical staff, ${result.countedMinutes.qhp} min of practitioners,
${result.countedMinutes.total} min together.</p>`,
    ...(result.timeKnown ? [] : [markup`<p>The chart did not tell what time was logged.</p>`]),
    table(
      'Entries in the order of the chart',
      HEADS,
      [...ledger.map((entry, index) => entryRows(entry, index + 1, data)), sumRow(result)],
      'No time is on record.',
    ),
    ...findingsOn('Rules of time', data, /^(TIME|ACT)-/),
  ]);
}

function entryRows(entry: PacketEntry, number: number, { facts, practice: { timeZone } }: PacketData): Html {
  const { activities, seconds, countedSeconds, bucket, excluded, voided } = entry;
  const length = seconds === undefined ? 'not known' : lengthText(seconds);
  const cells = [
    beganText(entry, timeZone),
    whoText(entry),
    activities.map(codedText).join('; ') || 'not recorded',
    voided ? markup`<span class="voided">${length}</span> taken back` : length,
    countedSeconds > 0 ? `${lengthText(countedSeconds)}, ${bucket === 'qhp' ? 'practitioner' : 'staff'}` : '0 min',
    excluded.map((one) => `${lengthText(one.seconds)} by ${one.ruleId}`).join('; '),
  ];
  const more = [...toldOf(entry, timeZone), ...restOfFact(entry, facts)].join(' · ');
  return markup`<tr class="open"><th scope="row">${number}</th>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>
<tr class="note"><td></td><td colspan="6">${noteHtml(entry)}<small>${more}</small>${recordHtml(entry)}${voidedHtml(entry, timeZone)}</td></tr>`;
}

function beganText({ date, start, end }: PacketEntry, timeZone: string): string {
  if (start === undefined) return date === undefined ? 'not recorded' : `${dayText(date)} (day only)`;
  return end === undefined
    ? momentText(start, timeZone)
    : `${momentText(start, timeZone)} to ${momentText(end, timeZone).split(' ').at(-1) ?? ''}`;
}

function whoText({ who, performer, credential }: PacketEntry): string {
  const role = performer === undefined ? 'role not recorded' : codedText(performer);
  return [who ?? 'name not recorded', role, credential === undefined ? undefined : codedText(credential)]
    .filter((one) => one !== undefined)
    .join(', ');
}

function toldOf(entry: PacketEntry, timeZone: string): readonly string[] {
  const { source, reason, carrier, recorded, contactMode, outcome, conditions, confirmedBy, adopts, problems } = entry;
  return [
    source === undefined
      ? undefined
      : `Source: ${source === 'timer' ? 'timer' : codedText(source).toLowerCase()}${reason === undefined ? '' : `, ${reason}`}`,
    recorded === undefined ? undefined : `written ${momentText(recorded, timeZone)}`,
    contactMode === undefined ? undefined : `contact: ${codedText(contactMode).toLowerCase()}`,
    outcome === undefined ? undefined : `outcome: ${codedText(outcome).toLowerCase()}`,
    conditions.length === 0 ? undefined : `for ${conditions.join(', ')}`,
    ...entry.intervals.map((one) => `active ${momentText(one.start, timeZone)} to ${momentText(one.end, timeZone)}`),
    ...entry.notCounted.map((one) => `left out ${momentText(one.start, timeZone)} to ${momentText(one.end, timeZone)}: ${one.reason}`),
    confirmedBy === undefined ? undefined : `confirmed by ${confirmedBy}`,
    adopts === undefined ? undefined : `taken over from ${adopts}`,
    ...problems.map((problem) => codedText(problem).toLowerCase()),
    carrier === undefined ? undefined : `kept as ${carrier}`,
  ].filter((one) => one !== undefined);
}

// In the row of its own.
const SHOWN: readonly string[] = [
  'date',
  'start',
  'minutes',
  'seconds',
  'performer',
  'activity',
  'intervals',
  'id',
  'recorded',
  'performerId',
  'performerName',
  'reference',
];

/** What else the rules were given of the entry. */
function restOfFact({ fact }: PacketEntry, { timeEntries }: PacketData['facts']): readonly string[] {
  const given: unknown = fact !== null && Array.isArray(timeEntries) ? timeEntries[fact] : undefined;
  if (!isLoose(given)) return [];
  const rest = Object.entries(given).filter(([key, value]) => !SHOWN.includes(key) && value !== null);
  return rest.map(([key, value]) => `${keyText(key).toLowerCase()}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
}

function noteHtml({ note }: PacketEntry): Html {
  return note === undefined ? markup`` : markup`<span class="text">“${note}”</span><br>`;
}

function recordHtml({ reference }: PacketEntry): Html {
  return reference === undefined ? markup`` : markup` ${recordText(reference)}`;
}

function voidedHtml({ voided, voiding }: PacketEntry, timeZone: string): Html {
  return voided ? markup` <strong>Taken back${voidingText(voiding, timeZone)}</strong>` : markup``;
}

function voidingText(voiding: PacketEntry['voiding'], timeZone: string): string {
  if (voiding === undefined) return ', without a word why';
  const by = voiding.by === undefined ? '' : ` by ${voiding.by}`;
  return `${by} on ${momentText(voiding.at, timeZone)}: ${voiding.reason === '' ? 'no reason given' : voiding.reason}`;
}

function sumRow({ countedSeconds }: PacketData['result']): Html {
  const sum = `${lengthText(countedSeconds.staff)} of clinical staff, ${lengthText(countedSeconds.qhp)} of practitioners`;
  return markup`<tr class="sum"><th scope="row">Sum</th><td colspan="4"></td><td colspan="2">${sum}</td></tr>`;
}
