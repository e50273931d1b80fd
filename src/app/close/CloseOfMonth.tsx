import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { callDesk } from '../call/call-desk.ts';
import { policyQuery } from '../queries.ts';
import { closeDesk, type CloseDeskOptions } from '../queries/close.ts';
import { CloseScreen } from './CloseScreen.tsx';
import { useUnsentDocumentation } from './use-unsent-documentation.ts';

const ChargeSheetPart = lazy(async () => ({ default: (await import('./sheet/ChargeSheetPart.tsx')).ChargeSheetPart }));
const ClosedMonths = lazy(async () => ({ default: (await import('./history/ClosedMonths.tsx')).ClosedMonths }));
const PacketPart = lazy(async () => ({ default: (await import('./packet/PacketPart.tsx')).PacketPart }));
const CorrectionSheet = lazy(async () => ({ default: (await import('./sheet/CorrectionSheet.tsx')).CorrectionSheet }));

/** The screen that closes the month of a session: what the EHR holds, and how charges reach it. */
export function CloseOfMonth(props: Omit<CloseDeskOptions, 'unsent' | 'classify'>) {
  const { saving, assessment, isReadingMore, readAgainAfter } = props;
  const unsent = useUnsentDocumentation(assessment.month, callDesk(saving.access));
  const policy = useQuery(policyQuery(saving.access)).data;
  // There is no assessment without the policy, so it is here whenever this is.
  if (policy === undefined) return null;
  const desk = closeDesk({ ...props, unsent, classify: (codes) => policy.chronicConditions.classify(codes) });
  const session = { saving, assessment, isReadingMore };
  return (
    <CloseScreen
      desk={desk}
      correction={
        <Suspense fallback={null}>
          <CorrectionSheet {...session} />
        </Suspense>
      }
      renderParts={(input) => (
        <Suspense fallback={null}>
          <ChargeSheetPart {...session} input={input} readAgainAfter={readAgainAfter} />
          <PacketPart {...session} />
          <ClosedMonths saving={saving} month={assessment.month} />
        </Suspense>
      )}
    />
  );
}
