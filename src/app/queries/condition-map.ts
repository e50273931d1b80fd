import { readSiteConditionMap, type SiteConditionMap } from '../../ccm/chronic-conditions/site-map.ts';
import { readConceptMap } from '../../fhir/concept-map.ts';
import { isObject } from '../../fhir/fields.ts';
import { canonicalSystem } from '../../fhir/terminology.ts';

/**
 * The site's own decisions on condition codes: a FHIR ConceptMap, told by its `resourceType`, or a list of entries.
 * @throws SiteMapError at the first place that is wrong
 */
export function readConditionMap(json: unknown): SiteConditionMap {
  return isObject(json) && json['resourceType'] !== undefined ? readConceptMap(json) : readSiteConditionMap(json, canonicalSystem);
}
