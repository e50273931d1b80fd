import { useContext } from 'react';
import { EhrLinkContext } from './ehr-link.ts';

/** Leads from a thing that cannot be kept as hoped to the page that says why. */
export function EhrLink() {
  const address = useContext(EhrLinkContext);
  return address === null ? null : <a href={address}>What this EHR allows</a>;
}
