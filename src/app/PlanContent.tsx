import type { ReactNode } from 'react';
import type { LocalDate } from '../ccm/chart.ts';
import { Status } from '../ui/Status.tsx';
import { ActivitiesPart } from './care-plan/ActivitiesPart.tsx';
import { ElementsMeter } from './care-plan/ElementsMeter.tsx';
import { GoalsPart } from './care-plan/GoalsPart.tsx';
import { MedicinesPart } from './care-plan/MedicinesPart.tsx';
import type { PlanDesk } from './care-plan/plan-desk.ts';
import { ProblemsPart } from './care-plan/ProblemsPart.tsx';
import type { CarePlanView, GoalView, ItemView, NoteView } from './care-plan-view.ts';
import { formatDate, formatDateAgo } from './format.ts';
import { PLAN_ELEMENT_TEXT } from './plan-text.ts';
import { PlanNarrative } from './PlanNarrative.tsx';

export interface PlanContentProps {
  readonly desk: PlanDesk;
  readonly plan: CarePlanView;
  readonly mayEdit: boolean;
  readonly trendOf: ((goal: GoalView) => ReactNode) | undefined;
}

/** Everything the plan holds, as read: problems, goals with their barriers, activities, medicines, and what supports it. */
export function PlanContent({ desk, plan, mayEdit, trendOf }: PlanContentProps) {
  const { today, material } = desk;
  const people = material.kind === 'read' ? material.people : [];
  return (
    <section className="panel" aria-labelledby="plan-title">
      <h2 id="plan-title">{plan.title}</h2>
      <p className="soft">
        {plan.origin.kind === 'own' ? 'Kept by Intervisit' : `Kept by ${plan.origin.name ?? 'another system'}`} ·{' '}
        <code>{plan.reference}</code>
        {plan.versionId !== undefined && ` · version ${plan.versionId}`}
      </p>
      <PlanDates plan={plan} today={today} />
      <ElementsMeter desk={desk} elements={plan.elements} mayEdit={mayEdit} />
      <ProblemsPart desk={desk} plan={plan} mayEdit={mayEdit} />
      <GoalsPart plan={plan} today={today} mayEdit={mayEdit} {...(trendOf !== undefined && { trendOf })} />
      <ActivitiesPart activities={plan.activities} people={people} today={today} mayEdit={mayEdit} />
      <MedicinesPart desk={desk} plan={plan} mayEdit={mayEdit} />
      <Supporting items={plan.supporting} />
      <Notes notes={plan.notes} />
      {plan.narrative !== undefined && <PlanNarrative xhtml={plan.narrative} open={plan.narrativeOnly} />}
    </section>
  );
}

function PlanDates({ plan, today }: { readonly plan: CarePlanView; readonly today: LocalDate }) {
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

function Supporting({ items }: { readonly items: readonly ItemView[] }) {
  if (items.length === 0) return null;
  return (
    <>
      <h3>From the chart ({items.length})</h3>
      <ul className="plan-list">
        {items.map(({ what, element, reference }, index) => (
          <li key={`${reference ?? what} ${index}`}>
            <span>{what}</span>
            {element !== undefined && <span className="soft">{PLAN_ELEMENT_TEXT[element]}</span>}
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
              {[note.element && PLAN_ELEMENT_TEXT[note.element], note.author, note.date !== undefined && formatDate(note.date)]
                .filter((part) => typeof part === 'string')
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
