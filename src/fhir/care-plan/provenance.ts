import type { Provenance } from 'fhir/r4';
import type { Instant, Reference } from '../../ccm/chart.ts';
import { escapeXhtml, narrative } from '../narrative.ts';
import type { Author } from './edit.ts';

const PARTICIPANT = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type';
const US_CORE_PARTICIPANT = 'http://hl7.org/fhir/us/core/CodeSystem/us-core-provenance-participant-type';
const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-provenance';

interface Change {
  /** What was changed: `CarePlan/123`, `Goal/123`. */
  readonly reference: Reference;
  readonly author: Author;
  readonly organization?: Author;
  readonly at: Instant;
}

/** The Bundle entry that says who changed the plan or a goal of it, when, and from which version. US Core is claimed only with the organization it wants. */
export function provenanceEntry({ reference, author, organization, at }: Change, version: string | undefined) {
  const [type] = reference.split('/');
  const resource = {
    resourceType: 'Provenance',
    ...(organization === undefined ? {} : { meta: { profile: [US_CORE] } }),
    text: narrative('generated', escapeXhtml(`${type} updated by ${author.display} with Intervisit`)),
    target: [{ reference }],
    recorded: at,
    activity: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-DataOperation', code: 'UPDATE', display: 'revise' }] },
    agent: [
      {
        type: { coding: [{ system: PARTICIPANT, code: 'author', display: 'Author' }] },
        who: { ...author },
        ...(organization === undefined ? {} : { onBehalfOf: { ...organization } }),
      },
      ...(organization === undefined
        ? []
        : [{ type: { coding: [{ system: US_CORE_PARTICIPANT, code: 'transmitter', display: 'Transmitter' }] }, who: { ...organization } }]),
      {
        type: { coding: [{ system: PARTICIPANT, code: 'assembler', display: 'Assembler' }] },
        who: { display: 'Intervisit (SMART client)' },
      },
    ],
    ...(version === undefined ? {} : { entity: [{ role: 'revision', what: { reference: `${reference}/_history/${version}` } }] }),
  } satisfies Provenance;
  return { resource, request: { method: 'POST', url: 'Provenance' } };
}
