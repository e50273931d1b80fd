import type { LocalDate } from '../../ccm/chart.ts';
import { formatDateAgo } from '../format.ts';
import { PROGRESS_TEXT } from './call-text.ts';
import type { CallGoal, GoalProgress, Progress } from './call.ts';

export interface GoalsProps {
  /** Null where there is no plan of ours. */
  readonly goals: readonly CallGoal[] | null;
  readonly told: Readonly<Record<string, GoalProgress>>;
  readonly today: LocalDate;
  /** Where progress goes, where that is not the plan. */
  readonly onlyNoted: string | null;
  readonly onChange: (key: string, progress: GoalProgress) => void;
}

const PROGRESS: readonly Progress[] = ['in-progress', 'improving', 'worsening', 'achieved'];

/** The open goals with what they aim at, and how each stands by what the patient tells. */
export function Goals({ goals, told, today, onlyNoted, onChange }: GoalsProps) {
  return (
    <section className="panel call-goals" aria-labelledby="call-goals">
      <h2 id="call-goals">Open goals</h2>
      {goals === null && <p className="soft">No CCM care plan yet.</p>}
      {goals?.length === 0 && <p className="soft">None in the care plan.</p>}
      <ul className="call-goal-list">
        {goals?.map((goal) => (
          <GoalItem key={goal.key} goal={goal} today={today} told={told[goal.key]} onChange={(next) => onChange(goal.key, next)} />
        ))}
      </ul>
      {onlyNoted !== null && goals !== null && goals.length > 0 && <p className="hint">{onlyNoted}</p>}
    </section>
  );
}

interface GoalItemProps {
  readonly goal: CallGoal;
  readonly today: LocalDate;
  readonly told: GoalProgress | undefined;
  readonly onChange: (progress: GoalProgress) => void;
}

function GoalItem({ goal, today, told, onChange }: GoalItemProps) {
  const { progress, word } = told ?? { progress: '', word: '' };
  const facts = [
    goal.problems.length > 0 && `for ${goal.problems.join(', ')}`,
    goal.target !== undefined && `target ${goal.target}`,
    goal.due !== undefined && `by ${formatDateAgo(goal.due, today)}`,
    goal.achievement !== undefined && `so far ${goal.achievement.toLowerCase()}`,
  ];
  return (
    <li>
      <p>
        <b>{goal.what}</b>
        {goal.byPatient && <span className="tag">patient’s own</span>}
      </p>
      <p className="soft">{facts.filter((fact) => typeof fact === 'string').join(' · ')}</p>
      <div className="call-progress">
        <select
          className="input"
          aria-label={`Progress: ${goal.what}`}
          value={progress}
          onChange={(event) => onChange({ word, progress: PROGRESS.find((one) => one === event.target.value) ?? '' })}
        >
          <option value="">not talked about</option>
          {PROGRESS.map((one) => (
            <option key={one} value={one}>
              {PROGRESS_TEXT[one]}
            </option>
          ))}
        </select>
        {(progress !== '' || word !== '') && (
          <input
            className="input"
            aria-label={`In a word: ${goal.what}`}
            placeholder="in a word"
            autoComplete="off"
            value={word}
            onChange={(event) => onChange({ progress, word: event.target.value })}
          />
        )}
      </div>
    </li>
  );
}
