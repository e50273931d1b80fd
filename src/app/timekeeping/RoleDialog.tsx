import { useState } from 'react';
import type { Performer } from '../../ccm/chart.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { PERFORMER_TEXT } from '../vocabulary-text.ts';

export interface RoleDialogProps {
  /** Null where the person leaves the question open. */
  readonly onAnswer: (performer: Performer | null) => void;
}

const ROLES = ['clinical-staff', 'physician-qhp', 'non-clinical-staff'] as const;

/** Asks for the role that the EHR did not tell: whose time is counted depends on it. */
export function RoleDialog({ onAnswer }: RoleDialogProps) {
  const [role, setRole] = useState<Performer | ''>('');
  return (
    <Dialog title="In which role do you work?" open onClose={() => onAnswer(null)}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (role !== '') onAnswer(role);
        }}
      >
        <p>The EHR did not tell your role. Which minutes count, and toward which codes, depends on it.</p>
        <Choice
          legend="Your role"
          options={ROLES.map((value) => ({ value, label: PERFORMER_TEXT[value] }))}
          value={role}
          onChange={setRole}
        />
        <div className="form-foot">
          <Button type="submit" kind="primary" disabledReason={role === '' ? 'Choose a role first' : undefined}>
            Start timer
          </Button>
          <Button onClick={() => onAnswer(null)}>Not now</Button>
        </div>
      </form>
    </Dialog>
  );
}
