import { closeMonth } from '../../src/app/queries/charges.ts';
import type { Saving } from '../../src/app/queries/signed-in.ts';
import type { CloseInput, CloseOutcome } from '../../src/app/charge-view.ts';
import type { MonthAssessment } from '../../src/ccm/month-assessment.ts';
import { saveTimeEntry } from '../../src/fhir/time/save.ts';
import type { TimeEntryDraft } from '../../src/fhir/time.ts';
import type { PersonaName } from '../ehr/ehr.ts';
import { aCondition, aConsent, aCoverage, aPractitioner } from '../builders/fhir.ts';
import { aTimeEntryDraft, anOwnPlan, MD, RN } from '../builders/writes.ts';
import { answerEverything, aStatementStage, type StatementStage } from './statement-stage.ts';

const PRACTICE = { access24x7: true, designatedCareTeamMember: true, certifiedEhr: true };

const HYPERTENSION = aCondition({
  id: 'cond-2',
  code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10' }], text: 'Hypertension' },
});

const TYPES = ['Condition', 'Consent', 'Coverage', 'CarePlan', 'Encounter', 'Practitioner', 'Provenance'] as const;

let chart: Promise<readonly string[]> | undefined;

/** A chart in which 22 minutes of October are logged and every question is answered: 99490 may be recorded. As JSON texts. */
export function aClosableChart(): Promise<readonly string[]> {
  chart ??= makeChart();
  return chart;
}

async function makeChart(): Promise<readonly string[]> {
  const resources = [aCondition(), HYPERTENSION, aConsent(), aCoverage(), anOwnPlan(), aPractitioner()];
  const { ehr, look } = await aStatementStage({ resources, practice: PRACTICE });
  await saveTimeEntry((await look()).target, aTimeEntryDraft());
  await answerEverything(look);
  return TYPES.flatMap((type) => ehr.stored(type).flatMap(({ id }) => ehr.storedText(type, id ?? '') ?? []));
}

/** The physician who bills is signed in, at an EHR with that chart. */
export async function aCloseStage(persona: PersonaName = 'full'): Promise<StatementStage> {
  return aStatementStage({ resources: await aClosableChart(), practice: PRACTICE, persona });
}

let entries = 0;

/** Logs so many more minutes of staff work on a day of October. */
export async function logMinutes(saving: Saving, minutes: number, day: string, overrides: Partial<TimeEntryDraft> = {}): Promise<void> {
  entries += 1;
  const start = `2026-10-${day}T09:00:00-04:00`;
  const end = Temporal.Instant.from(start).add({ minutes }).toZonedDateTimeISO('America/New_York').toString({ timeZoneName: 'never' });
  const id = `7f1c0a3e-8b1d-4c55-9d0e-${String(entries).padStart(12, '0')}`;
  const outcome = await saveTimeEntry(saving.target, aTimeEntryDraft({ id, start, end, seconds: minutes * 60, ...overrides }));
  if (outcome.kind !== 'stored') throw new Error(`the time was not stored: ${outcome.kind}`);
}

/** The same with the nurse signed in. */
export function asNurse<Seen extends Saving>(saving: Seen): Seen {
  const { access, reading } = saving;
  const connection = { ...access.session.connection, user: RN.reference };
  const user = { reference: RN.reference, name: RN.display, performer: 'clinical-staff' } as const;
  return { ...saving, access: { ...access, session: { ...access.session, connection } }, reading: { ...reading, user } };
}

/** The proposal, complete, signed off by whoever may. */
export function anInput(assessment: MonthAssessment, overrides: Partial<CloseInput> = {}): CloseInput {
  return {
    codes: assessment.codes,
    family: assessment.family,
    chosen: 'proposal',
    billingPractitioner: MD,
    dateOfService: assessment.defaultDateOfService ?? '',
    diagnoses: [
      { code: 'E11.9', display: 'Type 2 diabetes', condition: 'Condition/cond-1' },
      { code: 'I10', display: 'Hypertension', condition: 'Condition/cond-2' },
    ],
    signOff: true,
    unsent: { timeEntries: 0, drafts: 0 },
    ...overrides,
  };
}

/** Looks at the chart and closes the month as it stands. */
export async function closeAs(
  look: StatementStage['look'],
  who: <Seen extends Saving>(saving: Seen) => Seen,
  overrides: Partial<CloseInput> = {},
): Promise<CloseOutcome> {
  const saving = who(await look());
  return closeMonth(saving, saving.assessment, anInput(saving.assessment, overrides));
}
