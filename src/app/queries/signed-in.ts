import type { WriteTarget } from '../../fhir/carriers.ts';
import type { ChartReading } from '../../fhir/chart.ts';
import type { Access } from './access.ts';

/** What every save starts from: the EHR, what it allows, and the chart as the person sees it. */
export interface Saving {
  readonly access: Access;
  readonly target: WriteTarget;
  readonly reading: ChartReading;
}

/** The signed-in person by reference and name; null where the EHR did not say who that is. */
export function signedIn({
  access,
  reading,
}: Pick<Saving, 'access' | 'reading'>): { readonly reference: string; readonly display: string } | null {
  const reference = access.session.connection.user;
  if (reference === undefined) return null;
  return { reference, display: reading.user?.name ?? access.session.userName ?? reference };
}
