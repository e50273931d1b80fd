import { lazy, Suspense } from 'react';
import type { Performer } from '../../ccm/chart.ts';
import { Button } from '../../ui/Button.tsx';
import { useStart } from './use-start.ts';

const RoleDialog = lazy(async () => ({ default: (await import('./RoleDialog.tsx')).RoleDialog }));

export interface StartTimerProps {
  /** The signed-in person's; undefined where the EHR did not say. */
  readonly performer: Performer | undefined;
  readonly kind: 'primary' | 'secondary';
  /** Whether the bar's sentence on why there is no timer is enough. */
  readonly quiet?: boolean;
}

/** The button that starts the timer, or the sentence that says why there is none. Nothing while one is started. */
export function StartTimer({ performer, kind, quiet = false }: StartTimerProps) {
  const control = useStart(performer);
  if (control.kind === 'none') return null;
  if (control.kind === 'refused') return quiet ? null : <span className="soft">{control.reason}</span>;
  return (
    <>
      <Button kind={kind} onClick={control.press} busy={control.busy}>
        Start timer
      </Button>
      {control.asking && (
        <Suspense fallback={null}>
          <RoleDialog onAnswer={control.answer} />
        </Suspense>
      )}
    </>
  );
}
