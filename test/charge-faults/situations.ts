import type { Saving } from '../../src/app/queries/signed-in.ts';
import type { MonthAssessment } from '../../src/ccm/month-assessment.ts';
import type { TimeEntryDraft } from '../../src/fhir/time.ts';
import { aClosableChart, aCloseStage, closeAs, logMinutes } from '../app/charges-stage.ts';
import { aTimeEntryDraft, MD } from '../builders/writes.ts';
import { createEhr, type Ehr } from '../ehr/ehr.ts';
import { type Persona, PERSONAS } from '../ehr/personas.ts';

/** A month on the point of being closed: the last work is to be logged, then the charges recorded. */
export interface Situation {
  readonly name: string;
  readonly persona: Persona;
  /** The EHR before, as JSON texts. */
  readonly resources: readonly string[];
  /** The chart and its verdict once the last work is logged; the same two as JSON. */
  readonly saving: Saving;
  readonly assessment: MonthAssessment;
  readonly json: string;
  /** Where the template names the last work's record. */
  readonly lateReference: string;
}

/** The clock of these runs. */
export const NOW = Date.parse('2026-10-20T18:00:00Z');

/** The last work of the month. */
export const LATE: TimeEntryDraft = aTimeEntryDraft({
  id: '8f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c1002',
  start: '2026-10-14T09:00:00-04:00',
  end: '2026-10-14T09:25:00-04:00',
  seconds: 1500,
});

/** Nothing is recorded yet; with the last work 99490 and 99439 are to be. */
export function firstClose(persona: Persona): Promise<Situation> {
  return situation('first close', persona, async () => {});
}

/** 99490 is prepared and to be signed off, 99439 to be added. */
export function signingOff(persona: Persona): Promise<Situation> {
  return situation('signing off', persona, async (look) => {
    await closeAs(look, (saving) => saving, { signOff: false });
  });
}

/** 99491 and 99437 are signed; the practitioner's time was logged wrongly, and 99490 with 99439 takes their place. */
export function changeOfCoding(persona: Persona): Promise<Situation> {
  return situation('change of coding', persona, async (look, ehr) => {
    await closeAs(look, (saving) => saving);
    for (const { id } of ehr.stored('ChargeItem')) {
      ehr.put((ehr.storedText('ChargeItem', id ?? '') ?? '').replaceAll('99490', '99491'));
    }
  });
}

async function situation(
  name: string,
  persona: Persona,
  before: (look: Parameters<typeof closeAs>[0], ehr: Ehr) => Promise<void>,
): Promise<Situation> {
  const { ehr, look } = await aCloseStage();
  await before(look, ehr);
  const charges = ehr.stored('ChargeItem').flatMap(({ id }) => ehr.storedText('ChargeItem', id ?? '') ?? []);
  await logMinutes(await look(), 25, '14', LATE);
  const saving = await look();
  const late = saving.reading.timeEntries.find(({ id }) => id === LATE.id);
  if (saving.assessment.proposal !== 'billable' || late === undefined) throw new Error('the month is not to be closed');
  const resources = [...(await aClosableChart()), ...charges, ...people(ehr)];
  const { assessment } = saving;
  const json = JSON.stringify({ assessment, chart: saving.reading.chart });
  return { name, persona, resources, saving, assessment, json, lateReference: late.reference };
}

function people(ehr: Ehr): readonly string[] {
  const texts = (type: 'Patient' | 'Organization') => ehr.stored(type).flatMap(({ id }) => ehr.storedText(type, id ?? '') ?? []);
  return [...texts('Patient'), ...texts('Organization')];
}

/** The EHR of a situation, for one run. */
export function ehrOf({ persona, resources }: Situation): Promise<Ehr> {
  return createEhr({
    origin: 'http://localhost:5180',
    clock: () => NOW,
    resources,
    clients: [],
    users: [{ id: 'md', reference: MD.reference, name: MD.display, role: 'physician' }],
    unvalidated: true,
  }).then((ehr) => {
    ehr.setPersona(persona);
    return ehr;
  });
}

/** A complete server; one with batches alone; one that takes single requests; one that says 200 and means the failure inside. */
export const SERVERS = {
  transactions: PERSONAS.full,
  batches: { ...PERSONAS.full, transaction: 'unsupported' },
  single: { ...PERSONAS.full, transaction: 'unsupported', batch: false },
  inEntries: { ...PERSONAS.full, transaction: 'entry-status' },
} as const satisfies Readonly<Record<string, Persona>>;
