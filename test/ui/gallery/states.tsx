import type { ReactNode } from 'react';
import type { Chart } from '../../../src/ccm/chart.ts';
import type { MonthAssessment } from '../../../src/ccm/month-assessment.ts';
import type { CarePlanView } from '../../../src/app/care-plan-view.ts';
import type { PlanDesk } from '../../../src/app/care-plan/plan-desk.ts';
import { CarePlanScreen } from '../../../src/app/CarePlanScreen.tsx';
import type { ChargeView } from '../../../src/app/charge-view.ts';
import { CloseScreen } from '../../../src/app/close/CloseScreen.tsx';
import { EligibilityScreen, type EligibilityScreenProps } from '../../../src/app/EligibilityScreen.tsx';
import { HomeScreen } from '../../../src/app/HomeScreen.tsx';
import { PatientBanner, type Mode } from '../../../src/app/PatientBanner.tsx';
import { ProblemsScreen } from '../../../src/app/ProblemsScreen.tsx';
import type { Screen } from '../../../src/app/routes.ts';
import { SaveOutcomeNotice } from '../../../src/app/SaveOutcomeNotice.tsx';
import type { SaveResult, SaveTarget } from '../../../src/app/save-result.ts';
import { Shell } from '../../../src/app/Shell.tsx';
import { TimeScreen } from '../../../src/app/TimeScreen.tsx';
import type { LedgerEntry } from '../../../src/app/ledger/ledger-view.ts';
import type { LoggedEntry, TimeUser } from '../../../src/app/time-entry-view.ts';
import { Button } from '../../../src/ui/Button.tsx';
import { LoadingView } from '../../../src/ui/LoadingView.tsx';
import { State } from '../../../src/ui/State.tsx';
import {
  aBillableAssessment,
  aCondition,
  aFinding,
  aJudgement,
  anAssessment,
  anEntryJudgement,
  aScreenChart,
  someFindings,
  someJudgements,
} from '../../builders/assessment.ts';
import { aCloseDesk } from '../../builders/close-desk.ts';
import { aLedgerEntry, timeScreenParts } from '../../builders/ledger.ts';
import { aGoalView, aPlanDesk } from '../../builders/plan-desk.ts';
import { aStatementView, NURSE as NURSE_STATES, someStatements } from '../../builders/statements.ts';

const TODAY = '2026-11-21';
const NOW = '2026-11-21T10:30:00-05:00';
const TARGET: SaveTarget = { where: 'Encounter' };
const NOWHERE: SaveTarget = {
  where: null,
  because: [
    { where: 'Encounter', why: 'not-granted' },
    { where: 'DocumentReference', why: 'not-supported' },
  ],
};

const ENTRIES: readonly LoggedEntry[] = [
  {
    entry: 0,
    note: 'Called about home glucose log; fasting values 140 to 180. Agreed to log after meals as well. Will call Friday.',
    contactMode: 'telephone',
    conditionNames: ['Diabetes'],
    where: 'Encounter',
  },
  { entry: 1, note: 'Reconciled the list with the pharmacy; no duplicate found.', contactMode: 'no-patient-contact', where: 'Encounter' },
];

const LEDGER: readonly LedgerEntry[] = [
  aLedgerEntry({ note: 'Called about home glucose log; fasting values 140 to 180. Agreed to log after meals as well. Will call Friday.' }),
  aLedgerEntry({
    key: 'e2',
    index: 1,
    id: 'e2',
    reference: 'Encounter/e2',
    start: '2026-11-17T15:30:00-05:00',
    end: '2026-11-17T15:36:00-05:00',
    seconds: 360,
    activities: ['medication-reconciliation'],
    contactMode: 'no-patient-contact',
    note: 'Reconciled the list with the pharmacy; no duplicate found.',
  }),
];

const blocked = anAssessment({
  eligible: false,
  proposal: 'blocked',
  minutesToNext: null,
  nextCode: null,
  blockers: ['CONS-1', 'CONC-4'],
  warnings: ['PLAN-2'],
  findings: [
    ...someFindings().filter(({ ruleId }) => ruleId !== 'CONS-1'),
    aFinding('CONS-1', [{ fact: 'consent-date', unknownBecause: 'not-recorded' }], { verdict: 'not-met', effect: 'blocks' }),
    aFinding('CONC-4', [{ fact: 'billed-code', value: '90960', reference: 'ChargeItem/9' }], { verdict: 'not-met', effect: 'blocks' }),
    aFinding('PLAN-2', [], { verdict: 'not-met', effect: 'warns' }),
    aFinding('TIME-11', [{ fact: 'time-entry', reference: 'Encounter/e2' }], { verdict: 'not-met', effect: 'excludes' }),
  ],
  time: [
    anEntryJudgement({ entry: 0, countedSeconds: 480, localDate: '2026-11-03' }),
    anEntryJudgement({
      entry: 1,
      countedSeconds: 0,
      bucket: null,
      excluded: [{ seconds: 360, ruleId: 'TIME-11' }],
      localDate: '2026-11-17',
    }),
  ],
});

const unsure = aBillableAssessment({
  billable: false,
  proposal: 'needs-confirmation',
  unknowns: ['CONC-14', 'ELIG-13'],
  warnings: ['PLAN-5'],
  findings: [
    ...someFindings(),
    aFinding('CONC-14', [{ fact: 'global-surgery', unknownBecause: 'not-recorded' }], { verdict: 'unknown', effect: 'undecided' }),
    aFinding('ELIG-13', [{ fact: 'model-participation', unknownBecause: 'not-recorded' }], { verdict: 'unknown', effect: 'undecided' }),
    aFinding('PLAN-5', [], { verdict: 'not-met', effect: 'warns' }),
  ],
});

const complex = aBillableAssessment({
  family: 'COMPLEX',
  codes: [{ code: '99487', units: 1 }],
  alternatives: [
    {
      family: 'STAFF',
      codes: [
        { code: '99490', units: 1 },
        { code: '99439', units: 2 },
      ],
      estAllowed: 167.01,
    },
  ],
  countedMinutes: { staff: 45, qhp: 20, total: 65 },
  countedSeconds: { staff: 2700, qhp: 1215, total: 3915 },
  minutesToNext: 25,
  nextCode: '99489',
  estAllowed: 144.29,
});

const unstated = aBillableAssessment({
  billable: false,
  proposal: 'blocked',
  blockers: ['ELIG-2', 'PLAN-3'],
  unknowns: ['ELIG-4', 'CONC-1', 'CONC-3', 'CONC-4'],
  findings: [
    ...someFindings().filter(({ ruleId }) => !['ELIG-2', 'ELIG-4', 'PLAN-3', 'CONC-1'].includes(ruleId)),
    aFinding('ELIG-2', [{ fact: 'risk-attestation', value: false }], { verdict: 'not-met', effect: 'blocks' }),
    aFinding('ELIG-4', [{ fact: 'visits', unknownBecause: 'not-recorded' }], { verdict: 'unknown', effect: 'undecided' }),
    aFinding('PLAN-3', [{ fact: 'copy-given', unknownBecause: 'not-recorded' }], { verdict: 'unknown', effect: 'undecided' }),
    ...(['CONC-1', 'CONC-3', 'CONC-4'] as const).map((ruleId) =>
      aFinding(ruleId, [{ fact: 'other-billing', unknownBecause: 'not-granted' }], { verdict: 'unknown', effect: 'undecided' }),
    ),
    aFinding('CODE-17', [{ fact: 'complexity', unknownBecause: 'not-recorded' }], { verdict: 'unknown', effect: 'none' }),
  ],
});

const large = anAssessment({
  conditions: Array.from({ length: 500 }, (_, index) =>
    index < 6
      ? (someJudgements()[index] ?? aJudgement())
      : {
          condition: aCondition({
            display: `Sample condition number ${index}`,
            reference: `Condition/${index}`,
            clinicalStatus: 'resolved',
          }),
          verdict: 'does-not-count',
          reason: 'not-active',
          ruleId: 'ELIG-3',
        },
  ),
});

const plan: CarePlanView = {
  reference: 'CarePlan/cp1',
  title: 'Chronic care management plan',
  origin: { kind: 'own' },
  versionId: '7',
  establishedDate: '2026-01-20',
  lastReviewedDate: '2026-10-12',
  signedDate: '2026-10-12',
  signedBy: 'Dr. Felix Fictional',
  copyGivenDate: '2026-01-20',
  elements: [
    'problem-list',
    'measurable-treatment-goals',
    'planned-interventions',
    'medical-management',
    'symptom-management',
    'periodic-review',
  ],
  goals: [
    aGoalView({ what: 'HbA1c below 7.5 %', target: 'HbA1c < 7.5 %', due: '2027-01-31', status: 'active', reference: 'Goal/1' }),
    aGoalView({ what: 'Walk to the lake and back without stopping', byPatient: true, status: 'active', reference: 'Goal/2' }),
  ],
  activities: [
    { what: 'Weekly call about glucose log', who: 'Nora Nightsample, RN', status: 'in-progress', changeable: 'yes' },
    { what: 'Pulmonology referral', status: 'scheduled', due: '2026-12-04', changeable: 'not-ours' },
  ],
  problems: [],
  prognoses: [],
  supporting: [],
  looseBarriers: [],
  dismissed: [],
  notes: [{ text: 'Daughter helps with pills on Sundays.', author: 'Nora Nightsample, RN', date: '2026-10-12' }],
  narrativeOnly: false,
  readOnlyBecause: [],
};

const CHARGES: readonly ChargeView[] = [
  {
    code: '99490',
    units: 1,
    status: 'planned',
    own: true,
    servicePeriod: { start: '2026-11-01', end: '2026-11-30' },
    dateOfService: '2026-11-19',
    reference: 'ChargeItem/10',
  },
  { code: '99214', units: 1, status: 'billed', own: false, dateOfService: '2026-11-05', reference: 'ChargeItem/4' },
];

const RESULTS: readonly SaveResult[] = [
  { kind: 'stored', where: 'Encounter', reference: 'Encounter/123', alreadyThere: false },
  { kind: 'stored', where: 'ChargeItem', reference: 'ChargeItem/55', alreadyThere: true },
  { kind: 'unclear', where: 'Encounter', looked: 'absent' },
  { kind: 'conflict', where: 'CarePlan' },
  { kind: 'rejected', where: 'Encounter', reasons: ['Encounter.period.end must not be before start'] },
  { kind: 'failed', error: 'session-expired' },
  {
    kind: 'not-stored',
    because: NOWHERE.because ?? [],
    text: 'CCM-TIME v1 | 2026-11-17T15:30-05:00 | 6 min | clinical-staff\nReconciled the list with the pharmacy.',
  },
];

function frame(screen: Screen, children: ReactNode, mode: Mode = 'live'): ReactNode {
  return (
    <Shell
      route={{ month: '2026-11', screen }}
      months={['2026-11', '2026-10', '2026-09']}
      onGo={() => {}}
      banner={
        <PatientBanner
          patient={{
            name: 'Ada Sampleton',
            birthDate: '1951-03-14',
            sex: 'female',
            identifier: { label: 'MRN', value: 'DEMO-0001' },
          }}
          ehrName="Simulated EHR"
          user={{ name: 'Nora Nightsample, RN', performer: 'clinical-staff' }}
          mode={mode}
          today={TODAY}
        />
      }
    >
      {children}
    </Shell>
  );
}

function home(
  assessment: MonthAssessment,
  chart: Chart = aScreenChart(),
  extra: Partial<{ charges: readonly ChargeView[]; problemCount: number }> = {},
) {
  return frame(
    'home',
    <HomeScreen chart={chart} assessment={assessment} today={TODAY} entries={ENTRIES} charges={[]} problemCount={0} {...extra} />,
  );
}

function evidence(assessment: MonthAssessment, extra: Partial<EligibilityScreenProps> = {}) {
  return frame(
    'eligibility',
    <EligibilityScreen chart={aScreenChart()} assessment={assessment} today={TODAY} statements={someStatements()} {...extra} />,
  );
}

function time(user: TimeUser, target: SaveTarget, assessment = anAssessment(), chart = aScreenChart()) {
  return frame(
    'time',
    <TimeScreen
      chart={chart}
      assessment={assessment}
      today={TODAY}
      now={NOW}
      {...timeScreenParts()}
      entries={LEDGER}
      user={user}
      saveTarget={target}
      newId={() => crypto.randomUUID()}
      onSave={async () => ({ kind: 'stored', where: 'Encounter', reference: 'Encounter/new', alreadyThere: false })}
    />,
  );
}

function planScreen(plan: CarePlanView | null, extra: Partial<PlanDesk> = {}) {
  return frame('plan', <CarePlanScreen desk={aPlanDesk({ today: TODAY, plan, newId: () => crypto.randomUUID(), ...extra })} />);
}

function close(assessment: MonthAssessment, charges: readonly ChargeView[] = [], target: SaveTarget = { where: 'ChargeItem' }) {
  return frame('close', <CloseScreen desk={aCloseDesk({ assessment, today: TODAY, charges, saveTarget: target, showEstimates: true })} />);
}

const NURSE: TimeUser = { name: 'Nora Nightsample, RN', performer: 'clinical-staff' };

/** Every state of every screen, by name. */
/** Neither the log nor the care plans are shown to the app. */
const keptBack = anAssessment({
  proposal: 'needs-confirmation',
  timeKnown: false,
  codes: [],
  unknowns: ['PLAN-1', 'TIME-1', 'ELIG-7'],
  findings: [
    aFinding('PLAN-1', [{ fact: 'plan-present', unknownBecause: 'not-granted' }], { verdict: 'unknown', effect: 'undecided' }),
    aFinding('TIME-1', [{ fact: 'time-entry', unknownBecause: 'not-granted' }], { verdict: 'unknown', effect: 'undecided' }),
    aFinding('ELIG-7', [{ fact: 'coverage-type', unknownBecause: 'not-granted' }], { verdict: 'unknown', effect: 'undecided' }),
  ],
});

export const STATES: Readonly<Record<string, ReactNode>> = {
  home: home(anAssessment()),
  'home-billable': home(aBillableAssessment()),
  'home-recorded': home(aBillableAssessment(), aScreenChart(), { charges: CHARGES }),
  'home-blocked': home(blocked, aScreenChart({ consent: null }), { problemCount: 3 }),
  'home-unsure': home(unsure),
  'home-empty': home(
    anAssessment({
      countedMinutes: { staff: 0, qhp: 0, total: 0 },
      countedSeconds: { staff: 0, qhp: 0, total: 0 },
      minutesToNext: 20,
      time: [],
    }),
    aScreenChart({ timeEntries: [] }),
  ),
  'home-complex': home(complex),
  eligibility: frame('eligibility', <EligibilityScreen chart={aScreenChart()} assessment={anAssessment()} today={TODAY} />),
  'eligibility-open': evidence(unsure),
  'eligibility-kept-back': evidence(keptBack),
  'eligibility-risk': evidence(unstated, { rule: 'ELIG-2' }),
  'eligibility-visit': evidence(unstated, {
    rule: 'ELIG-4',
    statements: someStatements({
      visits: [
        { date: '2026-10-07', display: '', code: '99214', modality: 'in-person' },
        { date: '2026-06-02', display: 'Office visit' },
      ],
    }),
  }),
  'eligibility-others': evidence(unstated, { rule: 'CONC-1' }),
  'eligibility-complexity': evidence(unstated, { rule: 'CODE-17' }),
  'eligibility-no-plan': evidence(unstated, { rule: 'ELIG-2', statements: someStatements({ plan: null }) }),
  'eligibility-nurse': evidence(unstated, { statements: someStatements({ stater: NURSE_STATES }) }),
  'eligibility-role-unknown': evidence(unstated, {
    rule: 'ELIG-2',
    statements: someStatements({ stater: { name: 'Casey Cliniciansample', isBeingRead: false } }),
  }),
  'eligibility-stated': evidence(anAssessment(), {
    rule: 'ELIG-2',
    statements: someStatements({
      history: [
        aStatementView({
          id: 's0',
          holds: false,
          said: { about: 'significant-risk', holds: false },
          date: '2026-02-03',
          reason: 'Stable for years.',
        }),
        aStatementView(),
        aStatementView({
          id: 's2',
          about: 'condition-override',
          condition: 'Condition/dep',
          ruleId: 'ELIG-3',
          said: { about: 'condition-override', condition: 'Condition/dep', counts: true },
          reason: 'Recurrent, under treatment for ten years.',
        }),
      ],
    }),
  }),
  'eligibility-large': evidence(large),
  time: time(NURSE, TARGET),
  'time-role-unknown': time({ name: 'Casey Cliniciansample' }, { ...TARGET, untried: true }, blocked),
  'time-read-only': time(
    NURSE,
    NOWHERE,
    anAssessment({ time: [] }),
    aScreenChart({ unknownBecause: { timeEntries: 'not-granted' }, timeEntries: [] }),
  ),
  'time-biller': time({ name: 'Bill Ledgerman', performer: 'non-clinical-staff' }, TARGET),
  plan: planScreen(plan),
  'plan-narrative': planScreen(
    {
      ...plan,
      origin: { kind: 'other', name: 'Simulated EHR' },
      goals: [],
      activities: [],
      notes: [],
      narrativeOnly: true,
      readOnlyBecause: ['not-supported'],
      narrative:
        '<div xmlns="http://www.w3.org/1999/xhtml"><h2>Plan of care</h2><p>Sugar <b>under control</b>.</p><table><tr><th>Goal</th><th>By</th></tr><tr><td>A1c below 7.5</td><td>January</td></tr></table><ul><li>Weekly call</li></ul><script>alert(1)</script></div>',
    },
    { saveTarget: { where: null, because: [{ where: 'CarePlan', why: 'not-supported' }] } },
  ),
  'plan-none': planScreen(null, {
    candidates: [
      {
        reference: 'CarePlan/77',
        title: 'Diabetes care plan',
        origin: 'Endocrinology',
        date: '2026-06-02',
        goals: 2,
        activities: 5,
        narrativeOnly: false,
        notAdoptableBecause: [],
      },
    ],
  }),
  'plan-refused': planScreen(null, { unknownBecause: 'not-granted' }),
  close: close(aBillableAssessment()),
  'close-complex': close(complex),
  'close-unsure': close(unsure, CHARGES),
  'close-unstated': close(unstated),
  'close-blocked': close(blocked),
  'close-recorded': close(aBillableAssessment(), CHARGES),
  problems: frame(
    'problems',
    <ProblemsScreen
      reads={[
        { type: 'Condition', count: 41, complete: true },
        { type: 'Encounter', count: 212, complete: false },
        { type: 'ChargeItem', count: 0, complete: true, unknownBecause: 'not-granted' },
      ]}
      problems={[{ type: 'Condition', reference: 'Condition/x9', path: 'Condition.code', kind: 'unreadable' }]}
    />,
  ),
  loading: frame(
    'home',
    <LoadingView
      title="Reading the chart"
      steps={[
        { label: 'Patient', count: 1, state: 'done' },
        { label: 'Conditions', count: 41, state: 'done' },
        { label: 'Encounters', count: 212, state: 'reading' },
        { label: 'Care plans', state: 'waiting' },
        { label: 'Coverage', state: 'refused' },
        { label: 'Charges', state: 'failed' },
      ]}
    />,
    'demo',
  ),
  states: frame(
    'home',
    <div className="screen">
      <h1>States</h1>
      <State kind="empty" title="No time logged in this month" action={<Button>Log time</Button>}>
        Log the first call, review or message.
      </State>
      <State kind="refused" title="Care plans cannot be seen" action={<Button>Copy the request for IT</Button>}>
        The EHR does not let Intervisit see them.
      </State>
      <State kind="failed" title="The EHR could not be reached" action={<Button kind="primary">Try again</Button>}>
        No answer came. Nothing that was saved is lost.
      </State>
      {RESULTS.map((result, index) => (
        <SaveOutcomeNotice key={index} what="The time entry" result={result} onReload={() => {}} mayRepeat />
      ))}
    </div>,
    'read-only',
  ),
};
