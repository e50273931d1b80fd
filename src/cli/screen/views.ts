import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evalSqlOnFhir } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';

type ViewDefinition = Parameters<typeof evalSqlOnFhir>[0];

/** A table that a SQL on FHIR ViewDefinition makes of one type of resource. */
export interface View {
  readonly name: string;
  readonly resourceType: string;
  readonly columns: readonly Column[];
  /** The rows of some resources of the view's type; a resource that the view leaves out has none. */
  readonly rows: (resources: readonly Resource[]) => readonly Readonly<Record<string, unknown>>[];
}

export interface Column {
  readonly name: string;
  readonly sqlType: 'VARCHAR' | 'DOUBLE' | 'BOOLEAN';
}

const NAMES = ['patient', 'condition', 'encounter', 'session', 'coverage', 'consent', 'charge'] as const;

/** The views that the screening SQL reads, from their files. */
export function screeningViews(): readonly View[] {
  return NAMES.map((name) => viewOf(JSON.parse(readFileSync(join(import.meta.dirname, 'views', `ccm_${name}.json`), 'utf8'))));
}

function viewOf(definition: ViewDefinition): View {
  const columns = definition.select.flatMap(({ column }) => column ?? []);
  return {
    name: definition.name ?? '',
    resourceType: definition.resource,
    columns: columns.map(({ name, type }) => ({ name, sqlType: sqlTypeOf(type) })),
    rows: (resources) => evalSqlOnFhir(definition, [...resources]),
  };
}

/** Dates stay text, as FHIR has them: a year alone or an offset must not be guessed at. */
function sqlTypeOf(type: string | undefined): Column['sqlType'] {
  if (type === 'decimal' || type === 'integer') return 'DOUBLE';
  return type === 'boolean' ? 'BOOLEAN' : 'VARCHAR';
}
