import { type FormEvent, use, useRef, useState } from 'react';
import type { Instant } from '../ccm/chart.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { DEFAULT_HAND_LIMITS, type HandLimits } from './by-hand.ts';
import { Doubts } from './Doubts.tsx';
import { errorsLeft } from './errors-left.ts';
import { focusFirstError } from './focus-first-error.ts';
import { useFormDraft } from './form-drafts.ts';
import { formatMonth } from './format.ts';
import { HandFieldset } from './HandFieldset.tsx';
import { afterLogging, afterSaving, isCovered } from './month-words.ts';
import { href } from './routes.ts';
import { SaveOutcomeNotice } from './SaveOutcomeNotice.tsx';
import { SaveTargetLine } from './SaveTargetLine.tsx';
import type { SaveResult, SaveTarget } from './save-result.ts';
import { checkTimeFields, doubtsAbout, emptyTimeFields, type FieldErrors, secondsOf, type TimeFields } from './time-entry-form.ts';
import type { ConditionChoice, TimeEntryInput, TimeUser } from './time-entry-view.ts';
import { monthParts } from './timekeeping/month-parts.ts';
import { MonthParts } from './timekeeping/MonthParts.tsx';
import { UnsentContext, useUnsent } from './timekeeping/unsent-context.ts';
import { WaitingNotice } from './timekeeping/WaitingNotice.tsx';
import { useSave } from './use-save.ts';
import { performerWords } from './vocabulary-text.ts';
import { WhenFields } from './WhenFields.tsx';
import { WorkEntry } from './WorkEntry.tsx';
import { activityCounts, withConsequences } from './work-fields.ts';

export interface LogTimeFormProps {
  readonly assessment: MonthAssessment;
  readonly timeZone: string;
  readonly now: Instant;
  /** The moment of a look at the clock; without it all is as of `now`. */
  readonly clock?: () => Instant;
  readonly user: TimeUser;
  readonly conditions: readonly ConditionChoice[];
  readonly saveTarget: SaveTarget;
  /** What one person may enter by hand alone. */
  readonly limits?: HandLimits;
  readonly newId: () => string;
  readonly onSave: (input: TimeEntryInput) => Promise<SaveResult>;
}

/** Logs one block of work by hand. What is typed stays, on this screen and off it, until it is in the EHR or kept as a draft. */
export function LogTimeForm(props: LogTimeFormProps) {
  const { assessment, timeZone, now, clock = () => now, user, saveTarget, limits = DEFAULT_HAND_LIMITS, newId, onSave } = props;
  const context = { month: assessment.month, timeZone, limits, userName: user.name };
  const form = useRef<HTMLFormElement>(null);
  const initial = () => ({ id: newId(), fields: emptyTimeFields({ ...context, now }, user.performer) });
  const { value: draft, change, clear } = useFormDraft('log-time', assessment.month, initial, isUntouched);
  const { id, fields } = draft;
  const [errors, setErrors] = useState<FieldErrors>({});
  const [before, setBefore] = useState(assessment);
  const [keptId, setKeptId] = useState<string | null>(null);
  const unsent = use(UnsentContext)?.unsent;
  const waits = useUnsent().entries.some(({ input }) => input.id === keptId);
  const { saving, result, run } = useSave<SaveResult>({ kind: 'unclear', where: 'Encounter', looked: 'unknown' });
  const set = (fresh: Partial<TimeFields>) => {
    setErrors((last) => errorsLeft(last, fresh));
    change((last) => ({ ...last, fields: withConsequences(last.fields, fresh) }));
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const check = checkTimeFields(fields, { id, ...context, now: clock() });
    setErrors(check.ok ? {} : check.errors);
    if (!check.ok) {
      focusFirstError(form);
      return;
    }
    setBefore(assessment);
    run(
      () => onSave(check.input),
      (outcome) => {
        const isKept = unsent?.has(id) === true;
        setKeptId(isKept ? id : null);
        if (outcome.kind === 'stored' || isKept) clear();
      },
    );
  };

  const off = offReason(user, assessment);
  return (
    <form ref={form} className="form panel" onSubmit={submit} noValidate aria-labelledby="log-time-heading">
      <h2 id="log-time-heading">Log time by hand</h2>
      <WhenFields month={assessment.month} fields={fields} errors={errors} set={set} />
      <Effect assessment={assessment} fields={fields} timeZone={timeZone} />
      <WorkEntry fields={fields} errors={errors} set={set} user={user} conditions={props.conditions} />
      <HandFieldset fields={fields} errors={errors} set={set} context={{ timeZone, limits, now }} />
      {result !== null &&
        (keptId !== null ? (
          waits && <WaitingNotice result={result} />
        ) : (
          <SaveOutcomeNotice what="The time entry" result={result} mayRepeat then={<Reached before={before} after={assessment} />} />
        ))}
      <div className="form-foot">
        <Doubts doubts={doubtsAbout(fields, user.performer)} />
        <Button kind="primary" type="submit" busy={saving} disabledReason={off}>
          {saving ? 'Saving …' : saveTarget.where === null ? 'Make text to copy' : 'Save time'}
        </Button>
        {off === undefined && <SaveTargetLine target={saveTarget} />}
      </div>
    </form>
  );
}

interface Draft {
  readonly fields: TimeFields;
}

function isUntouched({ fields }: Draft, initial: Draft): boolean {
  return JSON.stringify(fields) === JSON.stringify(initial.fields);
}

/** Reasons that no field can mend. */
function offReason(user: TimeUser, assessment: MonthAssessment): string | undefined {
  if (!isCovered(assessment)) return `Intervisit has no rules for ${formatMonth(assessment.month)}.`;
  if (user.performer !== 'non-clinical-staff' && user.performer !== 'software') return undefined;
  return `You are signed in as ${performerWords(user.performer)}; only time by clinical staff and practitioners is logged.`;
}

interface EffectProps {
  readonly assessment: MonthAssessment;
  readonly fields: TimeFields;
  readonly timeZone: string;
}

function Effect({ assessment, fields, timeZone }: EffectProps) {
  const seconds = secondsOf(fields);
  const sum = seconds === null || activityCounts(fields.activity) === false ? null : afterLogging(assessment, seconds);
  const parts = seconds === null || fields.by === 'end' ? [] : monthParts(spanOf(fields, seconds, timeZone), timeZone);
  if (sum === null) return null;
  return (
    <output className="form-effect">
      {parts.length > 1 ? (
        <MonthParts parts={parts} />
      ) : (
        <>
          <Icon name="clock" /> {sum}
          <span className="soft"> if all of it counts</span>
        </>
      )}
    </output>
  );
}

function spanOf({ date, start }: TimeFields, seconds: number, timeZone: string) {
  try {
    const from = Temporal.PlainDateTime.from(`${date}T${start}`).toZonedDateTime(timeZone);
    return [{ start: from.toInstant().toString(), end: from.add({ seconds }).toInstant().toString() }];
  } catch {
    return [];
  }
}

/** Where the month stands now that the entry is in it. */
function Reached({ before, after }: { readonly before: MonthAssessment; readonly after: MonthAssessment }) {
  const state = afterSaving(before, after);
  if (state === null) return null;
  return (
    <>
      <strong>{state.sentence}</strong> {state.reached !== null && <a href={href({ month: after.month, screen: 'close' })}>Close month</a>}
    </>
  );
}
