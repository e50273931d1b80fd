import { Status } from '../../ui/Status.tsx';
import type { ChargeState, ChargeStep } from '../charge-view.ts';
import { STATE_TEXT, STATE_TONES, stepText } from './step-text.ts';

export interface StepListProps {
  readonly steps: readonly ChargeStep[];
  readonly state: Extract<ChargeState, 'draft' | 'sending'>;
}

/** What recording would write, step by step in the order in which it is done. */
export function StepList({ steps, state }: StepListProps) {
  return (
    <ol className="steps">
      {steps.map((step) => {
        const writes = step.kind !== 'keep' && step.kind !== 'billed';
        return (
          <li key={`${step.kind} ${step.code} ${'reference' in step ? (step.reference ?? '') : ''}`}>
            <span>{stepText(step)}</span>{' '}
            {writes ? <Status tone={STATE_TONES[state]}>{STATE_TEXT[state]}</Status> : <span className="soft">Nothing is written</span>}
          </li>
        );
      })}
    </ol>
  );
}
