import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import type { ServiceMonth } from '../ccm/chart.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import { HomeScreen } from './HomeScreen.tsx';
import { type Mode, PatientBanner } from './PatientBanner.tsx';
import { type MonthState, statementQuery, useReadAgainAfter } from './queries.ts';
import { type Access, capabilitiesOf, nowAt, todayAt, writeTarget } from './queries/access.ts';
import { CHARGE_PLACES, NEW_PLAN_PLACES, PLAN_PLACES, saveTarget, timePlaces } from './queries/save-target.ts';
import { previewEdits } from './queries/preview-edits.ts';
import { type Saving, signedIn } from './queries/signed-in.ts';
import {
  bannerPatient,
  chargesOfMonth,
  loggedEntries,
  newPlanView,
  ownPlan,
  planCandidates,
  planView,
  problemViews,
  readViews,
} from './queries/views.ts';
import type { Route } from './routes.ts';
import type { SaveTarget } from './save-result.ts';
import { Shell } from './Shell.tsx';

export interface ScreensProps {
  readonly access: Access;
  readonly state: Extract<MonthState, { kind: 'ready' }>;
  readonly route: Route;
  readonly months: readonly ServiceMonth[];
  readonly notice: ReactNode;
  readonly onGo: (route: Route) => void;
}

const CarePlanScreen = lazy(async () => ({ default: (await import('./CarePlanScreen.tsx')).CarePlanScreen }));
const CloseScreen = lazy(async () => ({ default: (await import('./CloseScreen.tsx')).CloseScreen }));
const Eligibility = lazy(async () => ({ default: (await import('./Eligibility.tsx')).Eligibility }));
const ProblemsScreen = lazy(async () => ({ default: (await import('./ProblemsScreen.tsx')).ProblemsScreen }));
const TimeScreen = lazy(async () => ({ default: (await import('./TimeScreen.tsx')).TimeScreen }));

/** Nothing is written before the first verdict, so what writes comes after it. */
const saves = () => import('./queries/saving.ts');

const newId = () => crypto.randomUUID();

/** The month's screens, each given what it shows and what it may save. */
export function Screens({ access, state, route, months, notice, onGo }: ScreensProps) {
  const { reading } = state;
  const targets = useTargets(access, reading);
  const banner = (
    <PatientBanner
      patient={bannerPatient(reading)}
      ehrName={access.session.issuer.name}
      user={{
        name: signedIn({ access, reading })?.display ?? 'Not told by the EHR',
        ...(reading.user?.performer !== undefined && { performer: reading.user.performer }),
      }}
      mode={modeOf(access, targets)}
      today={todayAt(access)}
    />
  );
  return (
    <Shell banner={banner} route={route} months={months} onGo={onGo} notice={notice}>
      <Suspense fallback={null}>
        <ScreenOf access={access} state={state} route={route} targets={targets} />
      </Suspense>
    </Shell>
  );
}

interface Targets {
  readonly write: ReturnType<typeof writeTarget>;
  readonly time: SaveTarget;
  readonly plan: SaveTarget;
  readonly newPlan: SaveTarget;
  readonly charge: SaveTarget;
}

function useTargets(access: Access, reading: ScreensProps['state']['reading']): Targets {
  const statement = useQuery(statementQuery(access)).data ?? null;
  const write = writeTarget(access, statement);
  const capabilities = capabilitiesOf(access, statement);
  return {
    write,
    time: saveTarget(write, capabilities, timePlaces(ownPlan(reading) !== null)),
    plan: saveTarget(write, capabilities, PLAN_PLACES),
    newPlan: saveTarget(write, capabilities, NEW_PLAN_PLACES),
    charge: saveTarget(write, capabilities, CHARGE_PLACES),
  };
}

function modeOf({ settings }: Access, { time, plan, charge }: Targets): Mode {
  if ([time, plan, charge].every(({ where }) => where === null)) return 'read-only';
  return settings.demo === undefined ? 'live' : 'demo';
}

function ScreenOf({ access, state, route, targets }: Pick<ScreensProps, 'access' | 'state' | 'route'> & { readonly targets: Targets }) {
  const { reading, assessment } = state;
  const { chart } = reading;
  const readAgainAfter = useReadAgainAfter(access);
  const saving = { access, target: targets.write, reading };
  const today = todayAt(access);
  const charges = chargesOfMonth(reading, route.month);
  const entries = loggedEntries(reading);
  switch (route.screen) {
    case 'home':
      return (
        <HomeScreen
          chart={chart}
          assessment={assessment}
          today={today}
          entries={entries}
          charges={charges}
          problemCount={reading.problems.length}
          visitsSince={reading.basis.encountersSince}
          timeTarget={targets.time}
        />
      );
    case 'eligibility':
      return (
        <Eligibility
          saving={saving}
          assessment={assessment}
          isReadingMore={state.isReadingMore}
          rule={route.rule}
          saveTarget={targets.plan}
          newPlanTarget={targets.newPlan}
          readAgainAfter={readAgainAfter}
        />
      );
    case 'time':
      return (
        <TimeScreen
          chart={chart}
          assessment={assessment}
          today={today}
          entries={entries}
          user={{
            name: signedIn(saving)?.display ?? '',
            ...(reading.user?.performer !== undefined && { performer: reading.user.performer }),
          }}
          now={nowAt(access)}
          saveTarget={targets.time}
          newId={newId}
          onSave={(input) => readAgainAfter(saves().then(({ saveEntry }) => saveEntry(saving, input)))}
        />
      );
    case 'plan':
      return <Plan saving={saving} assessment={assessment} targets={targets} today={today} readAgainAfter={readAgainAfter} />;
    case 'close':
      return (
        <CloseScreen
          chart={chart}
          assessment={assessment}
          today={today}
          charges={charges}
          saveTarget={targets.charge}
          showEstimates={access.settings.showEstimates === true}
          onRecord={(request) => readAgainAfter(saves().then(({ recordMonth }) => recordMonth(saving, assessment, request)))}
        />
      );
    case 'problems':
      return <ProblemsScreen reads={readViews(reading)} problems={problemViews(reading)} />;
    default:
      return route.screen satisfies never;
  }
}

interface PlanProps {
  readonly saving: Saving;
  readonly assessment: MonthAssessment;
  readonly targets: Targets;
  readonly today: string;
  readonly readAgainAfter: ReturnType<typeof useReadAgainAfter>;
}

function Plan({ saving, assessment, targets, today, readAgainAfter }: PlanProps) {
  const { reading } = saving;
  const plan = ownPlan(reading);
  const unknownBecause = reading.chart.unknownBecause?.carePlan;
  return (
    <CarePlanScreen
      today={today}
      plan={plan === null ? null : planView(plan, reading.chart.carePlan)}
      {...(unknownBecause !== undefined && { unknownBecause })}
      candidates={planCandidates(reading)}
      saveTarget={targets.plan}
      preview={previewEdits}
      newId={newId}
      onSave={(edits) => readAgainAfter(saves().then(({ savePlanEdits }) => savePlanEdits(saving, edits)))}
      onReload={() => void readAgainAfter(Promise.resolve())}
      creation={{
        newPlan: newPlanView(reading, assessment),
        target: targets.newPlan,
        onCreate: () => readAgainAfter(import('./queries/statements.ts').then(({ saveNewPlan }) => saveNewPlan(saving, assessment))),
      }}
    />
  );
}
