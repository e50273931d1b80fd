import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import type { Resource } from '@medplum/fhirtypes';
import { type ExportFile, linesOf } from '../bulk/export-files.ts';
import { isResource } from '../resources.ts';
import { type Column, screeningViews, type View } from './views.ts';

/** Resources evaluated at a time. */
const BATCH = 500;

export interface Loaded {
  readonly resources: number;
  readonly errors: readonly string[];
}

/** Fills the tables of the screening views from an export, a batch of resources in memory at a time. */
export async function loadTables(
  connection: DuckDBConnection,
  files: readonly ExportFile[],
  onProgress: (resources: number) => void,
): Promise<Loaded> {
  const views = screeningViews();
  const batches = new Map<string, Resource[]>();
  const errors: string[] = [];
  let resources = 0;
  for (const { name, columns } of views) {
    await connection.run(`CREATE TABLE ${name} (${columns.map((column) => `${column.name} ${column.sqlType}`).join(', ')})`);
  }
  const appenders = new Map<View, DuckDBAppender>();
  for (const view of views) appenders.set(view, await connection.createAppender(view.name));
  const flush = (type: string) => {
    const batch = batches.get(type) ?? [];
    batches.set(type, []);
    for (const [view, appender] of appenders) if (view.resourceType === type) append(appender, view, batch, errors);
  };
  for (const { path } of files) {
    for await (const { text, line } of linesOf(path)) {
      const resource = resourceIn(text);
      if (resource === undefined) errors.push(`${path}:${line}: is not a FHIR resource`);
      else {
        const batch = batches.get(resource.resourceType) ?? [];
        batch.push(resource);
        batches.set(resource.resourceType, batch);
        if (batch.length >= BATCH) flush(resource.resourceType);
      }
      resources += 1;
      if (resources % 10_000 === 0) onProgress(resources);
    }
  }
  for (const type of batches.keys()) flush(type);
  for (const appender of appenders.values()) appender.closeSync();
  return { resources, errors };
}

function resourceIn(text: string): Resource | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isResource(value) ? (value as Resource) : undefined;
  } catch {
    return undefined;
  }
}

function append(appender: DuckDBAppender, view: View, batch: readonly Resource[], errors: string[]): void {
  for (const row of rowsOf(view, batch, errors)) {
    for (const column of view.columns) appendValue(appender, column, row[column.name]);
    appender.endRow();
  }
}

/** One resource that the view cannot be evaluated on costs itself alone. */
function rowsOf(view: View, batch: readonly Resource[], errors: string[]): readonly Readonly<Record<string, unknown>>[] {
  try {
    return view.rows(batch);
  } catch {
    const [only] = batch;
    if (only !== undefined && batch.length === 1) {
      errors.push(`${only.resourceType}/${only.id ?? ''}: ${view.name} cannot be made of it`);
      return [];
    }
    const half = Math.ceil(batch.length / 2);
    return [...rowsOf(view, batch.slice(0, half), errors), ...(batch.length > 1 ? rowsOf(view, batch.slice(half), errors) : [])];
  }
}

function appendValue(appender: DuckDBAppender, { sqlType }: Column, value: unknown): void {
  if (value === undefined || value === null) appender.appendNull();
  else if (sqlType === 'DOUBLE') appender.appendDouble(Number(value));
  else if (sqlType === 'BOOLEAN') appender.appendBoolean(value === true);
  else appender.appendVarchar(typeof value === 'string' ? value : JSON.stringify(value));
}
