import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ServiceMonth } from '../../../ccm/chart.ts';
import { Button } from '../../../ui/Button.tsx';
import { LoadingView } from '../../../ui/LoadingView.tsx';
import { State } from '../../../ui/State.tsx';
import { ERROR_TEXT } from '../../error-text.ts';
import { sentenceCase } from '../../format.ts';
import { statementQuery, type useReadAgainAfter } from '../../queries.ts';
import { capabilitiesOf } from '../../queries/access.ts';
import { COPY_PLACES, copyDesk, copyMaterialQuery } from '../../queries/plan-copy.ts';
import { saveTarget } from '../../queries/save-target.ts';
import type { Saving } from '../../queries/signed-in.ts';
import { ownPlan } from '../../queries/views.ts';
import { href } from '../../routes.ts';
import { UNKNOWN_SETTLED_BY, UNKNOWN_TEXT } from '../../unknown-text.ts';
import { CopyScreen } from './CopyScreen.tsx';

export interface PatientCopyProps {
  readonly saving: Saving;
  /** The plan's goals may still be on their way. */
  readonly isReadingMore: boolean;
  readonly month: ServiceMonth;
  readonly readAgainAfter: ReturnType<typeof useReadAgainAfter>;
}

/** The patient's copy in a session: what the EHR holds for it, and how the record of giving reaches the EHR. */
export function PatientCopy({ saving: current, month, isReadingMore, readAgainAfter }: PatientCopyProps) {
  const [settled, setSettled] = useState<Saving | null>(null);
  if (!isReadingMore && settled?.reading !== current.reading) setSettled(current);
  // While the chart is read again after a save, the sheet stays: it must not lose its goals, nor the screen what came of the save.
  const saving = isReadingMore && settled !== null ? settled : current;
  const plan = ownPlan(saving.reading);
  const material = useQuery(copyMaterialQuery(saving, plan));
  const statement = useQuery(statementQuery(saving.access)).data ?? null;
  const toPlan = <a href={href({ month, screen: 'plan' })}>Open the care plan</a>;
  const unknown = saving.reading.chart.unknownBecause?.carePlan;
  if (plan === null && unknown !== undefined && unknown !== 'not-recorded') {
    return (
      <Titled>
        <State kind="refused" title="Care plans cannot be seen" action={toPlan}>
          {sentenceCase(UNKNOWN_TEXT[unknown])}. {UNKNOWN_SETTLED_BY[unknown]}
        </State>
      </Titled>
    );
  }
  if (plan === null) {
    return (
      <Titled>
        <State kind="empty" title="No CCM care plan yet" action={toPlan}>
          There is nothing to give a copy of until the patient has a plan.
        </State>
      </Titled>
    );
  }
  if (plan.narrativeOnly) {
    return (
      <Titled>
        <State kind="refused" title="This plan is prose alone" action={toPlan}>
          Intervisit cannot put it into plain words. Print it from the EHR, give that to the patient, and record the copy as given under
          Eligibility (PLAN-3).
        </State>
      </Titled>
    );
  }
  if (material.data === undefined && material.error !== null) {
    const { title, meaning, next } = ERROR_TEXT[material.error.kind];
    return (
      <Titled>
        <State kind="failed" title={title} action={<Button onClick={() => void material.refetch()}>Try again</Button>}>
          {meaning} {next}
        </State>
      </Titled>
    );
  }
  if (material.data === undefined || (isReadingMore && settled === null)) {
    return <LoadingView title="Reading what the copy tells" steps={STEPS} />;
  }
  const target = saveTarget(saving.target, capabilitiesOf(saving.access, statement), COPY_PLACES);
  return <CopyScreen desk={copyDesk({ saving, plan, material: material.data, saveTarget: target, readAgainAfter })} />;
}

const STEPS = ['Goals', 'Activities', 'Medicines', 'Care team and caregivers'].map((label) => ({ label, state: 'reading' as const }));

function Titled({ children }: { readonly children: ReactNode }) {
  return (
    <div className="screen">
      <h1>Copy for the patient</h1>
      {children}
    </div>
  );
}
