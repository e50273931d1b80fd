import { familyOf } from '../../src/ccm/families.ts';
import { isStanding, readCharges } from '../../src/fhir/charges.ts';
import type { RawResource } from '../../src/fhir/client.ts';
import type { Ehr } from '../ehr/ehr.ts';
import type { FaultKind } from '../ehr/faults.ts';
import { type Attempt, logAndClose, statementOf } from './attempts.ts';
import { ehrOf, type Situation } from './situations.ts';

export type { FaultKind } from '../ehr/faults.ts';

/** What is wrong with the charges in the EHR; empty where nothing is. */
function wrongIn(ehr: Ehr): readonly string[] {
  const items: readonly RawResource[] = ehr.stored('ChargeItem').map(({ id }) => JSON.parse(ehr.storedText('ChargeItem', id ?? '') ?? ''));
  const standing = items.flatMap((item) => readCharges([item]).filter(isStanding));
  const codes = standing.map(({ code }) => code);
  return [
    ...codes.filter((code, index) => codes.indexOf(code) !== index).map((code) => `${code} stands twice`),
    ...standing.flatMap(({ code, supporting = [] }) =>
      supporting.filter((reference) => !isThere(ehr, reference)).map((reference) => `${code} rests on ${reference}, which is not there`),
    ),
    ...standing.filter(({ supporting = [] }) => supporting.length === 0).map(({ code }) => `${code} rests on nothing`),
  ];
}

/** The families that stand. */
function familiesIn(ehr: Ehr): ReadonlySet<string | undefined> {
  const items: readonly RawResource[] = ehr.stored('ChargeItem').map(({ id }) => JSON.parse(ehr.storedText('ChargeItem', id ?? '') ?? ''));
  return new Set(
    readCharges(items)
      .filter(isStanding)
      .map(({ code }) => familyOf(code)),
  );
}

function isThere(ehr: Ehr, reference: string): boolean {
  const [type = '', id = ''] = reference.split('/');
  return ehr.storedText(type, id) !== undefined;
}

/** What was told and is not so. */
function untrueIn(ehr: Ehr, { entryStored, outcome }: Attempt): readonly string[] {
  const items: readonly RawResource[] = ehr.stored('ChargeItem').map(({ id }) => JSON.parse(ehr.storedText('ChargeItem', id ?? '') ?? ''));
  const charges = readCharges(items);
  const wrongs = outcome.charges.flatMap(({ code, state, reference, status, step }) => {
    const there = charges.find((charge) => charge.reference === reference);
    if (state === 'confirmed' || state === 'already-there') {
      return there?.status === status ? [] : [`${code} is told to be ${status ?? ''} and is ${there?.status ?? 'not there'}`];
    }
    const isNew = step === 'create' && charges.some((charge) => charge.code === code && isStanding(charge));
    return isNew && (state === 'not-sent' || state === 'rejected') ? [`${code} is told to be ${state} and is there`] : [];
  });
  const early = !entryStored && outcome.charges.some(({ state }) => state !== 'not-sent');
  return early ? [...wrongs, 'a charge went before its documentation'] : wrongs;
}

/** Every fault that the simulated EHR knows but a mere delay. */
export const FAULTS: readonly FaultKind[] = [
  401,
  403,
  404,
  409,
  410,
  412,
  422,
  428,
  429,
  500,
  503,
  'html-200',
  'empty-body',
  'truncated-json',
  'wrong-type',
  'lost-response',
  'no-response',
  'foreign-next-link',
  'endless-paging',
  'duplicate-page',
  'expired-token',
];

/** One fault at one of the requests of a close, the first being 1. */
export interface Strike {
  readonly kind: FaultKind;
  readonly at: number;
}

/** How many requests the close makes where nothing goes wrong. */
export async function stepsOf(situation: Situation): Promise<number> {
  const ehr = await ehrOf(situation);
  const statement = await statementOf(ehr);
  ehr.clearExchanges();
  const { outcome } = await logAndClose(ehr, situation, statement);
  if (!outcome.charges.every(({ state }) => state === 'confirmed')) throw new Error('the month is not closed even without faults');
  return ehr.exchanges.length;
}

/** What a close under faults left. */
export interface Left {
  /** What is wrong in the EHR or was told wrongly, and where the person closed again without faults, what is wrong then; empty where nothing is. */
  readonly wrongs: readonly string[];
  /** Requests of the first close, struck ones and repeated ones included. */
  readonly requests: number;
}

export async function leftBy(situation: Situation, statement: RawResource, strikes: readonly Strike[], closeAgain: boolean): Promise<Left> {
  const ehr = await ehrOf(situation);
  for (const { kind, at } of strikes) ehr.faults.add({ on: { nth: at }, kind });
  const first = await logAndClose(ehr, situation, statement);
  const requests = ehr.exchanges.length;
  const wrongs = [...wrongIn(ehr), ...untrueIn(ehr, first)];
  if (wrongs.length === 0 && closeAgain) {
    ehr.faults.clear();
    const again = await logAndClose(ehr, situation, statement);
    wrongs.push(...wrongIn(ehr), ...untrueIn(ehr, again), ...unfinished(ehr, again));
  }
  const name = strikes.map(({ kind, at }) => `${kind} at ${at}`).join(', ');
  return { wrongs: wrongs.map((wrong) => `${name}: ${wrong}`), requests };
}

function unfinished(ehr: Ehr, { outcome }: Attempt): readonly string[] {
  const open = outcome.charges.filter(({ state }) => state !== 'confirmed' && state !== 'already-there');
  const families = familiesIn(ehr);
  return [
    ...open.map(({ code, state }) => `closed again, ${code} is ${state}`),
    ...(families.size === 1 && families.has('STAFF') ? [] : [`closed again, what stands is ${[...families].join(' and ')}`]),
  ];
}
