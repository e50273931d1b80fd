import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { assessMonth } from '../../ccm/assess-month.ts';
import type { LocalDate, ServiceMonth } from '../../ccm/chart.ts';
import type { Policy } from '../../ccm/policy.ts';
import type { ChartReading } from '../../fhir/chart.ts';
import { assemble } from '../../fhir/chart/assemble.ts';
import { encountersSince } from '../../fhir/chart/first-round.ts';
import { daysIn } from '../../fhir/dates.ts';
import type { YearMonth } from '../ledger/ledger-view.ts';
import { isCovered, monthProgress } from '../month-words.ts';
import { policyQuery } from '../queries.ts';
import { practiceFacts, type SiteSettings } from '../settings.ts';
import { timeUnknown } from '../unseen.ts';
import { type Access, monthAt, todayAt } from './access.ts';

const MONTHS = 12;

/** The year up to this month, or up to the one shown where that lies further back; null until it has been counted. */
export function useYear(access: Access, reading: ChartReading, month: ServiceMonth): readonly YearMonth[] | null {
  const policy = useQuery(policyQuery(access)).data;
  const [year, setYear] = useState<readonly YearMonth[] | null>(null);
  useEffect(() => {
    if (policy === undefined) return undefined;
    let isWanted = true;
    const months = yearUpTo(monthAt(access), month);
    const options = { policy, settings: access.settings, today: todayAt(access), readFor: month, isWanted: () => isWanted };
    const count = async () => {
      const counted = await countYear(reading, months, options);
      if (isWanted) setYear(counted);
    };
    void count();
    return () => {
      isWanted = false;
    };
  }, [access, reading, month, policy]);
  return year;
}

/** Twelve months, oldest first, among them `shown`. */
export function yearUpTo(thisMonth: ServiceMonth, shown: ServiceMonth): readonly ServiceMonth[] {
  const newest = Temporal.PlainYearMonth.from(thisMonth);
  const isInYear = shown <= thisMonth && shown > newest.subtract({ months: MONTHS }).toString();
  const last = isInYear ? newest : Temporal.PlainYearMonth.from(shown);
  return Array.from({ length: MONTHS }, (_, index) => last.subtract({ months: MONTHS - 1 - index }).toString());
}

interface YearOptions {
  readonly policy: Policy;
  readonly settings: SiteSettings;
  readonly today: LocalDate;
  /** The month that the reading was made for: it says how far back entries were asked for. */
  readonly readFor: ServiceMonth;
  /** Asked between months. */
  readonly isWanted?: () => boolean;
}

/**
 * What each of the months counted, by the rules of its own time. A month that was not read from its first day on is not known.
 * One month is judged at a time, so that the screen stays responsive.
 */
export async function countYear(
  reading: ChartReading,
  months: readonly ServiceMonth[],
  { isWanted = () => true, ...options }: YearOptions,
): Promise<readonly YearMonth[]> {
  const counted: YearMonth[] = [];
  for (const month of months) {
    await nextTurn();
    if (!isWanted()) break;
    counted.push(monthOfYear(reading, month, options));
  }
  return counted;
}

function monthOfYear(reading: ChartReading, month: ServiceMonth, { policy, settings, today, readFor }: YearOptions): YearMonth {
  const { basis, charges } = reading;
  const days = daysIn(settings.practice.timeZone);
  const { settingType } = settings.practice;
  const { chart } = assemble(basis, { month, days, settingType, practice: practiceFacts(settings) });
  const assessment = assessMonth(chart, month, policy, today);
  const wasRead = basis.encountersSince === null || encountersSince(readFor) <= `${month}-01`;
  if (!isCovered(assessment)) return { month, state: 'no-rules' };
  if (!wasRead || timeUnknown(assessment) !== null) return { month, state: 'not-known' };
  if (chart.ccmStartDate != null && month < chart.ccmStartDate.slice(0, 7)) return { month, state: 'before-ccm' };
  const { minutes, thresholds } = monthProgress(assessment);
  const own = charges.filter((one) => one.own && one.month === month && STANDING.has(one.status));
  return {
    month,
    state: 'known',
    minutes,
    thresholds,
    staffSeconds: assessment.countedSeconds.staff,
    qhpSeconds: assessment.countedSeconds.qhp,
    recorded: [...new Set(own.map(({ code }) => code))],
  };
}

const STANDING = new Set(['planned', 'billable', 'billed']);

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
