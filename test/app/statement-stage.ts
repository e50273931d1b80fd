import { assessMonth } from '../../src/ccm/assess-month.ts';
import type { Practice } from '../../src/ccm/chart.ts';
import { loadChronicConditions } from '../../src/ccm/conditions.ts';
import type { MonthAssessment } from '../../src/ccm/month-assessment.ts';
import type { RuleId } from '../../src/ccm/rules.ts';
import { policyWith } from '../../src/ccm/policy.ts';
import type { Access } from '../../src/app/queries/access.ts';
import type { Saving } from '../../src/app/queries/signed-in.ts';
import { readSiteSettings } from '../../src/app/settings-check.ts';
import { isAnswerable, mattersOf } from '../../src/app/matters.ts';
import { saveStatements } from '../../src/app/queries/statements.ts';
import { checkStatement, emptyStatementFields, type StatementFields } from '../../src/app/statement-form.ts';
import type { Matter, Said, StatementDraft } from '../../src/app/statement-view.ts';
import { PHYSICIAN } from '../builders/statements.ts';
import { type ChartReading, readChart, type ReadChartOptions, readMore } from '../../src/fhir/chart.ts';
import type { Ehr } from '../ehr/ehr.ts';
import { aStage, MD, PATIENT, type StageOptions } from '../builders/writes.ts';

/** The service month and the day of these tests. */
export const MONTH = '2026-10';
export const TODAY = '2026-10-20';
const NOW = '2026-10-20T14:00:00-04:00';

/** A physician signed in at an EHR that validates what it is sent, and everything from a statement to the next verdict. */
export interface StatementStage {
  readonly ehr: Ehr;
  /** The chart as it is now, and all that a save needs. */
  readonly look: () => Promise<Saving & { readonly assessment: MonthAssessment }>;
}

export interface StatementStageOptions extends StageOptions {
  /** What the practice states of itself; absent: nothing. */
  readonly practice?: Practice;
}

export async function aStatementStage({ practice, ...options }: StatementStageOptions = {}): Promise<StatementStage> {
  const { ehr, target } = await aStage(options);
  const policy = policyWith(await loadChronicConditions());
  const settings = readSiteSettings({
    practice: { name: 'A practice', timeZone: 'America/New_York', settingType: 'pfs-practice', phone24x7: null, attestations: {} },
  });
  const { connection } = target.client;
  const issuer = { name: 'Simulated EHR', issuer: connection.base, clientId: 'app' };
  const session = { id: 's', issuer, connection: { ...connection, user: MD.reference }, userName: MD.display, needPatientBanner: true };
  const access: Access = { session, settings, clock: () => Date.parse(NOW), client: target.client, memory: target.memory };
  const reading: ReadChartOptions = {
    patientId: PATIENT,
    month: MONTH,
    asOf: TODAY,
    settings: { timeZone: 'America/New_York', settingType: 'pfs-practice', ...(practice !== undefined && { practice }) },
    user: MD.reference,
  };
  return {
    ehr,
    async look() {
      const read: ChartReading = await readMore(target.client, await readChart(target.client, reading), reading);
      return { access, target, reading: read, assessment: assessMonth(read.chart, MONTH, policy, TODAY) };
    },
  };
}

let drafts = 0;

/** A draft of statements made now. */
export function aDraft(...said: readonly [Said, ...Said[]]): StatementDraft {
  const [first, ...rest] = said;
  return { items: [itemOf(first), ...rest.map(itemOf)], at: NOW, reason: 'As examined on 20 October.' };
}

function itemOf(said: Said) {
  drafts += 1;
  return { id: `a0000000-0000-4000-8000-${String(drafts).padStart(12, '0')}`, said };
}

/** What a person who finds everything in order would fill in. */
const IN_ORDER: Partial<Record<Matter['about'], Partial<StatementFields>>> = {
  'significant-risk': { answer: 'yes' },
  'initiating-visit': { date: '2026-03-05', code: '99214', discussed: 'yes', newPatient: 'no' },
  'mdm-complexity': { level: 'high' },
  'global-surgery': { answer: 'no' },
  'model-participation': { model: 'none' },
  'care-plan-copy-given': { date: '2026-10-02', to: 'the patient' },
  'rule-confirmed': { answer: 'yes' },
};

const MOST_ROUNDS = 30;

/**
 * A physician who finds everything in order answers question after question by its form, each kept and read back before the
 * next; gives the rules that were asked. Ends where nothing is left that a person could answer.
 */
export async function answerEverything(look: StatementStage['look']): Promise<readonly RuleId[]> {
  const asked: RuleId[] = [];
  while (asked.length < MOST_ROUNDS) {
    const saving = await look();
    const { findings, blockers, unknowns } = saving.assessment;
    const open = findings.find((finding) => [...blockers, ...unknowns].includes(finding.ruleId) && isAnswerable(finding, findings));
    const matter = open && mattersOf(open, findings, []).find(({ about }) => about in IN_ORDER);
    if (open === undefined || matter === undefined) break;
    asked.push(open.ruleId);
    const fields = { ...emptyStatementFields(matter, TODAY), ...IN_ORDER[matter.about], reason: 'Asked and checked.' };
    const check = checkStatement(matter, fields, { today: TODAY, stater: PHYSICIAN });
    if (!check.ok) throw new Error(`${open.ruleId} is not complete: ${JSON.stringify(check.errors)}`);
    const result = await saveStatements(saving, MONTH, aDraft(...check.said), []);
    if (result.kind !== 'stored') throw new Error(`${open.ruleId} was not kept: ${result.kind}`);
  }
  return asked;
}
