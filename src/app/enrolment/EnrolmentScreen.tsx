import { useRef, useState } from 'react';
import { State } from '../../ui/State.tsx';
import { Status } from '../../ui/Status.tsx';
import { formatDate, formatDateAgo, sentenceCase } from '../format.ts';
import { PracticeStatements } from '../PracticeStatements.tsx';
import { href } from '../routes.ts';
import { SaveOutcomeNotice } from '../SaveOutcomeNotice.tsx';
import { UNKNOWN_SETTLED_BY, UNKNOWN_TEXT } from '../unknown-text.ts';
import { EnrolmentForm } from './EnrolmentForm.tsx';
import { EnrolmentHistory } from './EnrolmentHistory.tsx';
import { REASON_TEXT, STATUS_TEXT, STATUS_TONE } from './enrolment-text.ts';
import type { EnrolmentDesk, EnrolmentResult } from './enrolment-view.ts';

/** Whether the patient takes part in CCM: since when, what changed and why, and what other systems see of it. */
export function EnrolmentScreen({ desk }: { readonly desk: EnrolmentDesk }) {
  const [stored, setStored] = useState<{ readonly what: string; readonly outcome: EnrolmentResult } | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { month, hasPlan, planUnknown } = desk;
  const keep = (what: string) => (outcome: EnrolmentResult) => {
    setStored({ what, outcome });
    window.scrollTo(0, 0);
    heading.current?.focus();
  };
  return (
    <div className="screen">
      <h1 ref={heading} tabIndex={-1}>
        Enrollment
      </h1>
      <p className="lead">
        Whether this patient takes part in CCM, for everybody who reads the chart. A pause or an end bars no month by itself:{' '}
        <a href={href({ month, screen: 'consent' })}>consent</a> and <a href={href({ month, screen: 'eligibility' })}>eligibility</a> do.
        The first day of CCM is the one that the initiating visit must come before (ELIG-4).
      </p>
      {stored !== null && <SaveOutcomeNotice what={stored.what} result={stored.outcome.result} then={episodeText(stored.outcome)} />}
      <Standing desk={desk} />
      {hasPlan && <EnrolmentForm desk={desk} onStored={keep('The change of enrollment')} />}
      {planUnknown !== undefined && (
        <State kind="refused" title="Care plans cannot be seen">
          Enrollment is kept in the care plan. {sentenceCase(UNKNOWN_TEXT[planUnknown])}. {UNKNOWN_SETTLED_BY[planUnknown]}
        </State>
      )}
      {!hasPlan && planUnknown === undefined && (
        <State
          kind="empty"
          title="No CCM care plan to keep it in"
          action={<a href={href({ month, screen: 'plan' })}>Open the care plan</a>}
        >
          Enrollment is kept in the patient’s CCM care plan, where every other system can read it.
        </State>
      )}
      <EnrolmentHistory desk={desk} onStored={keep('The correction')} />
      <PracticeStatements statements={desk.practice} />
    </div>
  );
}

function episodeText({ episode }: EnrolmentResult): string | undefined {
  switch (episode) {
    case undefined:
    case 'not-needed':
      return undefined;
    case 'stored':
      return 'The EHR’s list of episodes of care shows it too.';
    case 'none':
      return 'This EHR takes no episodes of care from Intervisit: other systems see it in the care plan.';
    case 'unclear':
      return 'Whether the EHR’s list of episodes of care shows it is not known; the next change puts it right.';
    default:
      return episode satisfies never;
  }
}

function Standing({ desk }: { readonly desk: EnrolmentDesk }) {
  const { steps, began, today } = desk;
  const last = steps.at(-1);
  return (
    <section className="panel" aria-labelledby="enrolment-standing">
      <h2 id="enrolment-standing">
        {last === undefined ? (
          <Status tone="unknown">{desk.planUnknown === undefined ? 'Nobody has stated it yet' : 'Not known'}</Status>
        ) : (
          <Status tone={STATUS_TONE[last.status]}>
            {STATUS_TEXT[last.status]} since {formatDate(last.on)}
          </Status>
        )}
      </h2>
      <dl className="facts">
        {last !== undefined && last.status !== 'active' && (
          <div>
            <dt>Why</dt>
            <dd>
              {REASON_TEXT[last.reason]}
              {last.remark !== '' && `: ${last.remark}`}
            </dd>
          </div>
        )}
        <div>
          <dt>CCM began</dt>
          <dd>{began === null ? <span className="soft">not known</span> : beganText(desk, formatDateAgo(began, today))}</dd>
        </div>
        <div>
          <dt>Episode of care</dt>
          <dd>
            <Episodes desk={desk} />
          </dd>
        </div>
      </dl>
    </section>
  );
}

/** The day, and what it rests on. */
function beganText({ steps, began }: EnrolmentDesk, day: string): string {
  const stated = steps.find(({ status }) => status === 'active')?.on;
  if (stated === undefined) return `${day}, by consent, care plan or first time entry`;
  return stated === began ? `${day}, as stated` : `${day}, by the first time entry; stated was ${formatDate(stated)}`;
}

function Episodes({ desk: { episodes, episodesUnknown } }: { readonly desk: EnrolmentDesk }) {
  if (episodes === undefined) return <span className="soft">being read …</span>;
  if (episodesUnknown !== undefined) return <span className="soft">{UNKNOWN_TEXT[episodesUnknown]}</span>;
  if (episodes.length === 0) return <span className="soft">the EHR has none for CCM</span>;
  return (
    <ul>
      {episodes.map(({ reference, own, title, status, start, end }) => (
        <li key={reference}>
          {title}, {status}
          {start !== undefined && `, from ${formatDate(start)}`}
          {end !== undefined && ` to ${formatDate(end)}`} <code className="reference">{reference}</code>
          {!own && <span className="soft"> Kept by another system; Intervisit does not change it.</span>}
        </li>
      ))}
    </ul>
  );
}
