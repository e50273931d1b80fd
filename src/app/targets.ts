import { useQuery } from '@tanstack/react-query';
import type { ServiceMonth } from '../ccm/chart.ts';
import type { Mode } from './PatientBanner.tsx';
import { statementQuery } from './queries.ts';
import { type Access, capabilitiesOf, writeTarget } from './queries/access.ts';
import { consentPlaces, withdrawalPlaces } from './queries/consent-outlook.ts';
import {
  CHARGE_PLACES,
  NEW_PLAN_PLACES,
  NOTE_PLACE,
  PLAN_PLACES,
  PLAN_WORK_PLACES,
  saveTarget,
  timePlaces,
} from './queries/save-target.ts';
import type { Saving } from './queries/signed-in.ts';
import { ownPlan } from './queries/views.ts';
import type { SaveTarget } from './save-result.ts';

type ChartReading = Saving['reading'];

/** Where each thing a screen saves would go. */
export interface Targets {
  readonly write: ReturnType<typeof writeTarget>;
  readonly time: SaveTarget;
  readonly plan: SaveTarget;
  /** What people state, and their signature: in the plan, else as a note. */
  readonly statement: SaveTarget;
  readonly newPlan: SaveTarget;
  readonly charge: SaveTarget;
  readonly consent: SaveTarget;
  readonly withdrawal: SaveTarget;
}

/** Where saves go at this EHR, by its statement, the granted scopes, the site's settings and what was refused so far. */
export function useTargets(access: Access, reading: ChartReading, month: ServiceMonth): Targets {
  const statement = useQuery(statementQuery(access)).data ?? null;
  const write = writeTarget(access, statement);
  const capabilities = capabilitiesOf(access, statement);
  return {
    write,
    time: saveTarget(write, capabilities, timePlaces(ownPlan(reading) !== null)),
    plan: saveTarget(write, capabilities, PLAN_PLACES),
    statement: saveTarget(write, capabilities, ownPlan(reading) === null ? [NOTE_PLACE] : PLAN_WORK_PLACES),
    newPlan: saveTarget(write, capabilities, NEW_PLAN_PLACES),
    charge: saveTarget(write, capabilities, CHARGE_PLACES),
    consent: saveTarget(write, capabilities, consentPlaces(reading)),
    withdrawal: saveTarget(write, capabilities, withdrawalPlaces(reading, month)),
  };
}

/** What the banner says of the session: nothing that matters can be written, a demonstration, or neither. */
export function modeOf({ settings }: Access, { time, plan, charge }: Targets): Mode {
  if ([time, plan, charge].every(({ where }) => where === null)) return 'read-only';
  return settings.demo === undefined ? 'live' : 'demo';
}
