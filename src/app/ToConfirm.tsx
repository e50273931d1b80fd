import type { MonthAssessment } from '../ccm/month-assessment.ts';
import { Questions } from './Questions.tsx';
import { questionsToConfirm } from './questions.ts';

export interface ToConfirmProps {
  readonly assessment: MonthAssessment;
}

/** What the proposal must wait for, each with the way to it. */
export function ToConfirm({ assessment }: ToConfirmProps) {
  const questions = questionsToConfirm(assessment);
  if (questions.length === 0) return null;
  return (
    <nav className="gate-answers" aria-label="Questions to answer first">
      <span>To be answered first:</span>
      <Questions questions={questions} />
    </nav>
  );
}
