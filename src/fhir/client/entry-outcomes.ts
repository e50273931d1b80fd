import { FhirError } from '../fhir-error.ts';
import { isObject, isRawResource, parseJson, type RawResource } from './answer.ts';

/** One entry of a transaction's or batch's answer. `status` is the number at its head: 201, 200, 412 … */
export interface EntryOutcome {
  readonly status: number;
  readonly location?: string;
  readonly etag?: string;
  readonly resource?: RawResource;
  readonly outcome?: RawResource;
}

/**
 * The outcomes in a response Bundle, one for each entry of the Bundle that was sent.
 * @throws FhirError `unreadable` where their numbers differ or one has no status: then nobody knows what was done.
 */
export function entryOutcomes(response: RawResource, sent: string, what: string): readonly EntryOutcome[] {
  const entries = entriesOf(response);
  const outcomes = entries.map(entryOutcome);
  const known = outcomes.filter((outcome) => outcome !== undefined);
  const asked = entriesOf(parseJson(sent)).length;
  if (entries.length !== asked || known.length !== asked) {
    throw new FhirError('unreadable', what, { status: 200 });
  }
  return known;
}

function entriesOf(bundle: unknown): readonly unknown[] {
  return isObject(bundle) && Array.isArray(bundle['entry']) ? bundle['entry'] : [];
}

function entryOutcome(entry: unknown): EntryOutcome | undefined {
  if (!isObject(entry) || !isObject(entry['response'])) return undefined;
  const { status, location, etag, outcome } = entry['response'];
  const code = typeof status === 'string' ? /^\s*(\d{3})\b/.exec(status)?.[1] : undefined;
  if (code === undefined) return undefined;
  const resource = entry['resource'];
  return {
    status: Number(code),
    ...(typeof location === 'string' && { location }),
    ...(typeof etag === 'string' && { etag }),
    ...(isRawResource(resource) && { resource }),
    ...(isRawResource(outcome) && { outcome }),
  };
}
