import type { UnknownKind } from '../../ccm/chart.ts';
import type { Capabilities } from '../capabilities.ts';
import type { RawResource } from '../client.ts';
import { FhirError } from '../fhir-error.ts';
import { type Problem, problemWith } from '../parse.ts';
import { searchOfPatient } from '../patient-search.ts';
import type { ResourceSource } from '../source.ts';

/** How the reading of one type of resource went. */
export interface TypeRead {
  readonly status: 'read' | 'incomplete' | 'refused' | 'not-supported' | 'failed';
  /** Resources that came, unusable ones included. */
  readonly count: number;
  /** Whether these are all there are; where false, what they tell is less than what there is. */
  readonly complete: boolean;
  /** Why what is missing is unknown; absent where nothing is missing. */
  readonly unknownBecause?: UnknownKind;
  /** Where all came that the EHR lets the app see, and that is a part of what there is: the search parameters of that part. */
  readonly onlyPart?: readonly string[];
}

/** Resources of one type, of this patient, each once, and how their reading went. */
export interface Fetched {
  readonly resources: readonly RawResource[];
  readonly read: TypeRead;
  readonly problems: readonly Problem[];
}

export interface FetchOptions {
  readonly patientId: string;
  /** FHIR base of the server, where there is one: absolute references to patients elsewhere are then told apart. */
  readonly base?: string;
  /** Types that cannot be searched are not asked for. Absent: everything is tried. */
  readonly capabilities?: Capabilities;
  /** The search parameters to which the granted scopes narrow a type. Absent: nothing is narrowed. */
  readonly grantedParts?: Capabilities['parts'];
  /** Called with the number of resources of a type so far, after each page. */
  readonly onProgress?: (type: string, count: number) => void;
  /** Called with the milliseconds of each pause that the EHR makes a request wait. */
  readonly onWaiting?: (milliseconds: number) => void;
  readonly signal?: AbortSignal;
}

// Servers give 10 to 50 a page unless asked; they cut what they find too much.
const PAGE = '200';

/**
 * All resources of a type that a search gives, without those of other patients.
 *
 * What the EHR refuses, does not support or fails to answer comes back as the reading's status.
 * @throws FhirError `cancelled` and `session-expired` only: then nothing else can be read either.
 */
export async function fetchType(
  source: ResourceSource,
  type: string,
  params: Readonly<Record<string, string | readonly string[]>>,
  options: FetchOptions,
): Promise<Fetched> {
  const { capabilities, patientId, onProgress, onWaiting, signal } = options;
  if (capabilities?.can(type, 'search') === 'no')
    return nothing(['not-supported', 'site-setting'].includes(capabilities.why(type, 'search')) ? 'not-supported' : 'refused');
  try {
    const asking = {
      ...(signal === undefined ? {} : { signal }),
      ...(onWaiting === undefined ? {} : { onWaiting }),
      ...(onProgress === undefined ? {} : { onProgress: (count: number) => onProgress(type, count) }),
    };
    const { resources, complete } = await searchOfPatient(source, type, patientId, { _count: PAGE, ...params }, asking);
    return ofPatient(type, resources, complete, options);
  } catch (error) {
    if (!(error instanceof FhirError) || error.kind === 'cancelled' || error.kind === 'session-expired') throw error;
    return nothing(statusAfter(error));
  }
}

function statusAfter(error: FhirError): 'refused' | 'not-supported' | 'failed' | 'unreadable' {
  switch (error.kind) {
    case 'forbidden':
      return 'refused';
    case 'not-found':
    case 'gone':
    case 'not-supported':
      return 'not-supported';
    case 'unreadable':
      return 'unreadable';
    case 'session-expired':
    case 'conflict':
    case 'precondition-required':
    case 'rejected':
    case 'throttled':
    case 'server':
    case 'network':
    case 'timeout':
    case 'foreign-url':
    case 'cancelled':
    case 'wrong-patient':
      return (error.outcome ?? []).some(({ code }) => code === 'not-supported') ? 'not-supported' : 'failed';
    default:
      return error.kind satisfies never;
  }
}

function nothing(status: 'refused' | 'not-supported' | 'failed' | 'unreadable'): Fetched {
  const because = ({ refused: 'not-granted', 'not-supported': 'not-supported', failed: 'not-answered', unreadable: 'unreadable' } as const)[
    status
  ];
  const read: TypeRead = { status: status === 'unreadable' ? 'failed' : status, count: 0, complete: false, unknownBecause: because };
  return { resources: [], read, problems: [] };
}

function ofPatient(
  type: string,
  found: readonly RawResource[],
  complete: boolean,
  { patientId, base, grantedParts }: FetchOptions,
): Fetched {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const resources: RawResource[] = [];
  for (const resource of found) {
    if (resource.resourceType !== type) continue;
    const { id } = resource;
    if (typeof id === 'string') {
      if (seen.has(id)) continue;
      seen.add(id);
    }
    const problem = subjectProblem(resource, patientId, base);
    if (problem === undefined) resources.push(resource);
    else problems.push(problem);
  }
  const count = resources.length + problems.length;
  return { resources, read: readOf(count, complete, grantedParts?.(type, 'search') ?? []), problems };
}

function readOf(count: number, complete: boolean, onlyPart: readonly string[]): TypeRead {
  if (!complete) return { status: 'incomplete', count, complete, unknownBecause: 'not-answered' };
  return onlyPart.length === 0
    ? { status: 'read', count, complete }
    : { status: 'incomplete', count, complete: false, unknownBecause: 'not-granted', onlyPart };
}

const SUBJECT: Readonly<Record<string, string>> = {
  Coverage: 'beneficiary',
  Consent: 'patient',
  Claim: 'patient',
  ExplanationOfBenefit: 'patient',
  RelatedPerson: 'patient',
  Immunization: 'patient',
  EpisodeOfCare: 'patient',
  Task: 'for',
};

// A search answers for the patient it was asked for only if the server filters well, and a wrong patient's data is the
// worst that could be shown; so a resource that does not say whose it is is not used either.
function subjectProblem(resource: RawResource, patientId: string, base: string | undefined): Problem | undefined {
  const path = SUBJECT[resource.resourceType] ?? 'subject';
  const subject = resource[path];
  if (subject !== undefined && (typeof subject !== 'object' || subject === null || Array.isArray(subject)))
    return problemWith(resource, path, 'unreadable');
  const reference: unknown = subject !== undefined && 'reference' in subject ? subject.reference : undefined;
  if (typeof reference !== 'string') return problemWith(resource, path, reference === undefined ? 'wrong-patient' : 'unreadable');
  return isThisPatient(reference, patientId, base) ? undefined : problemWith(resource, path, 'wrong-patient');
}

function isThisPatient(reference: string, patientId: string, base: string | undefined): boolean {
  const relative = `Patient/${patientId}`;
  if (reference === relative) return true;
  const unversioned = reference.split('/_history/')[0] ?? '';
  if (unversioned === relative) return true;
  if (base !== undefined) return unversioned === `${base}/Patient/${patientId}`;
  return /^https?:\/\//.test(unversioned) && unversioned.endsWith(`/Patient/${patientId}`);
}
