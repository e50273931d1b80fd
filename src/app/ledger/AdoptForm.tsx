import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Field, type FieldProps } from '../../ui/Field.tsx';
import { ACTIVITY_GROUPS } from '../activity-groups.ts';
import { focusFirstError } from '../focus-first-error.ts';
import type { SaveResult } from '../save-result.ts';
import { SaveOutcomeNotice } from '../SaveOutcomeNotice.tsx';
import { useSave } from '../use-save.ts';
import { activityText, CONTACT_MODE_TEXT, PERFORMER_TEXT } from '../vocabulary-text.ts';
import { type AdoptFields, checkAdoption, emptyAdoption } from './adopt-fields.ts';
import type { Adopting, AdoptInput } from './ledger-view.ts';

export interface AdoptFormProps {
  readonly encounter: AdoptInput['encounter'];
  /** What the EHR's record says, and the most that can be adopted. */
  readonly seconds: number;
  readonly adopting: Adopting;
  readonly onAdopted: () => void;
  readonly onCancel: () => void;
}

const ROLES = ['clinical-staff', 'physician-qhp'] as const;

/** A person says who worked as what, how long and on what; that makes an entry of an encounter. */
export function AdoptForm({ encounter, seconds, adopting, onAdopted, onCancel }: AdoptFormProps) {
  const [id] = useState(adopting.newId);
  const [fields, setFields] = useState(() => emptyAdoption(encounter, seconds));
  const [errors, setErrors] = useState<Partial<Record<keyof AdoptFields, string>>>({});
  const form = useRef<HTMLFormElement | null>(null);
  const { saving, result, run } = useSave<SaveResult>({ kind: 'unclear', where: 'Encounter', looked: 'unknown' });
  const set = (change: Partial<AdoptFields>) => setFields((last) => ({ ...last, ...change }));
  const who = encounter.performerName ?? 'The person';
  useEffect(() => form.current?.querySelector<HTMLElement>('input')?.focus(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const check = checkAdoption(fields, { id, encounter, seconds });
    setErrors(check.ok ? {} : check.errors);
    if (!check.ok) {
      focusFirstError(form);
      return;
    }
    run(
      () => adopting.onAdopt(check.input),
      (outcome) => {
        if (outcome.kind === 'stored') onAdopted();
      },
    );
  };

  return (
    <form ref={form} className="form ledger-adopt" onSubmit={submit} noValidate aria-label={`Adopt ${encounter.display}`}>
      <Choice
        legend={`${who} worked as`}
        inline
        value={fields.role}
        onChange={(role) => set({ role })}
        error={errors.role}
        options={ROLES.map((role) => ({ value: role, label: PERFORMER_TEXT[role] }))}
      />
      <div className="form-grid">
        <Text label="Minutes" error={errors.minutes} width="tiny" value={fields.minutes} onChange={(minutes) => set({ minutes })} />
        <Text label="Seconds" error={errors.seconds} width="tiny" value={fields.seconds} onChange={(text) => set({ seconds: text })} />
        <Field label="What" error={errors.activity}>
          {(control) => (
            <select {...control} className="input" value={fields.activity} onChange={(event) => set({ activity: event.target.value })}>
              <option value="">Choose</option>
              {ACTIVITY_GROUPS.countable.map((activity) => (
                <option key={activity} value={activity}>
                  {activityText(activity)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="How" error={errors.contactMode}>
          {(control) => (
            <select
              {...control}
              className="input"
              value={fields.contactMode}
              onChange={(event) => set({ contactMode: event.target.value })}
            >
              <option value="">Choose</option>
              {Object.entries(CONTACT_MODE_TEXT).map(([mode, label]) => (
                <option key={mode} value={mode}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Text
        label="Note"
        hint="What was done; time is not saved without it."
        error={errors.note}
        width="stretch"
        value={fields.note}
        onChange={(note) => set({ note })}
      />
      {result !== null && <SaveOutcomeNotice what="The adopted time" result={result} mayRepeat />}
      <div className="form-foot">
        <Button kind="primary" type="submit" busy={saving}>
          {saving ? 'Adopting …' : 'Adopt as time'}
        </Button>
        <Button onClick={onCancel}>Leave it</Button>
      </div>
    </form>
  );
}

interface TextProps extends Omit<FieldProps, 'children'> {
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function Text({ value, onChange, ...field }: TextProps) {
  return (
    <Field {...field}>
      {(control) => <input {...control} className="input" value={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}
