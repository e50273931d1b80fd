import type { DocumentReference } from 'fhir/r4';
import type { OwnIdentifier } from './create-once.ts';
import { LOINC } from './naming.ts';
import { narrative } from './narrative.ts';

export interface NoteKind {
  readonly identifier: OwnIdentifier;
  /** Narrative: XHTML, its text escaped already. */
  readonly summary: string;
  /** LOINC code and display of the kind of document. */
  readonly loinc: string;
  readonly display: string;
  readonly title: string;
}

type Common = 'resourceType' | 'meta' | 'text' | 'masterIdentifier' | 'identifier' | 'status' | 'docStatus' | 'type' | 'category';

/** What every note of ours has in common as a final US Core clinical note; whose it is, by whom and what it says are added to it. */
export function clinicalNote({ identifier, summary, loinc, display, title }: NoteKind): Pick<DocumentReference, Common> {
  return {
    resourceType: 'DocumentReference',
    meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-documentreference'] },
    text: narrative('generated', summary),
    masterIdentifier: { ...identifier },
    identifier: [{ ...identifier }],
    status: 'current',
    docStatus: 'final',
    type: { coding: [{ system: LOINC, code: loinc, display }], text: title },
    category: [
      {
        coding: [
          {
            system: 'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category',
            code: 'clinical-note',
            display: 'Clinical Note',
          },
        ],
      },
    ],
  };
}
