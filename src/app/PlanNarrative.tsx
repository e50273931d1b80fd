import { lazy, Suspense, useState } from 'react';

const Narrative = lazy(() => import('./Narrative.tsx').then((module) => ({ default: module.Narrative })));

export interface PlanNarrativeProps {
  /** XHTML as the EHR keeps it; shown cleaned. */
  readonly xhtml: string;
  /** Whether it stands open from the start. */
  readonly open?: boolean;
}

/** A plan in the EHR's own words, to be opened; what cleans it is loaded only then. */
export function PlanNarrative({ xhtml, open = false }: PlanNarrativeProps) {
  const [wasOpened, setWasOpened] = useState(open);
  return (
    <details className="evidence" open={open} onToggle={(event) => setWasOpened(wasOpened || event.currentTarget.open)}>
      <summary>As the EHR words it</summary>
      {wasOpened && (
        <Suspense fallback={<p className="soft">Preparing the text …</p>}>
          <Narrative xhtml={xhtml} />
        </Suspense>
      )}
    </details>
  );
}
