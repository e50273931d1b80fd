import { Button } from '../ui/Button.tsx';
import { list } from './format.ts';
import { SaveOutcomeNotice } from './SaveOutcomeNotice.tsx';
import { SaveTargetLine } from './SaveTargetLine.tsx';
import type { SaveResult, SaveTarget } from './save-result.ts';
import type { NewPlanView } from './statement-view.ts';
import { useSave } from './use-save.ts';

export interface CreatePlanProps {
  readonly newPlan: NewPlanView;
  readonly target: SaveTarget;
  /** Why the plan is asked for here; absent where it is wanted for itself. */
  readonly why?: string;
  readonly onCreate: () => Promise<SaveResult>;
  readonly onCreated?: (result: SaveResult) => void;
}

/** Offers to begin the patient's CCM care plan, and says all that it will hold. */
export function CreatePlan({ newPlan, target, why, onCreate, onCreated }: CreatePlanProps) {
  const { saving, result, run } = useSave<SaveResult>({ kind: 'unclear', where: 'CarePlan', looked: 'unknown' });
  const { problems, billingPractitioner, others } = newPlan;
  return (
    <section className="unsaved" aria-label="Begin the CCM care plan">
      <p>
        <b>This patient has no CCM care plan.</b> {why}
      </p>
      <p>
        A new one is put into the EHR, active from today, with the patient’s counted conditions as its problem list (
        {problems.length === 0 ? 'none so far' : list(problems)}) and{' '}
        {billingPractitioner === undefined
          ? 'without a billing practitioner, because the chart names none'
          : `${billingPractitioner} as the one who answers for it`}
        . It holds nothing else yet; the rules go on naming the parts that are missing.
      </p>
      {others.length > 0 && (
        <p className="soft">
          {others.length === 1
            ? `Another plan in the chart stays as it is: ${list(others)}.`
            : `Other plans in the chart stay as they are: ${list(others)}.`}
        </p>
      )}
      {result !== null && <SaveOutcomeNotice what="The CCM care plan" result={result} mayRepeat />}
      <div className="form-foot">
        <Button busy={saving} onClick={() => run(onCreate, onCreated)}>
          {saving ? 'Creating …' : 'Create the CCM care plan'}
        </Button>
        <SaveTargetLine target={target} />
      </div>
    </section>
  );
}
