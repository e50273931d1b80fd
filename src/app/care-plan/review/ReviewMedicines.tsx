import type { LocalDate } from '../../../ccm/chart.ts';
import { Status } from '../../../ui/Status.tsx';
import { formatDateAgo } from '../../format.ts';
import type { MedicineIssue, ReviewView } from './review-view.ts';

export interface ReviewMedicinesProps {
  readonly medicines: ReviewView['medicines'];
  readonly today: LocalDate;
}

/** What came up when the medicines were last gone through with the patient. */
export function ReviewMedicines({ medicines, today }: ReviewMedicinesProps) {
  const issues = medicines?.issues ?? [];
  return (
    <section className="panel" aria-labelledby="review-medicines">
      <h2 id="review-medicines">Medicine issues ({issues.length})</h2>
      <p className="soft">{goneThrough(medicines, today)}</p>
      <ul className="plan-list">
        {issues.map((issue) => (
          <li key={`${issue.display} ${issue.answer}`}>
            <b>{issue.display}</b> <Status tone={issue.answer === 'taking' ? 'plain' : 'attention'}>{ANSWER_TEXT[issue.answer]}</Status>
            {issue.remark !== undefined && <span className="soft"> {issue.remark}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

const ANSWER_TEXT = { taking: 'taking', 'not-taking': 'not taking', unsure: 'unsure' } as const satisfies Record<
  MedicineIssue['answer'],
  string
>;

function goneThrough(medicines: ReviewView['medicines'], today: LocalDate): string {
  if (medicines === null) return 'Nobody has gone through the medicines with the patient in this plan.';
  const { by, date } = medicines;
  const when = date === undefined ? '' : ` ${formatDateAgo(date, today)}`;
  return `Gone through${when}${by === undefined ? '' : ` by ${by}`}.`;
}
