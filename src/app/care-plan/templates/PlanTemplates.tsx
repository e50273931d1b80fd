import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LocalDate } from '../../../ccm/chart.ts';
import type { ConditionJudgement } from '../../../ccm/month-assessment.ts';
import { Button } from '../../../ui/Button.tsx';
import type { CarePlanView } from '../../care-plan-view.ts';
import { planTemplatesQuery, type TemplateAccess } from '../../queries/plan-templates.ts';
import { usePlanEdits } from '../edit-list.ts';
import type { PlanPerson } from '../plan-edit.ts';
import { TemplateDrawer } from './TemplateDrawer.tsx';

export interface PlanTemplatesProps {
  readonly access: TemplateAccess;
  readonly plan: Pick<CarePlanView, 'goals' | 'activities'>;
  /** The patient's conditions as this month judges them. */
  readonly conditions: readonly ConditionJudgement[];
  readonly patient: PlanPerson;
  readonly today: LocalDate;
}

/** The way to the site's templates on the plan's screen. Their file is loaded when it is first opened. */
export function PlanTemplates({ access, plan, ...rest }: PlanTemplatesProps) {
  const [isOpen, setOpen] = useState(false);
  const { edits, add, newId } = usePlanEdits();
  const templates = useQuery({ ...planTemplatesQuery(access), enabled: isOpen });
  return (
    <>
      <Button onClick={() => setOpen(!isOpen)}>{isOpen ? 'Close the templates' : 'Add from templates'}</Button>
      {isOpen && (
        <TemplateDrawer
          {...rest}
          read={templates.isFetching ? undefined : templates.data}
          onRetry={() => void templates.refetch()}
          plan={{ goals: plan.goals, activities: plan.activities, unsaved: edits }}
          newId={newId}
          onAccept={add}
        />
      )}
    </>
  );
}
