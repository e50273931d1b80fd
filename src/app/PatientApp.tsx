import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { createFormDrafts, FormDraftsContext, useAskBeforeLeaving } from './form-drafts.ts';
import { createProgress } from './progress.ts';
import { createAccess } from './queries/access.ts';
import { PatientMonth } from './PatientMonth.tsx';
import type { Started } from './start.ts';
import { createTimekeepingDoor, TimekeepingContext } from './timekeeping/timekeeping.ts';
import { useCloseTimekeeping } from './timekeeping/use-open-timekeeping.ts';

/** One patient's session: the way to the EHR, what was read and what was typed live exactly as long as this component. */
export function PatientApp(started: Started) {
  const [access] = useState(() => createAccess(started));
  const [progress] = useState(createProgress);
  const [queryClient] = useState(newQueryClient);
  const [drafts] = useState(createFormDrafts);
  const [timekeeping] = useState(() => createTimekeepingDoor(access, started.page));
  useAskBeforeLeaving(drafts);
  useCloseTimekeeping(timekeeping);
  return (
    <QueryClientProvider client={queryClient}>
      <FormDraftsContext value={drafts}>
        <TimekeepingContext value={timekeeping}>
          <PatientMonth access={access} progress={progress} />
        </TimekeepingContext>
      </FormDraftsContext>
    </QueryClientProvider>
  );
}

// The FHIR client itself retries what may be retried; a chart in use does not change under the reader's eyes.
function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false, staleTime: 60_000, networkMode: 'always' } },
  });
}
