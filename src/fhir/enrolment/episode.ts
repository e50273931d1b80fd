import type { EpisodeOfCare, EpisodeOfCareStatusHistory } from 'fhir/r4';
import type { LocalDate, Reference } from '../../ccm/chart.ts';
import { conceptText } from '../care-plan/items.ts';
import { type FetchOptions, fetchType, type TypeRead } from '../chart/fetch.ts';
import type { RawResource } from '../client.ts';
import { isAboutCcm } from '../consent.ts';
import { daysIn } from '../dates.ts';
import { objectIn, objectsIn, textIn } from '../fields.ts';
import { BASE } from '../naming.ts';
import { escapeXhtml, narrative } from '../narrative.ts';
import { referenceOf } from '../parse.ts';
import type { ResourceSource } from '../source.ts';
import { type EnrolmentStatus, type EnrolmentStep, statedStart } from '../enrolment.ts';

/** Identifier of the episode in which other systems see the enrolment; its value is the Patient's id. */
export const EPISODE_ID = `${BASE}/sid/enrolment`;

/** An episode of CCM as the EHR holds it. */
export interface StoredEpisode {
  readonly reference: Reference;
  readonly id: string;
  /** Written by this app; others are shown and never changed. */
  readonly own: boolean;
  readonly title: string;
  /** FHIR code: `active`, `onhold`, `finished` … */
  readonly status: string;
  readonly start?: LocalDate;
  readonly end?: LocalDate;
}

/**
 * The patient's episodes of CCM, own ones first, and how reading them went.
 *
 * @throws FhirError `cancelled` and `session-expired` only.
 */
export async function readEpisodes(
  source: ResourceSource,
  options: FetchOptions & { readonly timeZone: string },
): Promise<{ readonly episodes: readonly StoredEpisode[]; readonly read: TypeRead }> {
  const days = daysIn(options.timeZone);
  const { resources, read } = await fetchType(source, 'EpisodeOfCare', {}, options);
  const episodes = resources.flatMap((resource): readonly StoredEpisode[] => {
    const reference = referenceOf(resource);
    const types = objectsIn(resource, 'type').map(conceptText);
    const own = objectsIn(resource, 'identifier').some((one) => textIn(one, 'system') === EPISODE_ID);
    const status = textIn(resource, 'status') ?? 'unknown';
    if (reference === undefined || resource.id === undefined || status === 'entered-in-error' || !(own || isAboutCcm(types))) return [];
    const period = objectIn(resource, 'period');
    const start = days.first(textIn(period, 'start'));
    const end = days.last(textIn(period, 'end'));
    const title = types.find((one) => one !== undefined) ?? 'Chronic care management';
    return [{ reference, id: resource.id, own, title, status, ...(start !== undefined && { start }), ...(end !== undefined && { end }) }];
  });
  return { episodes: episodes.toSorted((a, b) => Number(b.own) - Number(a.own)), read };
}

export interface EpisodeFacts {
  readonly patientId: string;
  readonly patientDisplay: string;
  /** As `enrolmentSteps` gives them; none where all were taken back. */
  readonly steps: readonly EnrolmentStep[];
  readonly organization?: { readonly reference: Reference; readonly display: string };
  readonly practitioner?: { readonly reference: Reference; readonly display: string };
}

const EPISODE_STATUS = {
  active: 'active',
  paused: 'onhold',
  transferred: 'finished',
  stopped: 'finished',
} as const satisfies Record<EnrolmentStatus, EpisodeOfCare['status']>;

/** The episode that tells other systems what was stated: its present state, its beginning and end, and every state before. */
export function episodeOf({ patientId, patientDisplay, steps, organization, practitioner }: EpisodeFacts): RawResource {
  return {
    resourceType: 'EpisodeOfCare',
    identifier: [{ system: EPISODE_ID, value: patientId }],
    type: [{ text: 'Chronic care management' }],
    patient: { reference: `Patient/${patientId}`, display: patientDisplay },
    ...(organization === undefined ? {} : { managingOrganization: { ...organization } }),
    ...(practitioner === undefined ? {} : { careManager: { ...practitioner } }),
    ...changingParts(steps),
  } satisfies EpisodeOfCare;
}

/** The elements of the episode that follow from the statements: all that an update may touch. */
export function changingParts(steps: readonly EnrolmentStep[]): Pick<EpisodeOfCare, 'text' | 'status' | 'statusHistory' | 'period'> {
  const [first] = steps;
  const last = steps.at(-1);
  if (first === undefined || last === undefined) {
    return { text: narrative('generated', 'Chronic care management: recorded by mistake'), status: 'entered-in-error' };
  }
  const start = statedStart(steps) ?? first.on;
  const status = EPISODE_STATUS[last.status];
  const history = steps.map(({ status: state, on }, index): EpisodeOfCareStatusHistory => {
    const until = steps[index + 1]?.on;
    return { status: EPISODE_STATUS[state], period: { start: on, ...(until !== undefined && { end: until }) } };
  });
  return {
    text: narrative('generated', escapeXhtml(`Chronic care management: ${last.status} since ${last.on}`)),
    status,
    statusHistory: history,
    period: { start, ...(status === 'finished' && { end: last.on < start ? start : last.on }) },
  };
}
