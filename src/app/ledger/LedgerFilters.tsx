import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { formatDuration, plural } from '../format.ts';
import { ALL, type FilterChoices, type LedgerFilter } from './ledger-filter.ts';
import { type LedgerRow, ledgerTotals } from './ledger-rows.ts';

export interface LedgerFiltersProps {
  readonly choices: FilterChoices;
  readonly filter: LedgerFilter;
  readonly onChange: (filter: LedgerFilter) => void;
  /** The rows that the filter lets through, and how many there are without it. */
  readonly shown: readonly LedgerRow[];
  readonly all: number;
}

/** Chooses entries by person, role and flag; a choice of one is no choice and is not offered. */
export function LedgerFilters({ choices, filter, onChange, shown, all }: LedgerFiltersProps) {
  const { people, roles, flags } = choices;
  const isFiltered = filter !== ALL && (filter.person !== '' || filter.role !== '' || filter.flag !== '');
  if (people.length < 2 && roles.length < 2 && flags.length === 0) return null;
  return (
    <div className="ledger-filters">
      {people.length > 1 && (
        <Select
          label="Person"
          every="Everybody"
          value={filter.person}
          options={people.map((person) => ({ value: person, label: person }))}
          onChange={(person) => onChange({ ...filter, person })}
        />
      )}
      {roles.length > 1 && (
        <Select
          label="Role"
          every="Every role"
          value={filter.role}
          options={roles.map((role) => ({ value: role, label: role }))}
          onChange={(role) => onChange({ ...filter, role })}
        />
      )}
      {flags.length > 0 && (
        <Select
          label="Flag"
          every="With and without"
          value={filter.flag}
          options={flags.map(({ id, label, count }) => ({ value: id, label: `${label} (${count})` }))}
          onChange={(value) => onChange({ ...filter, flag: flags.find(({ id }) => id === value)?.id ?? '' })}
        />
      )}
      <output className="ledger-shown">
        {isFiltered && `${shown.length} of ${plural(all, 'entry', 'entries')}, ${formatDuration(ledgerTotals(shown).counted)} counted`}
      </output>
      {isFiltered && (
        <Button kind="quiet" onClick={() => onChange(ALL)}>
          Show all
        </Button>
      )}
    </div>
  );
}

interface SelectProps {
  readonly label: string;
  readonly every: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

function Select({ label, every, value, options, onChange }: SelectProps) {
  return (
    <Field label={label}>
      {(control) => (
        <select {...control} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{every}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
