import { isObject, parseExact, writeExact } from './json.ts';
import type { Persona } from './persona.ts';
import type { Version } from './store.ts';

/** Classes as one vendor's EHRs have them, under a number of their own and with their own words. */
const LOCAL_CLASSES = 'urn:oid:1.2.840.114350.1.72.1.7.7.10.696784.13260';
const LOCAL_CLASS: Readonly<Record<string, { readonly code: string; readonly display: string }>> = {
  IMP: { code: '1', display: 'Hospital Inpatient' },
  ACUTE: { code: '1', display: 'Hospital Inpatient' },
  EMER: { code: '6', display: 'Emergency' },
};
const OUTPATIENT = { code: '13', display: 'Support OP Encounter' };

/** The text of a resource as this EHR lets it be seen. */
export function shown(persona: Persona, version: Version): string {
  const elements = persona.shows?.[version.type];
  const hasLocalClass = persona.localEncounterClasses === true && version.type === 'Encounter';
  if (elements === undefined && !hasLocalClass) return version.text;
  const tree = parseExact(version.text);
  if (!isObject(tree)) return version.text;
  const kept = Object.entries(tree).filter(([name]) => name === 'resourceType' || elements === undefined || elements.includes(name));
  return writeExact(Object.fromEntries(hasLocalClass ? kept.map(localised) : kept));
}

function localised([name, value]: readonly [string, unknown]): readonly [string, unknown] {
  if (name !== 'class' || !isObject(value)) return [name, value];
  return [name, { system: LOCAL_CLASSES, ...(LOCAL_CLASS[String(value['code'])] ?? OUTPATIENT) }];
}
