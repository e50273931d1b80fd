import type { FlagId } from './flags.ts';
import type { LedgerRow } from './ledger-rows.ts';

/** Which rows are shown; empty: all. */
export interface LedgerFilter {
  readonly person: string;
  readonly role: string;
  readonly flag: FlagId | '';
}

export const ALL: LedgerFilter = { person: '', role: '', flag: '' };

export interface FilterChoices {
  readonly people: readonly string[];
  readonly roles: readonly string[];
  readonly flags: readonly { readonly id: FlagId; readonly label: string; readonly count: number }[];
}

/** What the rows can be filtered by. */
export function filterChoices(rows: readonly LedgerRow[]): FilterChoices {
  const flags = new Map<FlagId, { id: FlagId; label: string; count: number }>();
  for (const { id, label } of rows.flatMap((row) => row.flags)) {
    const known = flags.get(id);
    flags.set(id, { id, label, count: (known?.count ?? 0) + 1 });
  }
  return {
    people: distinct(rows.map(({ person }) => person)),
    roles: distinct(rows.map(({ role }) => role ?? NO_ROLE)),
    flags: [...flags.values()].toSorted((a, b) => b.count - a.count),
  };
}

const NO_ROLE = 'No role recorded';

/** The rows that the filter lets through. */
export function filtered(rows: readonly LedgerRow[], { person, role, flag }: LedgerFilter): readonly LedgerRow[] {
  return rows.filter(
    (row) =>
      (person === '' || row.person === person) &&
      (role === '' || (row.role ?? NO_ROLE) === role) &&
      (flag === '' || row.flags.some(({ id }) => id === flag)),
  );
}

function distinct(words: readonly string[]): readonly string[] {
  return [...new Set(words)].toSorted((a, b) => a.localeCompare(b));
}
