import { Field } from '../ui/Field.tsx';
import { HAND_REASON_TEXT, type HandContext, type HandReason, isLate, needsDetail, secondPersonWhy } from './by-hand.ts';
import type { TimeFieldProps } from './LengthFields.tsx';
import { secondsOf } from './time-entry-form.ts';

const REASONS: readonly HandReason[] = ['timer-not-started', 'away', 'system-down', 'correction', 'other'];

export interface HandFieldsetProps extends TimeFieldProps {
  readonly context: Pick<HandContext, 'limits' | 'now' | 'timeZone'>;
}

/** Why no timer made the entry, and who vouches for it where the site wants that. */
export function HandFieldset({ fields, errors, set, context }: HandFieldsetProps) {
  const work = { date: fields.date, seconds: secondsOf(fields) };
  const late = isLate(fields.date, context);
  const why = secondPersonWhy(work, context);
  return (
    <div className="form-grid">
      <Field label="Why by hand" hint="The entry is marked as manual wherever it shows." error={errors.reason}>
        {(control) => (
          <select
            {...control}
            className="input"
            value={fields.reason}
            onChange={(event) => set({ reason: REASONS.find((reason) => reason === event.target.value) ?? '' })}
          >
            <option value="">Choose</option>
            {REASONS.map((reason) => (
              <option key={reason} value={reason}>
                {HAND_REASON_TEXT[reason]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {needsDetail(fields, work, context) && (
        <Field
          label={late ? 'Why it is logged this late' : 'Which reason'}
          hint={late ? 'More than seven days after the work. It stays marked as late.' : undefined}
          error={errors.reasonDetail}
          width="stretch"
        >
          {(control) => (
            <input
              {...control}
              className="input"
              value={fields.reasonDetail}
              onChange={(event) => set({ reasonDetail: event.target.value })}
            />
          )}
        </Field>
      )}
      {why !== null && (
        <Field label="Confirmed by" hint={`${why} Name somebody who knows of the work.`} error={errors.confirmedBy} width="stretch">
          {(control) => (
            <input
              {...control}
              className="input"
              autoComplete="off"
              value={fields.confirmedBy}
              onChange={(event) => set({ confirmedBy: event.target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}
