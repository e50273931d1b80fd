import { lazy, Suspense, useEffect, useState } from 'react';
import type { Performer, ServiceMonth } from '../../ccm/chart.ts';
import { Button } from '../../ui/Button.tsx';
import { href } from '../routes.ts';
import { useKeeper, useTimekeeping } from '../timekeeping/timekeeping.ts';
import { useStart } from '../timekeeping/use-start.ts';

const RoleDialog = lazy(async () => ({ default: (await import('../timekeeping/RoleDialog.tsx')).RoleDialog }));

export interface StartCallProps {
  /** The signed-in person's; undefined where the EHR did not say. */
  readonly performer: Performer | undefined;
  readonly month: ServiceMonth;
  readonly kind: 'primary' | 'secondary';
}

/** Starts the timer on a call and opens the call's workspace, in one press. Nothing while a timer is started, or where none may be. */
export function StartCall({ performer, month, kind }: StartCallProps) {
  const control = useStart(performer);
  const timekeeping = useTimekeeping();
  const keeper = timekeeping.kind === 'open' ? timekeeping.keeper : null;
  const isStarted = useKeeper((state) => state.kind === 'started');
  // Another window's timer may have to be asked about first: the call begins when the timer does.
  const [pressed, setPressed] = useState(false);
  const begins = pressed && isStarted;
  useEffect(() => {
    if (!begins) return;
    keeper?.setCallMode(true);
    window.location.hash = href({ month, screen: 'call' });
  }, [begins, keeper, month]);
  if (control.kind !== 'ready') return null;
  return (
    <span data-keys="start-call">
      <Button
        kind={kind}
        busy={control.busy}
        onClick={() => {
          setPressed(true);
          control.press();
        }}
      >
        Start call
      </Button>
      {control.asking && (
        <Suspense fallback={null}>
          <RoleDialog onAnswer={control.answer} />
        </Suspense>
      )}
    </span>
  );
}
