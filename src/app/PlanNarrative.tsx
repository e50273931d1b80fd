import { lazy, Suspense } from 'react';

const Narrative = lazy(() => import('./Narrative.tsx').then((module) => ({ default: module.Narrative })));

export interface PlanNarrativeProps {
  /** XHTML as the EHR keeps it; shown cleaned. */
  readonly xhtml: string;
  /** Whether it stands open from the start. */
  readonly open?: boolean;
}

/** A plan in the EHR's own words, to be opened; what cleans it is loaded only then. */
export function PlanNarrative({ xhtml, open = false }: PlanNarrativeProps) {
  return (
    <details className="evidence" open={open}>
      <summary>As the EHR words it</summary>
      <Suspense fallback={<p className="soft">Preparing the text …</p>}>
        <Narrative xhtml={xhtml} />
      </Suspense>
    </details>
  );
}
