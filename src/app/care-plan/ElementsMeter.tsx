import { FURTHER_PLAN_ELEMENTS, TYPICAL_PLAN_ELEMENTS } from '../../ccm/care-plan-elements.ts';
import type { CarePlanElement } from '../../ccm/chart.ts';
import { Status } from '../../ui/Status.tsx';
import { PLAN_ELEMENT_TEXT } from '../plan-text.ts';
import { FillElement } from './FillElement.tsx';
import { usePlanEdits } from './edit-list.ts';
import type { PlanDesk } from './plan-desk.ts';

export interface ElementsMeterProps {
  readonly desk: PlanDesk;
  /** What the plan has; undefined where that could not be told. */
  readonly elements: readonly CarePlanElement[] | undefined;
  readonly mayEdit: boolean;
}

/** Which of the typical parts the plan has, and for each that is missing what would fill it. */
export function ElementsMeter({ desk, elements, mayEdit }: ElementsMeterProps) {
  const { elements: queued } = usePlanEdits();
  if (elements === undefined) {
    return (
      <p>
        <Status tone="unknown">Which parts the plan has could not be told</Status>
      </p>
    );
  }
  const has = new Set(elements);
  const present = TYPICAL_PLAN_ELEMENTS.filter((element) => has.has(element)).length;
  const isDone = (element: CarePlanElement) => has.has(element) || queued.has(element);
  const missing = TYPICAL_PLAN_ELEMENTS.filter((element) => !isDone(element));
  const further = FURTHER_PLAN_ELEMENTS.filter((element) => !isDone(element));
  return (
    <>
      <h3>
        Parts: {present} of {TYPICAL_PLAN_ELEMENTS.length} that Medicare names as typical
      </h3>
      <progress className="plan-meter" value={present} max={TYPICAL_PLAN_ELEMENTS.length} aria-label="Typical parts that the plan has" />
      <ul className="element-list">
        {[...TYPICAL_PLAN_ELEMENTS, ...FURTHER_PLAN_ELEMENTS].filter(isDone).map((element) => (
          <li key={element}>
            <Part element={element} has={has.has(element)} queued={queued.has(element)} />
          </li>
        ))}
      </ul>
      <ul className="plan-fills">
        {missing.map((element) => (
          <li key={element}>
            {mayEdit ? <FillElement element={element} desk={desk} isTypical /> : <Part element={element} has={false} queued={false} />}
          </li>
        ))}
      </ul>
      {mayEdit && further.length > 0 && (
        <details className="evidence">
          <summary>What else a plan may hold</summary>
          {further.map((element) => (
            <FillElement key={element} element={element} desk={desk} />
          ))}
        </details>
      )}
    </>
  );
}

function Part({ element, has, queued }: { readonly element: CarePlanElement; readonly has: boolean; readonly queued: boolean }) {
  if (has) return <Status tone="met">{PLAN_ELEMENT_TEXT[element]}</Status>;
  return (
    <Status tone={queued ? 'plain' : 'attention'}>
      {PLAN_ELEMENT_TEXT[element]}
      {queued ? ': not saved yet' : ': missing'}
    </Status>
  );
}
