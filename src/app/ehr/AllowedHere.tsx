import type { ServiceMonth } from '../../ccm/chart.ts';
import type { Saving } from '../queries/signed-in.ts';
import type { Access } from '../queries/access.ts';
import { useEhr } from '../queries/ehr.ts';
import { EhrScreen } from './EhrScreen.tsx';

export interface AllowedHereProps {
  readonly access: Access;
  readonly reading: Saving['reading'];
  readonly month: ServiceMonth;
}

/** What this EHR allows, on what is known of it now. */
export function AllowedHere({ access, reading, month }: AllowedHereProps) {
  const { view, askAgain } = useEhr(access, reading, month);
  return <EhrScreen view={view} onAskAgain={askAgain} />;
}
