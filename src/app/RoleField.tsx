import type { Performer } from '../ccm/chart.ts';
import { Choice } from '../ui/Choice.tsx';
import type { TimeFieldProps } from './LengthFields.tsx';
import type { TimeUser } from './time-entry-view.ts';
import { PERFORMER_TEXT, performerWords } from './vocabulary-text.ts';

const ROLES: readonly Performer[] = ['clinical-staff', 'physician-qhp', 'non-clinical-staff'];

export interface RoleFieldProps extends TimeFieldProps {
  readonly user: TimeUser;
}

/** Whose work it was, and as what. A role that the EHR does not state is asked for, never guessed. */
export function RoleField({ user, fields, errors, set }: RoleFieldProps) {
  if (user.performer !== undefined) {
    return (
      <p className="form-fact">
        Done by <b>{user.name === '' ? 'you' : user.name}</b>, working as {performerWords(user.performer)}
      </p>
    );
  }
  return (
    <Choice
      legend={`${user.name === '' ? 'You' : user.name} worked as`}
      hint="The EHR does not say. It decides which codes the time can count toward."
      inline
      value={fields.role}
      onChange={(role) => set({ role })}
      error={errors.role}
      options={ROLES.map((role) => ({ value: role, label: PERFORMER_TEXT[role] }))}
    />
  );
}
