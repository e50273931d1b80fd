import { Icon, type IconName } from './Icon.tsx';

export interface LoadingViewProps {
  /** `Reading the chart`. */
  readonly title: string;
  readonly steps: readonly LoadingStep[];
  /** Why nothing moves just now, as a sentence; absent while something does. */
  readonly pause?: string;
}

export interface LoadingStep {
  readonly label: string;
  readonly count?: number;
  readonly state: 'waiting' | 'reading' | 'done' | 'refused' | 'failed';
}

const STEP_WORDS = {
  waiting: 'waiting',
  reading: 'reading',
  done: 'read',
  refused: 'not permitted',
  failed: 'no answer',
} as const satisfies Record<LoadingStep['state'], string>;

const STEP_ICONS = {
  waiting: 'dash',
  reading: 'clock',
  done: 'check',
  refused: 'lock',
  failed: 'alert',
} as const satisfies Record<LoadingStep['state'], IconName>;

/** Long work, by what is being read and how far it has come. */
export function LoadingView({ title, steps, pause }: LoadingViewProps) {
  const settled = steps.filter((step) => step.state !== 'waiting' && step.state !== 'reading').length;
  return (
    <section className="state state-loading" aria-busy="true">
      <h1 className="state-title">{title}</h1>
      <progress className="loading-bar" aria-label={title} max={Math.max(steps.length, 1)} value={settled} />
      <output className="loading-now">
        {settled} of {steps.length} done
        {pause !== undefined && <p>{pause}</p>}
      </output>
      <ul className="loading-steps">
        {steps.map((step) => (
          <li key={step.label} className={`loading-step loading-${step.state}`}>
            <Icon name={STEP_ICONS[step.state]} />
            <span className="loading-label">{step.label}</span>
            <span className="number">{step.count ?? ''}</span>
            <span className="soft">{STEP_WORDS[step.state]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
