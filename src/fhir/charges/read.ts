import type { RawResource } from '../client.ts';
import { numberIn, objectIn, objectsIn, textIn } from '../fields.ts';
import { CHARGE_ID, CPT, HCPCS, ICD_10_CM } from '../naming.ts';
import type { StoredCharge } from './charge.ts';

const THRESHOLD = /Threshold of the last unit reached (\d{4}-\d\d-\d\d)\./;
const CHOSEN = /Date of service (\d{4}-\d\d-\d\d)\./;

const SYSTEMS: readonly string[] = [
  CPT,
  HCPCS,
  'urn:oid:2.16.840.1.113883.6.12',
  'urn:oid:2.16.840.1.113883.6.14',
  'urn:oid:2.16.840.1.113883.6.285',
  'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
];

/** One charge for each CPT or HCPCS coding of a ChargeItem; empty for other resources and other codes. */
export function readChargeItem(item: RawResource): readonly StoredCharge[] {
  if (item.resourceType !== 'ChargeItem') return [];
  const identifier = textIn(
    objectsIn(item, 'identifier').find((one) => textIn(one, 'system') === CHARGE_ID),
    'value',
  );
  const codings = objectsIn(objectIn(item, 'code'), 'coding').filter((one) => SYSTEMS.includes(textIn(one, 'system') ?? ''));
  const codes = new Set(codings.flatMap((one) => textIn(one, 'code')?.trim().toUpperCase() ?? []));
  const occurrence = textIn(objectIn(item, 'occurrencePeriod'), 'start') ?? textIn(item, 'occurrenceDateTime');
  const period = objectIn(item, 'occurrencePeriod');
  const start = dayOf(textIn(period, 'start'));
  const end = dayOf(textIn(period, 'end'));
  const month = /\/(\d{4}-\d\d)\/[^/]+$/.exec(identifier ?? '')?.[1];
  return [...codes].map((code) => ({
    reference: `ChargeItem/${item.id ?? ''}`,
    own: identifier !== undefined,
    status: textIn(item, 'status') ?? 'unknown',
    code,
    units: numberIn(objectIn(item, 'quantity'), 'value') ?? 1,
    ...present({
      identifier,
      month,
      occurrence,
      date: dayOf(occurrence),
      servicePeriod: start === undefined ? undefined : { start, ...present({ end }) },
      dateOfService: (identifier === undefined ? undefined : dateInNotes(item)) ?? dayOf(textIn(item, 'occurrenceDateTime')),
      versionId: textIn(objectIn(item, 'meta'), 'versionId'),
      performer: textIn(objectIn(objectsIn(item, 'performer')[0], 'actor'), 'reference'),
      enteredDate: textIn(item, 'enteredDate'),
      enterer: textIn(objectIn(item, 'enterer'), 'display'),
      note: textIn(objectsIn(item, 'note')[0], 'text'),
      notes: listed(objectsIn(item, 'note').flatMap((note) => textIn(note, 'text') ?? [])),
      partOf: textIn(objectsIn(item, 'partOf')[0], 'reference'),
      diagnoses: listed(diagnosesOf(item)),
      supporting: listed(objectsIn(item, 'supportingInformation').flatMap((one) => textIn(one, 'reference') ?? [])),
    }),
  }));
}

function dayOf(text: string | undefined): string | undefined {
  return text !== undefined && /^\d{4}-\d\d-\d\d/.test(text) ? text.slice(0, 10) : undefined;
}

// Each time a charge is brought up to date its basis is noted anew: the last one holds.
function dateInNotes(item: RawResource): string | undefined {
  const dates = objectsIn(item, 'note').flatMap((note) => {
    const text = textIn(note, 'text') ?? '';
    return CHOSEN.exec(text)?.[1] ?? THRESHOLD.exec(text)?.[1] ?? [];
  });
  return dates.at(-1);
}

function diagnosesOf(item: RawResource): readonly string[] {
  const codings = objectsIn(item, 'reason').flatMap((reason) => objectsIn(reason, 'coding'));
  return codings.flatMap((coding) => (textIn(coding, 'system') === ICD_10_CM ? (textIn(coding, 'code') ?? []) : []));
}

function listed(texts: readonly string[]): readonly string[] | undefined {
  return texts.length === 0 ? undefined : texts;
}

type Present<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function present<T extends object>(value: T): Present<T>;
function present(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}
