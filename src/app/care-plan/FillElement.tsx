import type { CarePlanElement } from '../../ccm/chart.ts';
import { Button } from '../../ui/Button.tsx';
import { Status } from '../../ui/Status.tsx';
import { formatDateAgo } from '../format.ts';
import { PLAN_ELEMENT_TEXT } from '../plan-text.ts';
import { readLabel, UNKNOWN_TEXT } from '../unknown-text.ts';
import { FILL_BY_HAND, NONE_NEEDED } from './element-fill.ts';
import type { MaterialView } from './material-view.ts';
import { usePlanEdits } from './edit-list.ts';
import type { PlanDesk } from './plan-desk.ts';

export interface FillElementProps {
  readonly element: CarePlanElement;
  readonly desk: PlanDesk;
  /** One that Medicare names as typical: without it the plan is not complete. */
  readonly isTypical?: boolean;
}

/** What would fill a missing part: what the chart has, one's own words, or that it was assessed and none is needed. */
export function FillElement({ element, desk, isTypical = false }: FillElementProps) {
  const { add, begin } = usePlanEdits();
  const name = PLAN_ELEMENT_TEXT[element];
  const byHand = FILL_BY_HAND[element];
  return (
    <details className="plan-fill">
      <summary>{isTypical ? <Status tone="attention">{name}: missing</Status> : name}</summary>
      <FromChart element={element} desk={desk} />
      <div className="form-foot">
        {byHand !== null && (
          <Button kind="quiet" onClick={() => begin(byHand)} label={`Write it: ${name}`}>
            {byHand.kind === 'goal' ? 'Write a goal with target and date' : byHand.kind === 'activity' ? 'Plan an activity' : 'Write it'}
          </Button>
        )}
        {NONE_NEEDED.has(element) && (
          <Button
            kind="quiet"
            label={`Assessed, none needed: ${name}`}
            onClick={() => add([{ kind: 'add-note', element, text: `${name}: assessed, none needed.` }])}
          >
            Assessed, none needed
          </Button>
        )}
      </div>
    </details>
  );
}

function FromChart({ element, desk: { material, today } }: FillElementProps) {
  const { add } = usePlanEdits();
  if (material.kind !== 'read') return <NotRead material={material} />;
  const offer = material.elements[element];
  if (offer === undefined) return null;
  const { candidates, unread } = offer;
  return (
    <>
      {unread.map(({ type, why }) => (
        <p key={type} className="soft">
          {readLabel(type === 'Assessment' ? 'Observation' : type)}: {UNKNOWN_TEXT[why]}. There may be more than is shown here.
        </p>
      ))}
      {candidates.length === 0 && unread.length === 0 && <p className="soft">The chart has nothing for it.</p>}
      {candidates.length > 0 && (
        <ul className="edit-list" aria-label={`In the chart for ${PLAN_ELEMENT_TEXT[element]}`}>
          {candidates.slice(0, MOST).map(({ display, date, edit }) => (
            <li key={`${display} ${date ?? ''} ${edit.kind === 'refer' ? edit.reference : ''}`}>
              <span>
                {display} <span className="soft">{date === undefined ? 'no date' : formatDateAgo(date, today)}</span>
              </span>
              <Button kind="quiet" onClick={() => add([edit])} label={`Use: ${display}`}>
                Use
              </Button>
            </li>
          ))}
        </ul>
      )}
      {candidates.length > MOST && <p className="soft">{candidates.length - MOST} older ones are in the EHR.</p>}
    </>
  );
}

const MOST = 12;

function NotRead({ material }: { readonly material: Exclude<MaterialView, { kind: 'read' }> }) {
  if (material.kind === 'reading') return <p className="soft">Reading what the chart has …</p>;
  return (
    <p>
      What the chart has could not be read. <Button onClick={material.retry}>Try again</Button>
    </p>
  );
}
