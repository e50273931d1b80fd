import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ServiceMonth } from '../../ccm/chart.ts';
import type { Capabilities } from '../../fhir/capabilities.ts';
import { mayTryTransaction } from '../../fhir/carriers.ts';
import type { ChartReading } from '../../fhir/chart.ts';
import type { RawResource } from '../../fhir/client.ts';
import { FhirError } from '../../fhir/fhir-error.ts';
import { type NeededType, neededTypes, scopeWords } from '../../launch/scopes.ts';
import {
  type BundleView,
  type CellReason,
  type Column,
  type EhrView,
  type MissingScope,
  type SaveRow,
  type StatementView,
  type TypeRow,
  type YesNoUnknown,
} from '../ehr/ehr-view.ts';
import { statementQuery } from '../queries.ts';
import type { ErrorKind } from '../save-result.ts';
import { type Access, capabilitiesOf, writeTarget } from './access.ts';
import { consentPlaces, withdrawalPlaces } from './consent-outlook.ts';
import { HAND_OVER_PLACES } from './hand-over.ts';
import { COPY_PLACES } from './plan-copy.ts';
import { CHARGE_PLACES, NO_PLAN_PLACES, PLAN_PLACES, PLAN_WORK_PLACES, saveTarget, timePlaces } from './save-target.ts';
import { ownPlan } from './views.ts';

export interface EhrDesk {
  readonly view: EhrView;
  /** Asks the EHR again what it can do; absent where it said. */
  readonly askAgain?: () => void;
}

/** What this EHR allows, as far as it is known now. */
export function useEhr(access: Access, reading: ChartReading, month: ServiceMonth): EhrDesk {
  const said = useQuery(statementQuery(access));
  const again = useQuery({ ...statementAgainQuery(access), enabled: said.data === null });
  const statement = said.data ?? null;
  const error = again.isFetching || again.data === undefined ? undefined : again.data;
  const isAsking = statement === null && (error === undefined || error === null);
  const view = ehrView({ access, reading, month, statement, unread: isAsking ? 'asking' : (error ?? undefined) });
  return { view, ...(statement === null && !isAsking && { askAgain: () => void again.refetch() }) };
}

/** Why there is no statement, by asking once more; where one comes after all, everything rests on it from then on. */
function statementAgainQuery(access: Access) {
  return queryOptions({
    queryKey: [access.session.id, 'capabilities-again'],
    queryFn: async ({ signal, client }): Promise<ErrorKind | null> => {
      try {
        const statement = await access.client.capabilities({ signal });
        client.setQueryData(statementQuery(access).queryKey, statement);
        return null;
      } catch (error) {
        if (error instanceof FhirError && error.kind !== 'cancelled') return error.kind;
        throw error;
      }
    },
    staleTime: Infinity,
  });
}

export interface EhrFacts {
  readonly access: Access;
  readonly reading: ChartReading;
  readonly month: ServiceMonth;
  readonly statement: RawResource | null;
  /** Why there is no statement, where that is known. */
  readonly unread?: ErrorKind | 'asking' | undefined;
}

/** The same without React. */
export function ehrView({ access, reading, month, statement, unread }: EhrFacts): EhrView {
  const { issuer, connection } = access.session;
  const capabilities = capabilitiesOf(access, statement);
  const needed = neededTypes(issuer);
  const { grantedScopes, tokens } = connection;
  return {
    name: issuer.name,
    issuer: connection.base,
    clientId: issuer.clientId,
    statement: statementView(capabilities, statement, unread),
    rows: needed.map((one) => typeRow(one, capabilities, reading)),
    saves: saveRows({ access, reading, month, statement, unread }, capabilities),
    bundles: bundleView(needed, capabilities, reading, mayTryTransaction(writeTarget(access, statement))),
    missing: needed.flatMap((one) => missingOf(one, capabilities)),
    asked: {
      v1: needed.flatMap((one) => scopeWords('v1', one, one.asked)),
      v2: needed.flatMap((one) => scopeWords('v2', one, one.asked)),
    },
    granted: grantedScopes?.split(/\s+/).filter((word) => word !== '') ?? null,
    isOpen: tokens === null,
  };
}

function statementView({ stated }: Capabilities, statement: RawResource | null, unread: EhrFacts['unread']): StatementView {
  if (statement === null) return unread === undefined || unread === 'asking' ? { kind: 'asking' } : { kind: 'none', error: unread };
  const { fhirVersion, software, listsTypes } = stated;
  const isOther = fhirVersion !== undefined && !fhirVersion.startsWith('4.0');
  return {
    kind: isOther ? 'other-version' : listsTypes ? 'read' : 'without-types',
    ...(fhirVersion !== undefined && { fhirVersion }),
    ...(software !== undefined && { software }),
  };
}

/** A patch needs the same scope as an update. */
const GRANTED_APART = ['read', 'search', 'create', 'update'] as const satisfies readonly Column[];

const LETTER = { read: 'r', search: 's', create: 'c', update: 'u', patch: 'u' } as const satisfies Record<Column, string>;

function typeRow(needed: NeededType, capabilities: Capabilities, reading: ChartReading): TypeRow {
  const { type } = needed;
  const cell = (column: Column): CellReason => cellOf(needed, column, capabilities, reading);
  return {
    type,
    cells: { read: cell('read'), search: cell('search'), create: cell('create'), update: cell('update'), patch: cell('patch') },
    parts: capabilities.parts(type, 'search'),
  };
}

function cellOf({ type, needed, asked }: NeededType, column: Column, capabilities: Capabilities, reading: ChartReading): CellReason {
  const letter = LETTER[column];
  if (!needed.includes(letter)) return 'not-used';
  const why = capabilities.why(type, column);
  if (why === 'not-granted' && !asked.includes(letter)) return 'left-out';
  if (column === 'search') {
    const status = reading.reads[type]?.status;
    // What just happened goes before what anybody said of it.
    if (status === 'read') return 'answered';
    if (status === 'refused' && why !== 'not-granted') return 'refused';
  }
  if (column === 'read' && type === 'Patient') return 'answered';
  return why;
}

function missingOf(needed: NeededType, { why, parts }: Capabilities): readonly MissingScope[] {
  const { type, asked } = needed;
  const lacking = GRANTED_APART.filter((column) => asked.includes(LETTER[column]) && why(type, column) === 'not-granted');
  const part = parts(type, 'search');
  if (lacking.length === 0 && part.length === 0) return [];
  const cannot = [...new Set(lacking.map((column) => (column === 'read' || column === 'search' ? 'see' : column)))];
  // The whole of what is asked for: a server may add several scopes for one type up, or take the last.
  return [{ type, cannot, parts: part, v1: scopeWords('v1', needed, asked), v2: scopeWords('v2', needed, asked) }];
}

function saveRows({ access, reading, month, statement }: EhrFacts, capabilities: Capabilities): readonly SaveRow[] {
  const write = writeTarget(access, statement);
  const where = (places: Parameters<typeof saveTarget>[2]) => saveTarget(write, capabilities, places);
  const hasPlan = ownPlan(reading) !== null;
  const besides = (type: 'Communication' | 'EpisodeOfCare') => ({ type, answer: capabilities.can(type, 'create') });
  const signed = mayTryTransaction(write) ? both(capabilities.transaction, capabilities.can('Provenance', 'create')) : 'no';
  const work = where(PLAN_WORK_PLACES);
  const stated = where(PLAN_PLACES);
  const copy = where(hasPlan ? COPY_PLACES : COPY_PLACES.slice(0, 1));
  const provenance = work.where === 'CarePlan' && { beside: { type: 'Provenance', answer: signed } as const };
  const communication = copy.where === 'DocumentReference' && { beside: besides('Communication') };
  return [
    { what: 'time-entry', target: where(timePlaces(hasPlan)) },
    { what: 'new-care-plan', target: where(NO_PLAN_PLACES) },
    { what: 'care-plan', target: work, ...provenance },
    { what: 'statement', target: work },
    { what: 'signature', target: work, ...provenance },
    { what: 'enrolment', target: stated, ...(stated.where !== null && { beside: besides('EpisodeOfCare') }) },
    { what: 'consent', target: where(consentPlaces(reading)) },
    { what: 'withdrawal', target: where(withdrawalPlaces(reading, month)) },
    { what: 'copy', target: copy, ...communication },
    { what: 'charge', target: where(CHARGE_PLACES) },
    { what: 'hand-over', target: where(HAND_OVER_PLACES) },
  ];
}

function both(one: YesNoUnknown, other: YesNoUnknown): YesNoUnknown {
  if (one === 'no' || other === 'no') return 'no';
  return one === 'yes' && other === 'yes' ? 'yes' : 'unknown';
}

function bundleView(
  needed: readonly NeededType[],
  { transaction, batch, conditionalCreate, stated }: Capabilities,
  { carePlans, charges }: Pick<ChartReading, 'carePlans' | 'charges'>,
  mayTransact: boolean,
): BundleView {
  const typesWith = (letter: string) => needed.filter((one) => one.needed.includes(letter)).map(({ type }) => type);
  const [creates, updates] = [typesWith('c'), typesWith('u')];
  const versions = [...carePlans, ...charges].map(({ versionId }) => versionId);
  return {
    transaction: mayTransact ? transaction : 'no',
    batch,
    conditionalCreate: {
      yes: creates.filter((type) => conditionalCreate(type) === 'yes'),
      no: creates.filter((type) => conditionalCreate(type) === 'no'),
      unknown: creates.filter((type) => conditionalCreate(type) === 'unknown'),
    },
    versions: {
      'versioned-update': updates.filter((type) => stated.versioning(type) === 'versioned-update'),
      versioned: updates.filter((type) => stated.versioning(type) === 'versioned'),
      'no-version': updates.filter((type) => stated.versioning(type) === 'no-version'),
      unknown: updates.filter((type) => stated.versioning(type) === 'unknown'),
    },
    versionsSeen: versions.length === 0 ? null : versions.every((version) => version !== undefined),
  };
}
