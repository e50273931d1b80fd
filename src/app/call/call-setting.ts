import type { Chart, LocalDate } from '../../ccm/chart.ts';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import type { Access } from '../queries/access.ts';
import type { SaveTarget } from '../save-result.ts';
import type { LoggedEntry } from '../time-entry-view.ts';
import type { CallCondition, CallGoal, Topic } from './call.ts';
import type { TopicGroup } from './topics.ts';

/** What a call takes place beside: the chart as its pieces need it, and where its parts will go. */
export interface CallSetting {
  readonly access: Pick<Access, 'clock' | 'settings'>;
  readonly chart: Chart;
  readonly assessment: MonthAssessment;
  readonly entries: readonly LoggedEntry[];
  readonly today: LocalDate;
  readonly conditions: readonly CallCondition[];
  readonly groups: readonly TopicGroup[];
  /** Those of all groups. */
  readonly topics: readonly Topic[];
  /** Null where there is no plan of ours. */
  readonly goals: readonly CallGoal[] | null;
  readonly timeTarget: SaveTarget;
  /** Whether progress is written into the plan; otherwise it stands in the note alone. */
  readonly planTakesProgress: boolean;
}
