import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import type { ServiceMonth } from '../../ccm/chart.ts';
import { loadChronicConditions } from '../../ccm/conditions.ts';
import { QUALIFYING_CODES } from '../../ccm/initiating-visit.ts';
import { FAMILIES } from '../../ccm/families.ts';
import { exportFiles } from '../bulk/export-files.ts';
import { loadTables } from './tables.ts';

/** One patient that the screen lets through. `medicare_confidence`: 3 Part B proven, 2 Medicare Advantage, 1 likely. */
export interface Candidate {
  readonly patient: string;
  readonly practitioner: string | null;
  readonly chronic_conditions: number;
  readonly conditions: string;
  readonly medicare_confidence: number;
  readonly last_visit: string | null;
  readonly visit_by_code: boolean;
  readonly consent_since: string | null;
  readonly staff_minutes: number;
  readonly practitioner_minutes: number;
}

export interface Screened {
  readonly candidates: readonly Candidate[];
  readonly patients: number;
  readonly resources: number;
  readonly errors: readonly string[];
}

/**
 * Screens a Bulk Data export for a month: the ViewDefinitions' tables in an embedded DuckDB, the diseases of their codes by
 * the same lists as everywhere, and the one SQL statement beside this file.
 *
 * A screen is coarser than `assess`: it knows nothing of statements, care plans, time zones, overlaps or conflicts, and
 * lets through who might qualify. Nothing is kept on disk.
 *
 * @throws CallError where the folder or a file cannot be read
 */
export async function screen(folder: string, month: ServiceMonth, onProgress: (words: string) => void): Promise<Screened> {
  const files = await exportFiles(folder);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const loaded = await loadTables(connection, files, (resources) => onProgress(`${resources.toLocaleString('en-US')} resources read`));
    await addParameters(connection, month);
    await addChronicGroups(connection);
    const sql = readFileSync(join(import.meta.dirname, 'candidates.sql'), 'utf8');
    const candidates = await rowsOf(connection, sql);
    const [{ patients } = { patients: 0 }] = await rowsOf(connection, 'SELECT COUNT(*) AS patients FROM ccm_patient');
    return { candidates: candidates as unknown as readonly Candidate[], patients: Number(patients), ...loaded };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function rowsOf(connection: DuckDBConnection, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowObjects().map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])));
}

/** Counts come as 64-bit integers, which JSON and comparisons do not take. */
function plain(value: DuckDBValue): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}

async function addParameters(connection: DuckDBConnection, month: ServiceMonth): Promise<void> {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  const bounds = [first, first.add({ months: 1 }), first.subtract({ years: 1 })].map(String);
  await connection.run('CREATE TABLE params (month_start VARCHAR, month_end VARCHAR, year_before VARCHAR)');
  await fill(connection, 'params', [bounds]);
  await connection.run('CREATE TABLE qualifying_visit (code VARCHAR)');
  await fill(
    connection,
    'qualifying_visit',
    [...QUALIFYING_CODES].map((code) => [code]),
  );
  await connection.run('CREATE TABLE own_code (code VARCHAR)');
  const own = Object.values(FAMILIES).flatMap(({ base, addOn }) => [base, ...(addOn === null ? [] : [addOn.code])]);
  await fill(
    connection,
    'own_code',
    [...new Set(own)].map((code) => [code]),
  );
}

/** The answer of the published lists for each code that the export holds; not for all codes there are. */
async function addChronicGroups(connection: DuckDBConnection): Promise<void> {
  const lists = await loadChronicConditions();
  const codes = await rowsOf(connection, 'SELECT DISTINCT code_system, code FROM ccm_condition WHERE code IS NOT NULL');
  const rows = codes.flatMap(({ code_system, code }) => {
    const [system, value] = [String(code_system), String(code)];
    const { verdict, group, groupName } = lists.classify([{ system, code: value }]);
    return verdict === 'chronic' && group !== undefined ? [[system, value, group, groupName ?? group]] : [];
  });
  await connection.run('CREATE TABLE chronic_group (code_system VARCHAR, code VARCHAR, grp VARCHAR, name VARCHAR)');
  await fill(connection, 'chronic_group', rows);
}

async function fill(connection: DuckDBConnection, table: string, rows: readonly (readonly string[])[]): Promise<void> {
  const appender = await connection.createAppender(table);
  for (const row of rows) {
    for (const value of row) appender.appendVarchar(value);
    appender.endRow();
  }
  appender.closeSync();
}
