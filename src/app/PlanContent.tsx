import type { ReactNode } from 'react';
import type { LocalDate } from '../ccm/chart.ts';
import { Status } from '../ui/Status.tsx';
import { ActivitiesPart } from './care-plan/ActivitiesPart.tsx';
import { ElementsMeter } from './care-plan/ElementsMeter.tsx';
import { GoalsPart } from './care-plan/GoalsPart.tsx';
import { MedicinesPart } from './care-plan/MedicinesPart.tsx';
import type { PlanDesk } from './care-plan/plan-desk.ts';
import { ProblemsPart } from './care-plan/ProblemsPart.tsx';
import { goalChoices, usePlanEdits } from './care-plan/edit-list.ts';
import { NotesPart } from './care-plan/NotesPart.tsx';
import type { CarePlanView, GoalView, ItemView, PrognosisView } from './care-plan-view.ts';
import { formatDateAgo } from './format.ts';
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
  const { edits } = usePlanEdits();
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
      <GoalsPart plan={plan} people={people} today={today} mayEdit={mayEdit} {...(trendOf !== undefined && { trendOf })} />
      <ActivitiesPart
        activities={plan.activities}
        planGoals={plan.goals}
        goals={goalChoices(plan, edits)}
        people={people}
        today={today}
        mayEdit={mayEdit}
      />
      <Prognoses prognoses={plan.prognoses} today={today} />
      <MedicinesPart desk={desk} plan={plan} mayEdit={mayEdit} />
      <Supporting items={plan.supporting} />
      <NotesPart notes={plan.notes} mayEdit={mayEdit} />
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

function Prognoses({ prognoses, today }: { readonly prognoses: readonly PrognosisView[]; readonly today: LocalDate }) {
  if (prognoses.length === 0) return null;
  return (
    <>
      <h3>{PLAN_ELEMENT_TEXT['expected-outcome-prognosis']}</h3>
      <ul className="plan-list">
        {prognoses.map(({ reference, outcome, prognosis, by, date }, index) => (
          <li key={`${reference ?? ''} ${index}`}>
            {outcome !== undefined && <span className="note-text">{outcome}</span>}
            {prognosis !== undefined && <span className="note-text">Prognosis: {prognosis}</span>}
            {outcome === undefined && prognosis === undefined && <Status tone="unknown">A record of its own, not read</Status>}
            <span className="soft">
              {[by, date !== undefined && formatDateAgo(date, today)].filter((part) => typeof part === 'string').join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
