import { type Capabilities, effective } from '../../fhir/capabilities.ts';
import type { WriteTarget } from '../../fhir/carriers.ts';
import { type CarrierMemory, createCarrierMemory } from '../../fhir/carriers/memory.ts';
import { sitePlaces } from '../../fhir/carriers/settings.ts';
import { createClient, type FhirClient, type RawResource } from '../../fhir/client.ts';
import type { Instant, LocalDate, ServiceMonth } from '../../ccm/chart.ts';
import type { SiteConditionMap } from '../../ccm/chronic-conditions/site-map.ts';
import type { Session } from '../../launch/session.ts';
import type { SiteSettings } from '../settings.ts';
import type { Started } from '../start.ts';

/** The EHR as this session reaches it: one a session, shared by every query and every save. */
export interface Access {
  readonly session: Session;
  readonly settings: SiteSettings;
  /** The site's own decisions on condition codes. */
  readonly conditionMap?: SiteConditionMap;
  readonly clock: () => number;
  readonly client: FhirClient;
  readonly memory: CarrierMemory;
}

/** Opens the way to the EHR of a started session. */
export function createAccess({ session, settings, conditionMap, clock }: Started): Access {
  return {
    session,
    settings,
    ...(conditionMap !== undefined && { conditionMap }),
    clock,
    client: createClient(session.connection, { clock }),
    memory: createCarrierMemory(sitePlaces(settings)),
  };
}

/** What this session may do, by the server's statement (null where it gave none), the granted scopes, the site's settings and what was refused so far. */
export function capabilitiesOf({ session, settings, memory }: Access, statement: RawResource | null): Capabilities {
  return effective(statement, session.connection.grantedScopes, memory.refusals, settings.allows);
}

/** All that a write depends on. */
export function writeTarget(access: Access, statement: RawResource | null): WriteTarget {
  return { client: access.client, capabilities: capabilitiesOf(access, statement), memory: access.memory };
}

/** This moment, with the practice's offset. */
export function nowAt({ clock, settings }: Pick<Access, 'clock' | 'settings'>): Instant {
  return zonedNow({ clock, settings }).toString({ timeZoneName: 'never', fractionalSecondDigits: 0 });
}

/** Today at the practice. */
export function todayAt(access: Pick<Access, 'clock' | 'settings'>): LocalDate {
  return zonedNow(access).toPlainDate().toString();
}

/** This month at the practice. */
export function monthAt(access: Pick<Access, 'clock' | 'settings'>): ServiceMonth {
  return todayAt(access).slice(0, 7);
}

function zonedNow({ clock, settings }: Pick<Access, 'clock' | 'settings'>): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(clock()).toZonedDateTimeISO(settings.practice.timeZone);
}
