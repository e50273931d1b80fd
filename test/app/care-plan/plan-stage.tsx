import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CarePlanScreen } from '../../../src/app/CarePlanScreen.tsx';
import type { PlanEdit } from '../../../src/app/care-plan-view.ts';
import type { PlanDesk } from '../../../src/app/care-plan/plan-desk.ts';
import { createFormDrafts, FormDraftsContext } from '../../../src/app/form-drafts.ts';
import type { SaveResult } from '../../../src/app/save-result.ts';
import { aPlanDesk } from '../../builders/plan-desk.ts';

/** The plan's screen on a desk that records what is saved. */
export function open(overrides: Partial<PlanDesk> = {}, result?: SaveResult) {
  const saved: (readonly PlanEdit[])[] = [];
  const store = aPlanDesk();
  const desk = aPlanDesk({
    onSave: async (edits, base) => {
      saved.push(edits);
      return result === undefined ? store.onSave(edits, base) : { result, saved: [] };
    },
    ...overrides,
  });
  const drafts = createFormDrafts();
  const show = (shown: PlanDesk) => (
    <FormDraftsContext value={drafts}>
      <CarePlanScreen desk={shown} />
    </FormDraftsContext>
  );
  const { rerender, unmount } = render(show(desk));
  return {
    saved,
    user: userEvent.setup({ delay: null }),
    /** The screen with another desk. */
    becomes: (fresh: Partial<PlanDesk>) => rerender(show({ ...desk, ...fresh })),
    leaveAndReturn: () => {
      unmount();
      render(show(desk));
    },
  };
}

/** When everything on the desk happens. */
export const AT = '2026-11-21T10:00:00-05:00';

/** Puts a goal on the list of unsaved changes. */
export async function addGoal(user: ReturnType<typeof userEvent.setup>) {
  await user.type(screen.getByLabelText('Goal'), 'Sleep through the night');
  await user.type(screen.getByLabelText('Target'), '6 hours');
  await user.type(screen.getByLabelText('Due'), '2027-01-31');
  await user.click(screen.getByRole('button', { name: 'Add to the list' }));
}
