import { lazy, type ReactNode, Suspense, useEffect, useMemo } from 'react';
import type { ServiceMonth } from '../ccm/chart.ts';
import { HomeScreen } from './HomeScreen.tsx';
import { PatientBanner } from './PatientBanner.tsx';
import { type MonthState, useReadAgainAfter } from './queries.ts';
import { type Access, monthAt, todayAt, type writeTarget } from './queries/access.ts';
import { enrolmentOf } from './queries/enrolment-of.ts';
import { openAsking } from './queries/consent-outlook.ts';
import { signedIn } from './queries/signed-in.ts';
import { bannerPatient, chargesOfMonth, loggedEntries, problemViews, readViews } from './queries/views.ts';
import { EhrLinkContext } from './ehr-link.ts';
import { href, type Route } from './routes.ts';
import { Shell } from './Shell.tsx';
import { Stopped } from './Stopped.tsx';
import { modeOf, type Targets, useTargets } from './targets.ts';
import { DRAFT_HOURS } from './timekeeping/session-drafts.ts';
import { useTimekeeping } from './timekeeping/timekeeping.ts';
import { UnsentContext } from './timekeeping/unsent-context.ts';
import { useKeepForms, useOpenTimekeeping } from './timekeeping/use-open-timekeeping.ts';

export interface ScreensProps {
  readonly access: Access;
  readonly state: Extract<MonthState, { kind: 'ready' }>;
  readonly route: Route;
  readonly months: readonly ServiceMonth[];
  readonly notice: ReactNode;
  readonly onGo: (route: Route) => void;
}

const AllowedHere = lazy(async () => ({ default: (await import('./ehr/AllowedHere.tsx')).AllowedHere }));
const CallNotice = lazy(async () => ({ default: (await import('./call/CallNotice.tsx')).CallNotice }));
const CallScreen = lazy(async () => ({ default: (await import('./call/CallScreen.tsx')).CallScreen }));
const CloseOfMonth = lazy(async () => ({ default: (await import('./close/CloseOfMonth.tsx')).CloseOfMonth }));
const ConsentOfMonth = lazy(async () => ({ default: (await import('./consent/ConsentOfMonth.tsx')).ConsentOfMonth }));
const EhrNotice = lazy(async () => ({ default: (await import('./ehr/EhrNotice.tsx')).EhrNotice }));
const Eligibility = lazy(async () => ({ default: (await import('./Eligibility.tsx')).Eligibility }));
const PatientCopy = lazy(async () => ({ default: (await import('./care-plan/copy/PatientCopy.tsx')).PatientCopy }));
const PatientEnrolment = lazy(async () => ({ default: (await import('./enrolment/PatientEnrolment.tsx')).PatientEnrolment }));
const PlanOfMonth = lazy(async () => ({ default: (await import('./care-plan/PlanOfMonth.tsx')).PlanOfMonth }));
const ReviewNotice = lazy(async () => ({ default: (await import('./care-plan/review/ReviewNotice.tsx')).ReviewNotice }));
const ReviewOfPlan = lazy(async () => ({ default: (await import('./care-plan/review/ReviewOfPlan.tsx')).ReviewOfPlan }));
const ProblemsScreen = lazy(async () => ({ default: (await import('./ProblemsScreen.tsx')).ProblemsScreen }));
const Time = lazy(async () => ({ default: (await import('./Time.tsx')).Time }));

const UnsentNotice = lazy(async () => ({ default: (await import('./timekeeping/UnsentNotice.tsx')).UnsentNotice }));
const TimerBar = lazy(async () => ({ default: (await import('./timekeeping/TimerBar.tsx')).TimerBar }));

/** Nothing is written before the first verdict, so what writes comes after it. */
const saves = () => import('./queries/saving.ts');

/** So that a network that is cut later keeps nobody from writing up and saving: what did not load by then cannot be loaded without a reload. */
function loadAhead(): void {
  void Promise.allSettled([saves(), import('./Time.tsx'), import('./call/CallScreen.tsx'), import('./call/StoppedCallOrTimer.tsx')]);
}

/** The month's screens, each given what it shows and what it may save. */
export function Screens({ access, state, route, months, notice, onGo }: ScreensProps) {
  const { reading } = state;
  const targets = useTargets(access, reading, route.month);
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
  const timer = (
    <Suspense fallback={<div className="timer-place" />}>
      <TimerBar
        assessment={state.assessment}
        thisMonth={monthAt(access)}
        patientId={access.session.connection.patientId}
        timeZone={access.settings.practice.timeZone}
        clock={access.clock}
        performer={reading.user?.performer}
      />
    </Suspense>
  );
  return (
    <TimeOf access={access} reading={reading} write={targets.write}>
      <EhrLinkContext value={href({ month: route.month, screen: 'ehr' })}>
        <Shell
          banner={banner}
          timer={timer}
          route={route}
          months={months}
          onGo={onGo}
          notice={
            <>
              <Stopped
                access={access}
                onCallScreen={route.screen === 'call'}
                saving={{ access, target: targets.write, reading }}
                assessment={state.assessment}
                saveTarget={targets.time}
              />
              {route.screen !== 'call' && (
                <Suspense fallback={null}>
                  <CallNotice access={access} month={route.month} />
                </Suspense>
              )}
              {(route.screen === 'home' || route.screen === 'plan') && (
                <Suspense fallback={null}>
                  <ReviewNotice saving={{ access, target: targets.write, reading }} route={route} isReadingMore={state.isReadingMore} />
                </Suspense>
              )}
              {route.screen === 'home' && (
                <Suspense fallback={null}>
                  <EhrNotice access={access} reading={reading} month={route.month} />
                </Suspense>
              )}
              <Suspense fallback={null}>
                <UnsentNotice month={route.month} isListed={route.screen === 'time'} />
              </Suspense>
              {notice}
            </>
          }
        >
          <Suspense fallback={null}>
            <ScreenOf access={access} state={state} route={route} targets={targets} />
          </Suspense>
        </Shell>
      </EhrLinkContext>
    </TimeOf>
  );
}

interface TimeOfProps {
  readonly access: Access;
  readonly reading: ScreensProps['state']['reading'];
  readonly write: ReturnType<typeof writeTarget>;
  readonly children: ReactNode;
}

/** The session's timekeeping, opened once there is a verdict; what it sends, it sends beside the chart as it is known now. */
function TimeOf({ access, reading, write, children }: TimeOfProps) {
  const { name } = bannerPatient(reading);
  const readAgainAfter = useReadAgainAfter(access);
  useOpenTimekeeping(name, (input) =>
    readAgainAfter(saves().then(({ saveEntry }) => saveEntry({ access, target: write, reading }, input))),
  );
  useKeepForms(access);
  useEffect(loadAhead, []);
  const timekeeping = useTimekeeping();
  const unsent = timekeeping.kind === 'open' ? timekeeping.unsent : null;
  const { practice, drafts } = access.settings;
  const hours = drafts?.hours ?? DRAFT_HOURS;
  const value = useMemo(
    () => (unsent === null ? null : { unsent, patientName: name, timeZone: practice.timeZone, hours }),
    [unsent, name, practice.timeZone, hours],
  );
  return <UnsentContext value={value}>{children}</UnsentContext>;
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
          performer={reading.user?.performer}
          asking={openAsking(reading, route.month)}
          enrolment={enrolmentOf(reading).at(-1) ?? null}
        />
      );
    case 'eligibility':
      return (
        <Eligibility
          saving={saving}
          assessment={assessment}
          isReadingMore={state.isReadingMore}
          rule={route.rule}
          saveTarget={targets.statement}
          newPlanTarget={targets.newPlan}
          readAgainAfter={readAgainAfter}
        />
      );
    case 'time':
      return (
        <Time
          saving={saving}
          assessment={assessment}
          user={{
            name: signedIn(saving)?.display ?? '',
            ...(reading.user?.performer !== undefined && { performer: reading.user.performer }),
          }}
          saveTarget={targets.time}
          onSave={(input) => readAgainAfter(saves().then(({ saveEntry }) => saveEntry(saving, input)))}
          readAgainAfter={readAgainAfter}
        />
      );
    case 'plan':
      return (
        <PlanOfMonth
          saving={saving}
          assessment={assessment}
          saveTarget={targets.plan}
          newPlanTarget={targets.newPlan}
          isReadingMore={state.isReadingMore}
          readAgainAfter={readAgainAfter}
        />
      );
    case 'copy':
      return <PatientCopy saving={saving} month={route.month} isReadingMore={state.isReadingMore} readAgainAfter={readAgainAfter} />;
    case 'review':
      return (
        <ReviewOfPlan
          saving={saving}
          assessment={assessment}
          isReadingMore={state.isReadingMore}
          saveTarget={targets.statement}
          readAgainAfter={readAgainAfter}
        />
      );
    case 'enrolment':
      return <PatientEnrolment saving={saving} assessment={assessment} saveTarget={targets.plan} readAgainAfter={readAgainAfter} />;
    case 'consent':
      return (
        <ConsentOfMonth
          saving={saving}
          assessment={assessment}
          saveTarget={targets.consent}
          withdrawTarget={targets.withdrawal}
          readAgainAfter={readAgainAfter}
        />
      );
    case 'call':
      return (
        <CallScreen
          saving={saving}
          assessment={assessment}
          timeTarget={targets.time}
          planTarget={targets.plan}
          readAgainAfter={readAgainAfter}
        />
      );
    case 'close':
      return (
        <CloseOfMonth
          saving={saving}
          assessment={assessment}
          isReadingMore={state.isReadingMore}
          saveTarget={targets.charge}
          readAgainAfter={readAgainAfter}
        />
      );
    case 'problems':
      return <ProblemsScreen reads={readViews(reading)} problems={problemViews(reading)} />;
    case 'ehr':
      return <AllowedHere access={access} reading={reading} month={route.month} />;
    default:
      return route.screen satisfies never;
  }
}
