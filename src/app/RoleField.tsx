import type { Performer } from '../ccm/chart.ts';
import { Choice } from '../ui/Choice.tsx';
import type { WorkFieldProps } from './ActivityField.tsx';
import type { TimeUser } from './time-entry-view.ts';
import { PERFORMER_TEXT } from './vocabulary-text.ts';

const ROLES: readonly Performer[] = ['clinical-staff', 'physician-qhp', 'non-clinical-staff'];

export interface RoleFieldProps extends WorkFieldProps {
  readonly user: TimeUser;
}

/** Whose work it was, and as what. The role that the EHR states is chosen to begin with; one that it does not state is never guessed. */
export function RoleField({ user, fields, errors, set }: RoleFieldProps) {
  const name = user.name === '' ? 'You' : user.name;
  const offered = user.performer === undefined ? ROLES : ROLES.filter((role) => role !== 'non-clinical-staff' || role === user.performer);
  return (
    <Choice
      legend={`${name} worked as`}
      hint={user.performer === undefined ? 'The EHR does not say. It decides which codes the time can count toward.' : undefined}
      inline
      value={fields.role}
      onChange={(role) => set({ role })}
      error={errors.role}
      options={offered.map((role) => ({ value: role, label: PERFORMER_TEXT[role] }))}
    />
  );
}
