import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { ServiceMonth } from '../../ccm/chart.ts';
import { baseCodeOf } from '../../fhir/charges/charge-item.ts';
import type { StoredHandOver } from '../../fhir/charges/hand-over.ts';
import type { StoredCharge } from '../../fhir/charges.ts';
import type { ClosedMonth, ClosedState } from '../close/history/closed-month.ts';
import type { YearMonth } from '../ledger/ledger-view.ts';
import { policyQuery, statementQuery } from '../queries.ts';
import { monthAt, todayAt } from './access.ts';
import { handOversQuery } from './hand-over.ts';
import type { Saving } from './signed-in.ts';
import { countYear } from './year.ts';

const MONTHS_BACK = 24;

export interface ClosedMonths {
  /** Newest first, at most 24 months back. */
  readonly months: readonly ClosedMonth[];
  /** Hand-overs are still being read. */
  readonly isReading: boolean;
  /** Whether charges, tasks and documents were all read: else there may be more. */
  readonly sawAll: boolean;
}

/** The patient's closed months; `month` is the one that the chart was read for. Minutes are counted one month after the other. */
export function useClosedMonths({ access, reading }: Saving, month: ServiceMonth): ClosedMonths {
  const statement = useQuery(statementQuery(access));
  const handed = useQuery({ ...handOversQuery(access, statement.data ?? null), enabled: !statement.isPending });
  const policy = useQuery(policyQuery(access)).data;
  const [counted, setCounted] = useState<readonly YearMonth[]>([]);
  const thisMonth = monthAt(access);
  const closed = useMemo(
    () => closedMonths(reading.charges, handed.data?.handOvers ?? [], thisMonth),
    [reading.charges, handed.data, thisMonth],
  );
  const names = closed.map((one) => one.month).join(' ');
  useEffect(() => {
    if (policy === undefined || names === '') return undefined;
    let isWanted = true;
    const count = async () => {
      const options = { policy, settings: access.settings, today: todayAt(access), readFor: month, isWanted: () => isWanted };
      const year = await countYear(reading, names.split(' '), options);
      if (isWanted) setCounted(year);
    };
    void count();
    return () => {
      isWanted = false;
    };
  }, [access, reading, month, policy, names]);
  const reads = [reading.reads['ChargeItem'], handed.data?.reads.Task, handed.data?.reads.DocumentReference];
  return {
    months: closed.map((one) => withCount(one, counted)),
    isReading: handed.isPending,
    sawAll: reads.every((read) => read?.complete === true),
  };
}

function withCount(closed: ClosedMonth, counted: readonly YearMonth[]): ClosedMonth {
  const found = counted.find(({ month }) => month === closed.month);
  if (found === undefined) return closed;
  const minutesNow = found.state === 'known' ? Math.floor(found.staffSeconds / 60) + Math.floor(found.qhpSeconds / 60) : null;
  return { ...closed, minutesNow };
}

/** The months with charges of ours or hand-overs, newest first. What was entered in error never was. */
export function closedMonths(
  charges: readonly StoredCharge[],
  handOvers: readonly StoredHandOver[],
  thisMonth: ServiceMonth,
): readonly ClosedMonth[] {
  const oldest = Temporal.PlainYearMonth.from(thisMonth).subtract({ months: MONTHS_BACK }).toString();
  const own = charges.filter(({ own, status }) => own && status !== 'entered-in-error');
  const months = new Set([...own.map(({ month }) => month), ...handOvers.map(({ month }) => month)]);
  return [...months]
    .filter((month) => month !== undefined)
    .filter((month) => month > oldest)
    .toSorted()
    .toReversed()
    .flatMap((month) => {
      const ofMonth = own.filter((one) => one.month === month);
      return byCharges(month, ofMonth) ?? byHandOver(month, handOvers) ?? withdrawn(month, ofMonth) ?? [];
    });
}

const STATES: readonly (readonly [status: string, state: ClosedState])[] = [
  ['planned', 'unsigned'],
  ['unknown', 'unknown'],
  ['billable', 'ready'],
  ['billed', 'taken-up'],
];

/** The month is as far as the charge that is least far. */
function byCharges(month: ServiceMonth, charges: readonly StoredCharge[]): ClosedMonth | null {
  const standing = charges.filter(({ status }) => STATES.some(([one]) => one === status));
  const [, state] = STATES.find(([status]) => standing.some((one) => one.status === status)) ?? [];
  if (state === undefined) return null;
  const last = latest(standing);
  const isSigned = state === 'ready' || state === 'taken-up';
  const notes = last?.notes ?? [last?.note];
  return {
    month,
    state,
    codes: codesOf(standing),
    recordedMinutes: notes.map(minutesIn).findLast((minutes) => minutes !== null) ?? null,
    ...(last?.enterer !== undefined && (isSigned ? { signedBy: last.enterer } : { by: last.enterer })),
    ...(last?.enteredDate !== undefined && { at: last.enteredDate }),
  };
}

function byHandOver(month: ServiceMonth, handOvers: readonly StoredHandOver[]): ClosedMonth | null {
  const last = handOvers.findLast((one) => one.month === month && one.state !== 'withdrawn');
  if (last === undefined) return null;
  const signer = /^Signed off by (.+)\.$/m.exec(last.text ?? '')?.[1];
  return {
    month,
    state: last.state === 'refused' ? 'sent-back' : last.state === 'done' ? 'done' : 'handed-over',
    codes: last.codes,
    recordedMinutes: minutesIn(last.text),
    ...(signer !== undefined && { signedBy: signer }),
    ...(last.by !== undefined && { by: last.by }),
    ...(last.at !== undefined && { at: last.at }),
  };
}

function withdrawn(month: ServiceMonth, charges: readonly StoredCharge[]): ClosedMonth | null {
  const last = latest(charges);
  if (last === undefined) return null;
  return {
    month,
    state: 'withdrawn',
    codes: codesOf(charges),
    recordedMinutes: null,
    ...(last.enterer !== undefined && { by: last.enterer }),
    ...(last.enteredDate !== undefined && { at: last.enteredDate }),
  };
}

function latest(charges: readonly StoredCharge[]): StoredCharge | undefined {
  return charges.toSorted((a, b) => (a.enteredDate ?? '').localeCompare(b.enteredDate ?? '')).at(-1);
}

function codesOf(charges: readonly StoredCharge[]): ClosedMonth['codes'] {
  const units = new Map<string, number>();
  for (const charge of charges) units.set(charge.code, Math.max(charge.units, units.get(charge.code) ?? 0));
  return [...units]
    .map(([code, most]) => ({ code, units: most }))
    .toSorted(
      (a, b) => Number(baseCodeOf(a.code) !== undefined) - Number(baseCodeOf(b.code) !== undefined) || a.code.localeCompare(b.code),
    );
}

/** The sum of the minutes by role in the sentence that begins with `Basis:`; null where there is none. */
function minutesIn(text: string | undefined): number | null {
  const basis = /Basis: (.+?) in \d+ entr/.exec(text ?? '')?.[1];
  if (basis === undefined) return null;
  return [...basis.matchAll(/(\d+) min/g)].reduce((sum, [, minutes]) => sum + Number(minutes), 0);
}
