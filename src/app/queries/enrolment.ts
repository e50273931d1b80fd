import { queryOptions } from '@tanstack/react-query';
import type { ServiceMonth } from '../../ccm/chart.ts';
import { attestationNote } from '../../fhir/attestations.ts';
import type { EnrolmentStep } from '../../fhir/enrolment.ts';
import { readEpisodes } from '../../fhir/enrolment/episode.ts';
import { enrolmentStatement, saveEnrolmentStep, saveEpisode } from '../../fhir/enrolment/save.ts';
import type { EnrolmentDesk, EnrolmentInput, EnrolmentResult } from '../enrolment/enrolment-view.ts';
import type { SaveTarget } from '../save-result.ts';
import { nowAt, todayAt } from './access.ts';
import { enrolmentOf } from './enrolment-of.ts';
import { resultOf } from './outcomes.ts';
import { type Saving, signedIn } from './signed-in.ts';
import { ownPlan } from './views.ts';

type Episodes = Awaited<ReturnType<typeof readEpisodes>>;

/** The EHR's episodes of CCM. Under the chart's key, so that they are read again with it. */
export function episodesQuery({ access }: Pick<Saving, 'access'>) {
  const { client, session, settings } = access;
  const { patientId, base } = session.connection;
  return queryOptions({
    queryKey: [session.id, 'chart', 'episodes'],
    queryFn: ({ signal }): Promise<Episodes> => readEpisodes(client, { patientId, base, timeZone: settings.practice.timeZone, signal }),
    staleTime: Infinity,
  });
}

export interface EnrolmentDeskOptions {
  readonly saving: Saving;
  readonly month: ServiceMonth;
  /** Undefined until they were read; null where that failed. */
  readonly episodes: Episodes | null | undefined;
  readonly saveTarget: SaveTarget;
  /** Reads the chart again after a save. */
  readonly readAgainAfter: (saving: Promise<EnrolmentResult>) => Promise<EnrolmentResult>;
}

/** All that the enrolment screen shows and does. */
export function enrolmentDesk({ saving, month, episodes, saveTarget, readAgainAfter }: EnrolmentDeskOptions): EnrolmentDesk {
  const { access, reading } = saving;
  const hasPlan = ownPlan(reading) !== null;
  const planUnknown = reading.chart.unknownBecause?.carePlan;
  const unknown = episodes === null ? 'not-answered' : episodes?.read.unknownBecause;
  return {
    month,
    today: todayAt(access),
    now: () => nowAt(access),
    newId: () => crypto.randomUUID(),
    stater: signedIn(saving)?.display ?? null,
    hasPlan,
    ...(!hasPlan && planUnknown !== undefined && planUnknown !== 'not-recorded' && { planUnknown }),
    steps: enrolmentOf(reading),
    began: reading.chart.ccmStartDate ?? null,
    episodes: episodes === null ? [] : episodes?.episodes,
    ...(unknown !== undefined && { episodesUnknown: unknown }),
    saveTarget,
    onSave: (input) => readAgainAfter(saveEnrolment(saving, input)),
  };
}

/** Keeps a change of the enrolment in the plan, and shows it to other systems where the EHR takes episodes. */
export async function saveEnrolment(saving: Saving, input: EnrolmentInput): Promise<EnrolmentResult> {
  const who = signedIn(saving);
  const plan = ownPlan(saving.reading);
  if (who === null) return { result: { kind: 'nobody-signed-in' } };
  if (plan === null) return { result: { kind: 'failed', error: 'not-found' } };
  const { target, access, reading } = saving;
  const { organization } = access.settings.practice;
  const step: EnrolmentStep = { ...input, by: who.display };
  const of = organization === undefined ? {} : { organization };
  const result = await resultOf(() => saveEnrolmentStep(target, { planId: plan.id, step, by: who, ...of }));
  if (result.kind === 'not-stored') {
    return { result: { ...result, text: `${who.display}, ${input.at}\n${attestationNote(enrolmentStatement(step, who)).text}` } };
  }
  if (result.kind !== 'stored') return { result };
  const [first, ...rest] = [...enrolmentOf(reading).filter(({ id }) => id !== step.id), step];
  if (first === undefined) return { result };
  const billing = reading.chart.billingPractitioner;
  const { id, name } = reading.patient;
  const episode = await saveEpisode(target, {
    patientId: id,
    patientDisplay: name,
    steps: [first, ...rest],
    ...of,
    ...(billing && { practitioner: { reference: billing.id, display: billing.name ?? billing.id } }),
  });
  return { result, episode };
}
