import { consentDesk, type ConsentDeskOptions } from '../queries/consent.ts';
import { ConsentScreen } from './ConsentScreen.tsx';

/** The consent screen of a session: what the EHR holds, and how answers reach it. */
export function ConsentOfMonth(props: ConsentDeskOptions) {
  return <ConsentScreen desk={consentDesk(props)} />;
}
