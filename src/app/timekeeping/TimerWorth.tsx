import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { worthText } from './bar-words.ts';
import type { KeeperState } from './keeper-state.ts';

/** Told once in a page's life: a person who knows is not told again on the next screen. */
const understood = new Set<string>();

/** Says once what a timer is worth that would not survive this window, or that other windows do not see. */
export function TimerWorth({ guarded, memoryOnly }: Pick<KeeperState, 'guarded' | 'memoryOnly'>) {
  const [, redraw] = useState(0);
  const text = worthText({ guarded, memoryOnly });
  if (text === null || understood.has(text)) return null;
  return (
    <p className="timer-worth">
      <span>{text}</span>
      <Button
        kind="quiet"
        onClick={() => {
          understood.add(text);
          redraw((count) => count + 1);
        }}
      >
        Understood
      </Button>
    </p>
  );
}
