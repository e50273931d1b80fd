import { useRef, useState } from 'react';

export interface Saving<Result> {
  readonly saving: boolean;
  /** Of the last save; null before the first and while one is under way. */
  readonly result: Result | null;
  /** Runs `save` unless one is under way; a second press starts nothing. */
  readonly run: (save: () => Promise<Result>, done?: (result: Result) => void) => void;
  readonly clear: () => void;
}

/** One save at a time, with its outcome. A callback that rejects all the same ends as `unclear`: the EHR may have acted. */
export function useSave<Result>(unclear: Result): Saving<Result> {
  const [saving, setSaving] = useState(false);
  const [result, setResult] = useState<Result | null>(null);
  const busy = useRef(false);
  const attempt = async (save: () => Promise<Result>, done?: (outcome: Result) => void) => {
    const outcome = await save().catch(() => unclear);
    busy.current = false;
    setSaving(false);
    setResult(outcome);
    done?.(outcome);
  };
  const run: Saving<Result>['run'] = (save, done) => {
    if (busy.current) return;
    busy.current = true;
    setSaving(true);
    setResult(null);
    void attempt(save, done);
  };
  return { saving, result, run, clear: () => setResult(null) };
}
