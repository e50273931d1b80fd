import { FURTHER_PLAN_ELEMENTS, TYPICAL_PLAN_ELEMENTS } from '../ccm/care-plan-elements.ts';
import type { CarePlanElement, LocalDate } from '../ccm/chart.ts';
import { Status } from '../ui/Status.tsx';
import type { ActivityView, CarePlanView, GoalView, NoteView } from './care-plan-view.ts';
import { PlanNarrative } from './PlanNarrative.tsx';
import { formatDate, formatDateAgo, sentenceCase } from './format.ts';
import { PLAN_ELEMENT_TEXT } from './plan-text.ts';

export interface PlanContentProps {
  readonly plan: CarePlanView;
  readonly today: LocalDate;
}

/** Everything the plan holds, as read. */
export function PlanContent({ plan, today }: PlanContentProps) {
  return (
    <section className="panel" aria-labelledby="plan-title">
      <h2 id="plan-title">{plan.title}</h2>
      <p className="soft">
        {plan.origin.kind === 'own' ? 'Kept by Intervisit' : `Kept by ${plan.origin.name ?? 'another system'}`} ·{' '}
        <code>{plan.reference}</code>
        {plan.versionId !== undefined && ` · version ${plan.versionId}`}
      </p>
      <PlanDates plan={plan} today={today} />
      <Elements elements={plan.elements} />
      <Goals goals={plan.goals} today={today} />
      <Activities activities={plan.activities} />
      <Notes notes={plan.notes} />
      {plan.narrative !== undefined && <PlanNarrative xhtml={plan.narrative} open={plan.narrativeOnly} />}
    </section>
  );
}

function PlanDates({ plan, today }: PlanContentProps) {
  const dates = [
    ['Established', plan.establishedDate],
    ['Reviewed', plan.lastReviewedDate],
    ['Copy given', plan.copyGivenDate],
  ] as const;
  const signer = plan.signedBy === undefined ? '' : ` by ${plan.signedBy}`;
  return (
    <dl className="facts">
      {dates.map(([label, date]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{date === undefined ? <span className="soft">not recorded</span> : formatDateAgo(date, today)}</dd>
        </div>
      ))}
      <div>
        <dt>Signed</dt>
        <dd>
          {plan.signedDate === undefined ? (
            <Status tone="attention">not signed</Status>
          ) : (
            <>
              {formatDateAgo(plan.signedDate, today)}
              {signer}
              {plan.changedSinceSignature === true && (
                <>
                  {' '}
                  <Status tone="attention">changed since</Status>
                </>
              )}
            </>
          )}
        </dd>
      </div>
    </dl>
  );
}

function Elements({ elements }: { readonly elements: readonly CarePlanElement[] | undefined }) {
  if (elements === undefined) {
    return (
      <p>
        <Status tone="unknown">Which parts the plan has could not be told</Status>
      </p>
    );
  }
  const present = TYPICAL_PLAN_ELEMENTS.filter((element) => elements.includes(element)).length;
  return (
    <>
      <h3>
        Parts: {present} of {TYPICAL_PLAN_ELEMENTS.length} that Medicare names as typical
      </h3>
      <ul className="element-list">
        {TYPICAL_PLAN_ELEMENTS.map((element) => (
          <li key={element}>
            <Status tone={elements.includes(element) ? 'met' : 'attention'}>
              {PLAN_ELEMENT_TEXT[element]}
              {!elements.includes(element) && ': missing'}
            </Status>
          </li>
        ))}
        {FURTHER_PLAN_ELEMENTS.filter((element) => elements.includes(element)).map((element) => (
          <li key={element}>
            <Status tone="met">{PLAN_ELEMENT_TEXT[element]}</Status>
          </li>
        ))}
      </ul>
    </>
  );
}

function Goals({ goals, today }: { readonly goals: readonly GoalView[]; readonly today: LocalDate }) {
  const ordered = goals.toSorted((a, b) => Number(b.byPatient === true) - Number(a.byPatient === true));
  return (
    <>
      <h3>Goals ({goals.length})</h3>
      {goals.length === 0 && <p className="soft">None as data.</p>}
      <ul className="plan-list">
        {ordered.map((goal, index) => (
          <li key={goal.reference ?? index}>
            {goal.unreadable === true ? (
              <Status tone="unknown">A goal that could not be read</Status>
            ) : (
              <>
                <b>{goal.what}</b>
                {goal.byPatient === true && <span className="tag">patient’s own</span>}
                <span className="soft">
                  {[
                    goal.target !== undefined ? `target ${goal.target}` : goal.measurable === false && 'no target with a date',
                    goal.due !== undefined && `by ${formatDateAgo(goal.due, today)}`,
                    goal.status,
                  ]
                    .filter((part) => typeof part === 'string')
                    .join(' · ')}
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Activities({ activities }: { readonly activities: readonly ActivityView[] }) {
  return (
    <>
      <h3>Activities ({activities.length})</h3>
      {activities.length === 0 && <p className="soft">None as data.</p>}
      <ul className="plan-list">
        {activities.map((activity, index) => (
          <li key={activity.reference ?? index}>
            <b>{activity.what}</b>
            <span className="soft">
              {[
                activity.who,
                activity.due !== undefined && `due ${formatDate(activity.due)}`,
                activity.status !== undefined && sentenceCase(activity.status.replaceAll('-', ' ')),
              ]
                .filter((part) => typeof part === 'string')
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Notes({ notes }: { readonly notes: readonly NoteView[] }) {
  if (notes.length === 0) return null;
  return (
    <>
      <h3>Notes ({notes.length})</h3>
      <ul className="plan-list">
        {notes.map((note, index) => (
          <li key={`${index} ${note.date ?? ''}`}>
            <span className="note-text">{note.text}</span>
            <span className="soft">
              {[note.author, note.date !== undefined && formatDate(note.date)].filter((part) => typeof part === 'string').join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
