import { type ComponentProps, lazy, Suspense, useState } from 'react';
import { useKeeper } from './timekeeping/timekeeping.ts';

const StoppedCallOrTimer = lazy(async () => ({ default: (await import('./call/StoppedCallOrTimer.tsx')).StoppedCallOrTimer }));

export type StoppedProps = Omit<ComponentProps<typeof StoppedCallOrTimer>, 'id' | 'onSaving' | 'onClose'>;

/** What a stopped timer asks for, and what came of it. */
export function Stopped(props: StoppedProps) {
  const stopped = useKeeper((state) => (state.kind === 'started' && state.timer.stage === 'stopped' ? state.id : ''));
  // Once its entry is safe the timer is forgotten; what came of the entry stays until somebody has seen it.
  const [saved, setSaved] = useState('');
  const id = stopped === '' ? saved : stopped;
  if (id === '') return null;
  return (
    <Suspense fallback={null}>
      <StoppedCallOrTimer key={id} id={id} onSaving={() => setSaved(id)} onClose={() => setSaved('')} {...props} />
    </Suspense>
  );
}
