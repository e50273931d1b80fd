import { useEffect, useRef, useState } from 'react';
import { Dialog } from './Dialog.tsx';

export interface ShortcutsProps {
  readonly shortcuts: readonly Shortcut[];
  /** Keys that work elsewhere, for the list alone: `Ctrl+Enter`. */
  readonly others?: readonly Pick<Shortcut, 'keys' | 'label'>[];
}

interface Shortcut {
  /** Two keys, pressed one after the other: `g h`. */
  readonly keys: string;
  readonly label: string;
  readonly run: () => void;
}

const SEQUENCE_MS = 1500;

/**
 * Keyboard shortcuts of two keys, the button and the `?` that list them, and the switch that turns them off. Ctrl+Enter
 * (or Cmd+Enter) presses the submit button of the form one types in, with all that the button would refuse.
 */
export function Shortcuts({ shortcuts, others = [] }: ShortcutsProps) {
  const [open, setOpen] = useState(false);
  const [enabled, setEnabled] = useState(true);
  const pending = useRef<{ key: string; at: number } | null>(null);
  useEffect(() => {
    document.addEventListener('keydown', submitByKeys);
    return () => document.removeEventListener('keydown', submitByKeys);
  }, []);
  useEffect(() => {
    if (!enabled) return;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isDialogOpen()) return;
      if (event.key === '?') {
        event.preventDefault();
        setOpen(true);
        return;
      }
      const first = pending.current;
      const fresh = first !== null && event.timeStamp - first.at <= SEQUENCE_MS;
      const hit = fresh ? shortcuts.find(({ keys }) => keys === `${first.key} ${event.key}`) : undefined;
      pending.current = hit === undefined ? { key: event.key, at: event.timeStamp } : null;
      if (hit === undefined) return;
      event.preventDefault();
      hit.run();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [enabled, shortcuts]);
  return (
    <>
      <button type="button" className="button button-quiet" onClick={() => setOpen(true)} aria-haspopup="dialog">
        Keys
      </button>
      <Dialog title="Keyboard shortcuts" open={open} onClose={() => setOpen(false)}>
        <table className="table">
          <tbody>
            {[...shortcuts, ...others, { keys: '?', label: 'Show this list' }].map(({ keys, label }) => (
              <tr key={keys}>
                <th scope="row">
                  {keys.split(' ').map((key, place) => (
                    <kbd key={`${place} ${key}`}>{key}</kbd>
                  ))}
                </th>
                <td>{label}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <label className="option">
          <input type="checkbox" checked={enabled} onChange={(event) => setEnabled(event.target.checked)} />
          <span>Use keyboard shortcuts</span>
        </label>
      </Dialog>
    </>
  );
}

function submitByKeys(event: KeyboardEvent) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !(event.target instanceof Element)) return;
  const button = event.target.closest('form')?.querySelector<HTMLButtonElement>('button[type="submit"]');
  if (button == null) return;
  event.preventDefault();
  button.click();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, select, textarea, [contenteditable]') !== null;
}

function isDialogOpen(): boolean {
  return document.querySelector('dialog[open]') !== null;
}
