import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { LocalDate } from '../../ccm/chart.ts';
import { attestationNote } from '../../fhir/attestations.ts';
import type { PlanGoal, StoredCarePlan } from '../../fhir/care-plan.ts';
import { type CopyActivity, type CopyMaterial, readCopyMaterial } from '../../fhir/care-plan/copy/material.ts';
import type { PlanCopyDraft } from '../../fhir/care-plan/copy/resources.ts';
import { copyStatement, savePlanCopy } from '../../fhir/care-plan/copy/save.ts';
import type { ChartReading } from '../../fhir/chart.ts';
import type { CopyDesk, CopyGoal, CopyInput, CopyResult, CopyStep, CopyView, Interval } from '../care-plan/copy/copy-view.ts';
import type { SaveTarget } from '../save-result.ts';
import { nowAt, todayAt } from './access.ts';
import { medicinesOf } from './copy-medicines.ts';
import { resultOf } from './outcomes.ts';
import { type Saving, signedIn } from './signed-in.ts';

/** What the copy tells beside the plan itself. Under the chart's key, so that it is read again with it. */
export function copyMaterialQuery({ access, reading, target }: Saving, plan: StoredCarePlan | null) {
  return queryOptions({
    queryKey: [access.session.id, 'chart', 'plan-copy', plan?.reference ?? '', plan?.versionId ?? ''],
    queryFn: ({ signal }): Promise<CopyMaterial> => {
      const raw = reading.basis.timeSources.find(({ resourceType, id }) => resourceType === 'CarePlan' && id === plan?.id);
      if (raw === undefined) throw new TypeError('asked for the copy of a plan that was not read');
      const { client, session, settings } = access;
      const { patientId, base } = session.connection;
      return readCopyMaterial(client, raw, { patientId, base, timeZone: settings.practice.timeZone, signal });
    },
    enabled: plan !== null && target.client === access.client,
    staleTime: Infinity,
    // A plan that was just changed keeps its sheet until the new one is read.
    placeholderData: keepPreviousData,
    structuralSharing: false,
  });
}

/** In order of preference. A statement needs a plan of ours to stand in. */
export const COPY_PLACES = [
  { topic: 'plan-copy', where: 'DocumentReference', needs: [{ type: 'DocumentReference', interaction: 'create' }] },
  { topic: 'plan-copy', where: 'CarePlan', needs: [{ type: 'CarePlan', interaction: 'update' }] },
] as const;

const NO_GOALS = new Set(['cancelled', 'rejected', 'entered-in-error']);

/** The sheet for the patient, of what the chart holds. */
function copyView(saving: Saving, plan: StoredCarePlan, material: CopyMaterial): CopyView {
  const { access, reading } = saving;
  const { practice } = access.settings;
  const goals = plan.goals.filter(({ status }) => !NO_GOALS.has(status ?? ''));
  const told = goals.filter(({ display }) => display !== '');
  const activities = material.activities.filter(({ element }) => element !== 'periodic-review');
  const { birthDate, name } = reading.patient;
  const today = todayAt(access);
  return {
    patientName: name,
    ...(birthDate?.length === 10 && { birthDate }),
    practiceName: practice.name,
    phone24x7: practice.phone24x7,
    today,
    ...(plan.establishedDate !== undefined && { begun: plan.establishedDate }),
    ...(plan.versionId !== undefined && { versionId: plan.versionId }),
    problems: distinct(
      plan.addresses.flatMap(({ display }) => (display === '' ? [] : [display])),
      (one) => one,
    ),
    goals: distinct(told.map(copyGoal), ({ what, target }) => `${what} ${target ?? ''}`).toSorted(
      (a, b) => Number(b.byPatient) - Number(a.byPatient),
    ),
    patientSteps: stepsOf(activities.filter(({ byPatient }) => byPatient)),
    practiceSteps: stepsOf(activities.filter(({ byPatient }) => !byPatient)),
    ...medicinesOf(plan, material, access.settings.practice.timeZone),
    helpers: helpersOf(reading, material),
    whenToCall: distinct(
      activities.flatMap(({ element, instruction }) =>
        element === 'symptom-management' && instruction !== undefined ? [instruction] : [],
      ),
      (one) => one,
    ),
    review: reviewOf(plan, material, today),
    unread: material.unreadActivities + goals.length - told.length,
    isSigned: typeof reading.chart.carePlan?.signedDate === 'string',
  };
}

function copyGoal({ display, target, dueDate, byPatient, status }: PlanGoal): CopyGoal {
  const state = status === 'completed' ? 'reached' : status === 'on-hold' ? 'paused' : undefined;
  return {
    what: display,
    byPatient: byPatient === true,
    ...(target !== undefined && !saysNumber(display, target) && { target }),
    ...(dueDate !== undefined && { due: dueDate }),
    ...(state !== undefined && { state }),
  };
}

/** Whether the goal's own words hold the number that is aimed at. */
function saysNumber(words: string, target: string): boolean {
  const numbers = target.match(/\d+(?:\.\d+)?/g) ?? [];
  const said: readonly string[] = words.match(/\d+(?:\.\d+)?/g) ?? [];
  return numbers.length > 0 && said.includes(numbers.at(-1) ?? '');
}

// What to do when something gets worse stands under *when to call*, where it is looked for.
function stepsOf(activities: readonly CopyActivity[]): readonly CopyStep[] {
  const steps = activities.map(({ element, instruction, ...step }): CopyStep => ({
    what: step.what,
    who: step.who,
    paused: step.paused,
    ...(instruction !== undefined && element !== 'symptom-management' && { instruction }),
    ...(step.due !== undefined && { due: step.due }),
    ...(step.every !== undefined && { every: step.every }),
  }));
  return distinct(steps, ({ what, instruction }) => `${what} ${instruction ?? ''}`);
}

function helpersOf({ chart }: ChartReading, { team, caregivers }: CopyMaterial): CopyView['helpers'] {
  const billing = chart.billingPractitioner?.name;
  const known = team.some(({ name }) => name === billing) || billing === undefined ? team : [{ name: billing }, ...team];
  const family = caregivers.map(({ name, role }) => ({ name, ...(role !== undefined && { role }) }));
  return distinct([...known, ...family], ({ name }) => name);
}

function reviewOf(
  { lastReviewedDate, establishedDate }: StoredCarePlan,
  { activities }: CopyMaterial,
  today: LocalDate,
): CopyView['review'] {
  const review = activities.find(({ element, paused }) => element === 'periodic-review' && !paused);
  if (review === undefined) return null;
  const { every, due, since } = review;
  const from = [lastReviewedDate, since, establishedDate]
    .filter((day) => day !== undefined)
    .toSorted()
    .at(-1);
  const next = due ?? (every === undefined || from === undefined ? undefined : after(from, every));
  const isDue = next !== undefined && next < today;
  return { isDue, ...(every !== undefined && { every }), ...(next !== undefined && !isDue && { next }) };
}

function after(day: LocalDate, { count, unit }: Interval): LocalDate {
  const duration = { d: { days: count }, wk: { weeks: count }, mo: { months: count }, a: { years: count } }[unit];
  return Temporal.PlainDate.from(day).add(duration).toString();
}

function distinct<Item>(items: readonly Item[], key: (item: Item) => string): readonly Item[] {
  return [...new Map(items.toReversed().map((item) => [key(item), item])).values()].toReversed();
}

export interface CopyDeskOptions {
  readonly saving: Saving;
  readonly plan: StoredCarePlan;
  readonly material: CopyMaterial;
  readonly saveTarget: SaveTarget;
  /** Reads the chart again after a save. */
  readonly readAgainAfter: (saving: Promise<CopyResult>) => Promise<CopyResult>;
}

/** All that the screen of the patient's copy shows and does. */
export function copyDesk({ saving, plan, material, saveTarget, readAgainAfter }: CopyDeskOptions): CopyDesk {
  const { access, reading } = saving;
  const stated = reading.chart.carePlan?.copyGivenDate;
  const given = new Set([...reading.basis.copiesGiven, ...(typeof stated === 'string' ? [stated] : [])]);
  return {
    view: copyView(saving, plan, material),
    today: todayAt(access),
    timeZone: reading.chart.practiceTimeZone,
    now: () => nowAt(access),
    newId: () => crypto.randomUUID(),
    preset: reading.patient.language?.code === 'es' ? 'es' : 'en',
    ...otherLanguageOf(reading),
    giver: signedIn(saving)?.display ?? null,
    caregivers: material.caregivers,
    given: [...given].toSorted().toReversed(),
    saveTarget,
    onSave: (input) => readAgainAfter(saveCopyGiven(saving, plan, input)),
  };
}

function otherLanguageOf({ patient: { language } }: ChartReading): Pick<CopyDesk, 'otherLanguage'> {
  return language === undefined || language.code === 'en' || language.code === 'es' ? {} : { otherLanguage: language.words };
}

/** Keeps that the copy was given. The id in the input makes a second attempt find the first. */
export async function saveCopyGiven(saving: Saving, plan: StoredCarePlan, input: CopyInput): Promise<CopyResult> {
  const who = signedIn(saving);
  if (who === null) return { result: { kind: 'nobody-signed-in' } };
  const draft = draftOf(saving, plan, input, who);
  const kept: { communication?: NonNullable<CopyResult['communication']> } = {};
  const result = await resultOf(async () => {
    const { outcome, communication } = await savePlanCopy(saving.target, draft, plan.id);
    if (communication !== undefined) kept.communication = communication;
    return outcome;
  });
  const text = `${who.display}, ${draft.recordedAt}\n${attestationNote(copyStatement(draft)).text}`;
  return { result: result.kind === 'not-stored' ? { ...result, text } : result, ...kept };
}

function draftOf(
  { access, reading }: Saving,
  { reference, title, versionId }: StoredCarePlan,
  input: CopyInput,
  by: NonNullable<ReturnType<typeof signedIn>>,
): PlanCopyDraft {
  const patient = { reference: reading.patient.reference, display: reading.patient.name };
  const { caregiver } = input;
  const carer = caregiver && {
    display: caregiver.name,
    ...(caregiver.reference !== undefined && { reference: caregiver.reference }),
  };
  const { organization } = access.settings.practice;
  return {
    id: input.id,
    plan: { reference, display: title, ...(versionId !== undefined && { versionId }) },
    patient,
    recipients: carer === undefined ? [patient] : input.toPatient ? [patient, carer] : [carer],
    way: input.way,
    givenAt: input.givenAt,
    givenOn: input.givenOn,
    recordedAt: input.recordedAt,
    by,
    ...(organization !== undefined && { organization }),
    language: input.language === 'es' ? 'es-US' : 'en-US',
    title: input.title,
    html: input.html,
    text: input.text,
  };
}
