import { queryOptions } from '@tanstack/react-query';
import type { Instant, ServiceMonth } from '../../ccm/chart.ts';
import { type Attestation, attestationNote } from '../../fhir/attestations.ts';
import { enrolmentSteps, type RecordedEnrolmentStep } from '../../fhir/enrolment.ts';
import { readEpisodes } from '../../fhir/enrolment/episode.ts';
import {
  enrolmentStatement,
  type EpisodeOutcome,
  mistakenStatement,
  saveEnrolmentStep,
  saveEpisode,
  saveMistakenStep,
} from '../../fhir/enrolment/save.ts';
import type { EnrolmentDesk, EnrolmentInput, EnrolmentRecord, EnrolmentResult, MistakeInput } from '../enrolment/enrolment-view.ts';
import { localDateTime } from '../format.ts';
import { practiceStatements } from '../practice-statements.ts';
import type { SaveTarget } from '../save-result.ts';
import { nowAt, todayAt } from './access.ts';
import { enrolmentOf, enrolmentRecordOf, enrolmentStatements } from './enrolment-of.ts';
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
    record: enrolmentRecordOf(reading).map((step) => recordView(step, reading.chart.practiceTimeZone)),
    began: reading.chart.ccmStartDate ?? null,
    episodes: episodes === null ? [] : episodes?.episodes,
    ...(unknown !== undefined && { episodesUnknown: unknown }),
    practice: practiceStatements(access.settings.practice.attestations),
    saveTarget,
    onSave: (input) => readAgainAfter(saveEnrolment(saving, input)),
    onMistake: (input) => readAgainAfter(saveMistake(saving, input)),
  };
}

function recordView({ undone, ...step }: RecordedEnrolmentStep, timeZone: string): EnrolmentRecord {
  const dayOf = (at: Instant) => (localDateTime(at, timeZone) ?? at).slice(0, 10);
  return {
    ...step,
    statedOn: dayOf(step.at),
    ...(undone !== undefined && { undone: { kind: undone.kind, by: undone.by, on: dayOf(undone.at), why: undone.why } }),
  };
}

/** Keeps a change of the enrolment, or the correction of one, in the plan, and shows it to other systems where the EHR takes episodes. */
export function saveEnrolment(saving: Saving, input: EnrolmentInput): Promise<EnrolmentResult> {
  return keep(saving, (by) => ({
    statement: enrolmentStatement({ ...input, by: by.display }, by),
    save: (place) => saveEnrolmentStep(saving.target, { ...place, by, step: { ...input, by: by.display } }),
  }));
}

/** Takes a step back as made by mistake; what other systems see follows. */
export function saveMistake(saving: Saving, mistake: MistakeInput): Promise<EnrolmentResult> {
  return keep(saving, (by) => ({
    statement: mistakenStatement(mistake, by),
    save: (place) => saveMistakenStep(saving.target, { ...place, by, mistake }),
  }));
}

type By = NonNullable<ReturnType<typeof signedIn>>;
type Organization = Saving['access']['settings']['practice']['organization'];

interface Statement {
  readonly statement: Attestation;
  readonly save: (place: { planId: string; organization?: NonNullable<Organization> }) => ReturnType<typeof saveEnrolmentStep>;
}

async function keep(saving: Saving, statementBy: (by: By) => Statement): Promise<EnrolmentResult> {
  const who = signedIn(saving);
  const plan = ownPlan(saving.reading);
  if (who === null) return { result: { kind: 'nobody-signed-in' } };
  if (plan === null) return { result: { kind: 'failed', error: 'not-found' } };
  const { organization } = saving.access.settings.practice;
  const { statement, save } = statementBy(who);
  const result = await resultOf(() => save({ planId: plan.id, ...(organization !== undefined && { organization }) }));
  if (result.kind === 'not-stored') {
    return { result: { ...result, text: `${who.display}, ${statement.at}\n${attestationNote(statement).text}` } };
  }
  if (result.kind !== 'stored') return { result };
  return { result, episode: await showOthers(saving, statement) };
}

/** Lets the episode follow what holds now that the statement is kept. */
function showOthers({ target, access, reading }: Saving, statement: Attestation): Promise<EpisodeOutcome> {
  const { organization } = access.settings.practice;
  const billing = reading.chart.billingPractitioner;
  const { id, name } = reading.patient;
  return saveEpisode(target, {
    patientId: id,
    patientDisplay: name,
    steps: enrolmentSteps([...enrolmentStatements(reading).filter((one) => one.id !== statement.id), statement]),
    ...(organization !== undefined && { organization }),
    ...(billing && { practitioner: { reference: billing.id, display: billing.name ?? billing.id } }),
  });
}
