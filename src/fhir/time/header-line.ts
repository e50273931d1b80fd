import type { Instant } from '../../ccm/chart.ts';
import { isInstant } from '../dates.ts';

/** The line that says everything that counts about an entry, readable by people and by this app wherever extensions are lost. */
export interface HeaderLine {
  readonly start: Instant;
  readonly seconds: number;
  readonly performerClass: string;
  readonly activities: readonly string[];
  readonly id: string;
  readonly performerName: string;
}

/** The line that takes an entry back in a carrier to which one can only append. */
export interface VoidLine {
  readonly id: string;
  readonly at: Instant;
  readonly reason: string;
}

const SEPARATOR = ' | ';

/** One line. The name stands last, so that it may hold the separator; its line breaks and runs of blanks become one blank. */
export function formatHeaderLine(line: HeaderLine): string {
  const { start, seconds, performerClass, activities, id, performerName } = line;
  const fields = [withoutZeroSeconds(start), formatSeconds(seconds), performerClass, activities.join(','), id, oneLine(performerName)];
  return ['CCM-TIME v1', ...fields].join(SEPARATOR);
}

/** The first line of the text that is a header line; null where there is none, or none that can be understood. */
export function parseHeaderLine(text: string): HeaderLine | null {
  for (const line of text.split(/\r\n|\r|\n/)) {
    const fields = fieldsOf(line, 'CCM-TIME v1', 6);
    if (fields === null) continue;
    const [when = '', length = '', performerClass = '', activities = '', id = '', performerName = ''] = fields;
    const start = withSeconds(when);
    const seconds = parseSeconds(length);
    if (!isInstant(start) || seconds === null || !UUID.test(id)) continue;
    return { start, seconds, performerClass, activities: activities.split(',').filter((code) => code !== ''), id, performerName };
  }
  return null;
}

/** What stands after the header line: the note. */
export function textAfterHeader(text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  const header = lines.findIndex((line) => line.trimStart().startsWith('CCM-TIME v1'));
  return lines.slice(header + 1).join('\n');
}

/** One line. The reason stands last, so that it may hold the separator. */
export function formatVoidLine({ id, at, reason }: VoidLine): string {
  return ['CCM-VOID v1', id, withoutZeroSeconds(at), oneLine(reason)].join(SEPARATOR);
}

/** Every void line of the text that can be understood. */
export function parseVoidLines(text: string): readonly VoidLine[] {
  return text.split(/\r\n|\r|\n/).flatMap((line) => {
    const [id = '', when = '', reason = ''] = fieldsOf(line, 'CCM-VOID v1', 3) ?? [];
    const at = withSeconds(when);
    return UUID.test(id) && isInstant(at) ? [{ id, at, reason }] : [];
  });
}

/** `22 min 30 s`, `22 min`, `45 s`; whole seconds. */
export function formatSeconds(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes === 0) return `${rest} s`;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

const LENGTH = /^(?:(\d+) h)?\s*(?:(\d+) min)?\s*(?:(\d+) s)?$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

// Hours are read too, though none are written; null where it says something else or nothing.
function parseSeconds(text: string): number | null {
  const parts = text.trim() === '' ? null : LENGTH.exec(text.trim());
  if (parts === null) return null;
  const [, hours = '0', minutes = '0', seconds = '0'] = parts;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** The text on one line: runs of white space become one blank. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function fieldsOf(line: string, head: string, count: number): readonly string[] | null {
  const trimmed = line.trim();
  if (!trimmed.startsWith(`${head} |`)) return null;
  const fields = trimmed
    .split('|')
    .map((field) => field.trim())
    .slice(1);
  if (fields.length < count) return null;
  // The last field may hold the separator: it is cut out of the line itself, so that its blanks stay as they were.
  const last = trimmed.split('|').slice(count).join('|').trim();
  return [...fields.slice(0, count - 1), last];
}

function withoutZeroSeconds(instant: Instant): string {
  return instant.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d):00(?=Z|[+-])/, '$1');
}

function withSeconds(when: string): string {
  return when.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?=Z|[+-])/, '$1:00');
}
