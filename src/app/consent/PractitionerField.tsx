import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import type { ConsentDesk, PractitionerChoice } from './consent-view.ts';

export interface PractitionerFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: PractitionerChoice | null;
  readonly error: string | undefined;
  readonly onChange: (value: PractitionerChoice | null) => void;
  readonly desk: Pick<ConsentDesk, 'practitioners' | 'onFindPractitioners'>;
}

type Search = { readonly kind: 'found'; readonly count: number } | { readonly kind: 'refused' } | { readonly kind: 'searching' };

/** Who bills: one of those the chart names, or another found by name in the EHR. */
export function PractitionerField({ label, hint, value, error, onChange, desk }: PractitionerFieldProps) {
  const [found, setFound] = useState<readonly PractitionerChoice[]>([]);
  const [name, setName] = useState<string | null>(null);
  const [search, setSearch] = useState<Search | null>(null);
  const choices = distinct([...desk.practitioners, ...(value === null ? [] : [value]), ...found]);
  const find = async (words: string) => {
    setSearch({ kind: 'searching' });
    const answer = await desk.onFindPractitioners(words);
    setFound(answer ?? []);
    setSearch(answer === null ? { kind: 'refused' } : { kind: 'found', count: answer.length });
    if (answer?.length === 1) onChange(answer[0] ?? null);
  };
  return (
    <div className="practitioner-field">
      <Field label={label} hint={hint} error={error}>
        {(control) => (
          <select
            {...control}
            className="input"
            value={value?.reference ?? ''}
            onChange={(event) => onChange(choices.find(({ reference }) => reference === event.target.value) ?? null)}
          >
            <option value="">Choose</option>
            {choices.map((choice) => (
              <option key={choice.reference} value={choice.reference}>
                {choice.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {name === null ? (
        <Button kind="quiet" onClick={() => setName('')}>
          Find another practitioner
        </Button>
      ) : (
        <>
          <Field label="Family name" width="short">
            {(control) => (
              <input
                {...control}
                className="input"
                value={name}
                onChange={(event) => setName(event.target.value)}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' || event.ctrlKey) return;
                  event.preventDefault();
                  if (name.trim() !== '') void find(name.trim());
                }}
              />
            )}
          </Field>
          <Button
            busy={search?.kind === 'searching'}
            disabledReason={name.trim() === '' ? 'Type a name first.' : undefined}
            onClick={() => void find(name.trim())}
          >
            Find
          </Button>
        </>
      )}
      {search !== null && <output className="soft">{searchText(search)}</output>}
    </div>
  );
}

function searchText(search: Search): string {
  switch (search.kind) {
    case 'searching':
      return 'Looking in the EHR …';
    case 'refused':
      return 'The EHR did not let Intervisit look for practitioners.';
    case 'found':
      if (search.count === 0) return 'The EHR has nobody of that name who may bill.';
      return search.count === 1 ? 'Found and chosen.' : `${search.count} found: choose one above.`;
    default:
      return search satisfies never;
  }
}

function distinct(choices: readonly PractitionerChoice[]): readonly PractitionerChoice[] {
  return [...new Map(choices.toReversed().map((one) => [one.reference, one])).values()].toReversed();
}
