import type { MonthAssessment } from '../ccm/month-assessment.ts';
import type { RuleId } from '../ccm/rules.ts';
import { EligibilityScreen } from './EligibilityScreen.tsx';
import { practiceStatements } from './practice-statements.ts';
import type { useReadAgainAfter } from './queries.ts';
import { nowAt, todayAt } from './queries/access.ts';
import type { Saving } from './queries/signed-in.ts';
import { keptNotes, saveNewPlan, saveStatements, statementViews, staterOf, visitChoices } from './queries/statements.ts';
import { newPlanView, ownPlan } from './queries/views.ts';
import type { SaveTarget } from './save-result.ts';
import type { Statements } from './statement-view.ts';

export interface EligibilityProps {
  readonly saving: Saving;
  readonly assessment: MonthAssessment;
  readonly isReadingMore: boolean;
  readonly rule: RuleId | undefined;
  readonly saveTarget: SaveTarget;
  readonly newPlanTarget: SaveTarget;
  readonly readAgainAfter: ReturnType<typeof useReadAgainAfter>;
}

/** The evidence screen of a session: what the EHR holds of statements, and how new ones reach it. */
export function Eligibility(props: EligibilityProps) {
  const { saving, assessment, rule } = props;
  const { chart } = saving.reading;
  return (
    <EligibilityScreen
      chart={chart}
      assessment={assessment}
      today={todayAt(saving.access)}
      statements={statementsOf(props)}
      practice={practiceStatements(saving.access.settings.practice.attestations)}
      {...(rule !== undefined && { rule })}
    />
  );
}

function statementsOf({ saving, assessment, isReadingMore, saveTarget, newPlanTarget, readAgainAfter }: EligibilityProps): Statements {
  const { access, reading } = saving;
  const { month } = assessment;
  const plan = ownPlan(reading);
  const today = todayAt(access);
  return {
    stater: staterOf(saving, isReadingMore),
    history: statementViews(reading, month),
    visits: visitChoices(reading, today),
    plan: plan === null ? null : { reference: plan.reference, ...(plan.versionId !== undefined && { versionId: plan.versionId }) },
    newPlan: newPlanView(reading, assessment),
    month,
    today,
    timeZone: reading.chart.practiceTimeZone,
    saveTarget,
    newPlanTarget,
    now: () => nowAt(access),
    newId: () => crypto.randomUUID(),
    preview: (draft) => keptNotes(saving, month, draft),
    onState: (draft) => readAgainAfter(saveStatements(saving, month, draft, newPlanTarget.because ?? [])),
    onCreatePlan: () => readAgainAfter(saveNewPlan(saving, assessment)),
  };
}
