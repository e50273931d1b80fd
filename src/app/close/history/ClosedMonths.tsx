import type { ServiceMonth } from '../../../ccm/chart.ts';
import { useClosedMonths } from '../../queries/closed-months.ts';
import type { Saving } from '../../queries/signed-in.ts';
import { MonthHistory } from './MonthHistory.tsx';

export interface ClosedMonthsProps {
  readonly saving: Saving;
  /** The month shown, which the chart was read for. */
  readonly month: ServiceMonth;
}

/** The patient's closed months in a session: by the charges in the EHR and by what was handed to billing. */
export function ClosedMonths({ saving, month }: ClosedMonthsProps) {
  const history = useClosedMonths(saving, month);
  return <MonthHistory {...history} month={month} />;
}
