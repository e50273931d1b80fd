import type { GoalView } from '../care-plan-view.ts';
import { CarePlanScreen } from '../CarePlanScreen.tsx';
import { type PlanDeskOptions, usePlanDesk } from '../queries/plan-desk.ts';
import { useTrends } from '../queries/trends.ts';
import { ownPlan } from '../queries/views.ts';
import { href } from '../routes.ts';
import { ReviewLink } from './review/ReviewLink.tsx';
import { PlanTemplates } from './templates/PlanTemplates.tsx';
import { TrendFor } from './trends/TrendFor.tsx';

const NO_PLAN = { goals: [], activities: [] };

/** The plan's screen of a session: what the EHR holds, and how changes reach it. */
export function PlanOfMonth(props: PlanDeskOptions & { readonly isReadingMore: boolean }) {
  const desk = usePlanDesk(props);
  const { access, reading } = props.saving;
  const trends = useTrends(access, ownPlan(reading));
  const trendOf = ({ reference }: GoalView) => <TrendFor trends={trends} today={desk.today} goal={reference} />;
  const tools = (
    <PlanTemplates
      access={access}
      plan={desk.plan ?? NO_PLAN}
      conditions={props.assessment.conditions}
      patient={{ reference: reading.patient.reference, display: `${reading.patient.name} (patient)` }}
      today={desk.today}
    />
  );
  const { month } = props.assessment;
  const links = desk.plan !== null && (
    <span className="plan-links">
      <ReviewLink saving={props.saving} month={month} isReadingMore={props.isReadingMore} />
      <a href={href({ month, screen: 'copy' })}>Copy for the patient</a>
    </span>
  );
  return <CarePlanScreen desk={desk} trendOf={trendOf} tools={tools} links={links} />;
}
