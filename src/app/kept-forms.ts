import type { Drafts } from '../drafts/drafts.ts';
import type { FormChange, FormDrafts } from './form-drafts.ts';
import type { Schedule } from './timekeeping/clockwork.ts';

const KIND = 'form';
const VERSION = 1;

/** Typing is written down this long after it pauses, in milliseconds. */
const PAUSE_MS = 400;

/**
 * Lets what stands in the forms outlive the page: it is kept as encrypted drafts, and what earlier pages kept is offered to
 * the forms. A form that was saved or emptied leaves nothing behind. Returns the way to stop, which writes down what is new.
 */
export function keepForms(forms: FormDrafts, opening: Drafts | Promise<Drafts>, schedule: Schedule): () => void {
  const waiting = new Map<string, FormChange>();
  let cancel: (() => void) | null = null;
  const write = async () => {
    const changes = [...waiting.entries()];
    waiting.clear();
    const drafts = await opening;
    await Promise.all(changes.map(([id, change]) => writeOne(drafts, id, change)));
  };
  // A draft that cannot be kept stays on the screen, and the timer's bar says that nothing is kept.
  const flush = () => void write().catch(() => undefined);
  const stop = forms.onChange((change) => {
    waiting.set(`${KIND} ${change.name} ${change.key}`, change);
    cancel?.();
    // What was saved must not be offered again by a page that opens in the same breath.
    if (change.value === null) flush();
    else cancel = schedule(flush, PAUSE_MS);
  });
  void offerKept(forms, opening).catch(() => undefined);
  return () => {
    stop();
    cancel?.();
    flush();
  };
}

async function writeOne(drafts: Drafts, id: string, change: FormChange): Promise<void> {
  if (change.value === null) await drafts.remove(id);
  else await drafts.save(id, KIND, { version: VERSION, ...change });
}

async function offerKept(forms: FormDrafts, opening: Drafts | Promise<Drafts>): Promise<void> {
  const drafts = await opening;
  const kept = await drafts.list(KIND);
  forms.offer(kept.flatMap(({ payload }) => readChange(payload) ?? []));
}

function readChange(payload: unknown): FormChange | null {
  if (typeof payload !== 'object' || payload === null) return null;
  const { version, name, key, value } = Object.fromEntries(Object.entries(payload));
  if (version !== VERSION || typeof name !== 'string' || typeof key !== 'string') return null;
  return { name, key, value };
}
