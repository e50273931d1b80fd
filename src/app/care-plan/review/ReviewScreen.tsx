import type { LocalDate } from '../../../ccm/chart.ts';
import { State } from '../../../ui/State.tsx';
import { Status } from '../../../ui/Status.tsx';
import { formatDateAgo } from '../../format.ts';
import { ReviewChanges } from './ReviewChanges.tsx';
import { ReviewGoals } from './ReviewGoals.tsx';
import { ReviewMedicines } from './ReviewMedicines.tsx';
import { ReviewNotes } from './ReviewNotes.tsx';
import { SignBox } from './SignBox.tsx';
import type { PractitionerMinutes, ReviewDesk, SignatureView } from './review-view.ts';
import './review.css';

/** What a practitioner looks at before signing the plan, and nothing else. */
export function ReviewScreen({ desk }: { readonly desk: ReviewDesk }) {
  const { view, today, planHref } = desk;
  if (view === null) {
    return (
      <div className="screen">
        <h1>Review and sign</h1>
        <State kind="empty" title="No care plan to sign" action={<a href={planHref}>Open the care plan</a>}>
          There is no CCM care plan of this patient that Intervisit could read.
        </State>
      </div>
    );
  }
  return (
    <div className="screen review">
      <h1>Review and sign</h1>
      <p>
        <a href={planHref}>{view.plan.title}</a>
        <span className="soft">{view.plan.versionId !== undefined && ` · version ${view.plan.versionId}`} · </span>
        <Signed signature={view.signature} today={today} />
      </p>
      <ReviewNotes desk={desk} view={view} />
      <ReviewChanges by={view.changesBy} changes={view.changes} />
      <ReviewGoals view={view} today={today} />
      <ReviewMedicines medicines={view.medicines} today={today} />
      <Minutes {...desk.minutes} />
      <SignBox desk={desk} view={view} />
    </div>
  );
}

function Signed({ signature, today }: { readonly signature: SignatureView | null; readonly today: LocalDate }) {
  if (signature === null) return <Status tone="attention">never signed</Status>;
  const { by, date, version } = signature;
  return (
    <>
      last signed {formatDateAgo(date, today)} by {by}
      {version !== undefined && `, version ${version}`}
    </>
  );
}

function Minutes({ minutes, needed, code }: PractitionerMinutes) {
  return (
    <p>
      <b>
        Practitioner’s own time: {minutes} of {needed} min
      </b>{' '}
      <span className="soft">toward {code} in this month. Time is logged with the timer, not by signing.</span>
    </p>
  );
}
