import type { Chart } from '../ccm/chart.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import { Status } from '../ui/Status.tsx';
import { TONE_TEXT } from './finding-tone.ts';
import { openLines } from './open-list.ts';
import { href } from './routes.ts';

export interface OpenListProps {
  readonly chart: Chart;
  readonly assessment: MonthAssessment;
  /** Most lines to show. */
  readonly most: number;
}

/** What stands open in the month, and who can settle it. */
export function OpenList({ chart, assessment, most }: OpenListProps) {
  const open = openLines(chart, assessment);
  return (
    <>
      {open.length === 0 ? (
        <p>
          <Status tone="met">Nothing is missing</Status>
        </p>
      ) : (
        <ul className="open-list">
          {open.slice(0, most).map(({ key, tone, sentence, settle }) => (
            <li key={key}>
              <Status tone={tone}>{TONE_TEXT[tone]}</Status>
              <div>
                <p>{sentence}</p>
                {settle !== undefined && <p className="soft">{settle}</p>}
              </div>
            </li>
          ))}
        </ul>
      )}
      <p className="panel-foot">
        <a href={href({ month: assessment.month, screen: 'eligibility' })}>
          {open.length > most ? `All ${open.length} and the evidence` : 'All rules and their evidence'}
        </a>
      </p>
    </>
  );
}
