import { use, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { FormDraftsContext } from '../form-drafts.ts';
import { href } from '../routes.ts';
import type { TimeEntryInput } from '../time-entry-view.ts';
import { editPlan, fieldsOfEntry } from './edit-unsent.ts';

export interface EditUnsentProps {
  readonly input: TimeEntryInput;
  readonly timeZone: string;
  /** Called once the form holds what the entry said. */
  readonly onTaken: () => void;
}

/** Puts an entry that the EHR refused into the form that logs by hand, as a new entry. */
export function EditUnsent({ input, timeZone, onTaken }: EditUnsentProps) {
  const drafts = use(FormDraftsContext);
  const [isInUse, setIsInUse] = useState(false);
  const plan = drafts === null ? null : editPlan(input, drafts, timeZone);
  if (drafts === null || plan === null) return null;
  const edit = () => {
    setIsInUse(plan.kind === 'form-in-use');
    if (plan.kind === 'form-in-use') return;
    drafts.keep('log-time', plan.month, { id: crypto.randomUUID(), fields: fieldsOfEntry(input, timeZone) }, true);
    onTaken();
    window.location.hash = href({ month: plan.month, screen: 'time' });
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-keys="log-time"]')?.focus());
  };
  return (
    <>
      <Button onClick={edit}>Edit by hand</Button>
      <output>{isInUse && 'The form holds work that is not saved yet. Save that first.'}</output>
    </>
  );
}
