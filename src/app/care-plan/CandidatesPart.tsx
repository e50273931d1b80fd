import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import type { PlanCandidate } from '../care-plan-view.ts';
import { formatDate, plural } from '../format.ts';
import { PLAN_READ_ONLY_TEXT } from '../plan-text.ts';
import { PlanNarrative } from '../PlanNarrative.tsx';
import { SaveOutcomeNotice } from '../SaveOutcomeNotice.tsx';
import type { SaveResult, SaveTarget } from '../save-result.ts';
import { SaveTargetLine } from '../SaveTargetLine.tsx';
import { useSave } from '../use-save.ts';
import { DiffLines } from './DiffLines.tsx';
import type { PlanAdoption } from './plan-desk.ts';

export interface CandidatesPartProps {
  readonly candidates: readonly PlanCandidate[];
  /** Absent: there is a CCM plan already. */
  readonly adoption: PlanAdoption | undefined;
}

/** Plans of others, each to be read, and to be adopted where there is no CCM plan. */
export function CandidatesPart({ candidates, adoption }: CandidatesPartProps) {
  const [adopting, setAdopting] = useState<string | null>(null);
  const chosen = candidates.find(({ reference }) => reference === adopting);
  return (
    <section className="panel" aria-labelledby="candidates-heading">
      <h2 id="candidates-heading">Other plans in the chart</h2>
      <p className="soft">
        Kept by others.{' '}
        {adoption === undefined ? 'Shown for reading; Intervisit does not change them.' : 'None is changed unless you adopt it.'}
      </p>
      <table className="table table-stack">
        <thead>
          <tr>
            <th scope="col">Plan</th>
            <th scope="col">Kept by</th>
            <th scope="col">Date</th>
            <th scope="col">Holds</th>
            {adoption !== undefined && <th scope="col">For CCM</th>}
          </tr>
        </thead>
        <tbody>
          {candidates.map((candidate) => (
            <tr key={candidate.reference}>
              <td data-label="Plan">
                {candidate.title} <code className="reference">{candidate.reference}</code>
              </td>
              <td data-label="Kept by">{candidate.origin ?? <span className="soft">not stated</span>}</td>
              <td data-label="Date" className="nowrap">
                {candidate.date === undefined ? <span className="soft">not stated</span> : formatDate(candidate.date)}
              </td>
              <td data-label="Holds">
                {candidate.narrativeOnly
                  ? 'prose alone'
                  : `${plural(candidate.goals, 'goal')}, ${plural(candidate.activities, 'activity', 'activities')}`}
                {candidate.narrative !== undefined && <PlanNarrative xhtml={candidate.narrative} />}
              </td>
              {adoption !== undefined && (
                <td data-label="For CCM">
                  <AdoptCell candidate={candidate} target={adoption.target} onAdopt={() => setAdopting(candidate.reference)} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {adoption !== undefined && chosen !== undefined && (
        <Adopt key={chosen.reference} candidate={chosen} adoption={adoption} onCancel={() => setAdopting(null)} />
      )}
    </section>
  );
}

interface AdoptCellProps {
  readonly candidate: PlanCandidate;
  readonly target: SaveTarget;
  readonly onAdopt: () => void;
}

function AdoptCell({ candidate, target, onAdopt }: AdoptCellProps) {
  const [first] = candidate.notAdoptableBecause;
  if (first !== undefined) return <span className="soft">Cannot be adopted. {PLAN_READ_ONLY_TEXT[first]}</span>;
  if (candidate.narrativeOnly) {
    return <span className="soft">Cannot be adopted: it is prose alone, and nothing is put beside what its text says.</span>;
  }
  if (target.where !== 'CarePlan') {
    return (
      <span className="soft">Cannot be adopted: this EHR does not let Intervisit change care plans. It stays as it is, for reading.</span>
    );
  }
  return (
    <Button label={`Adopt: ${candidate.title}`} onClick={onAdopt}>
      Adopt …
    </Button>
  );
}

interface AdoptProps {
  readonly candidate: PlanCandidate;
  readonly adoption: PlanAdoption;
  readonly onCancel: () => void;
}

function Adopt({ candidate, adoption, onCancel }: AdoptProps) {
  const { saving, result, run } = useSave<SaveResult>({ kind: 'unclear', where: 'CarePlan', looked: 'unknown' });
  return (
    <section className="unsaved" aria-label={`Adopt ${candidate.title}`}>
      <p>
        <b>Work from “{candidate.title}” as this patient’s CCM plan.</b> It stays {candidate.origin ?? 'its author'}’s plan with all that is
        in it. From then on Intervisit adds to it what you save, and the rules judge it.
      </p>
      <details className="evidence" open>
        <summary>Exactly what will change in the record</summary>
        <DiffLines lines={adoption.preview(candidate)} />
        <p className="soft">Everything else in the plan stays as it is.</p>
      </details>
      {result !== null && <SaveOutcomeNotice what="The adoption of the plan" result={result} mayRepeat />}
      <div className="form-foot">
        <Button kind="primary" busy={saving} onClick={() => run(() => adoption.onAdopt(candidate))}>
          {saving ? 'Adopting …' : 'Adopt this plan'}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <SaveTargetLine target={adoption.target} />
      </div>
    </section>
  );
}
