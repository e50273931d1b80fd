// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { CarePlanScreen } from '../../src/app/CarePlanScreen.tsx';
import { aPlanDesk } from '../builders/plan-desk.ts';
import { createFormDrafts, type FormDrafts, FormDraftsContext, useAskBeforeLeaving } from '../../src/app/form-drafts.ts';

afterEach(cleanup);

function Session({ drafts }: { readonly drafts: FormDrafts }) {
  useAskBeforeLeaving(drafts);
  return (
    <FormDraftsContext value={drafts}>
      <CarePlanScreen desk={aPlanDesk()} />
    </FormDraftsContext>
  );
}

function isAskedBeforeLeaving(): boolean {
  const leaving = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(leaving);
  return leaving.defaultPrevented;
}

test('the browser asks before it leaves a page with something typed, and only then', async () => {
  const user = userEvent.setup({ delay: null });
  render(<Session drafts={createFormDrafts()} />);
  expect(isAskedBeforeLeaving()).toBe(false);
  await user.click(screen.getByRole('radio', { name: 'a note' }));
  expect(isAskedBeforeLeaving()).toBe(false);
  await user.type(screen.getByLabelText('Note'), 'Walks daily');
  expect(isAskedBeforeLeaving()).toBe(true);
  await user.clear(screen.getByLabelText('Note'));
  expect(isAskedBeforeLeaving()).toBe(false);
});

test('what stands on the list of changes is unsaved until it is saved', () => {
  const drafts = createFormDrafts();
  render(<Session drafts={drafts} />);
  drafts.keep(
    'plan-edits',
    'ccm',
    { base: null, edits: [{ kind: 'add-note', id: '1', at: '2026-11-21T10:00:00-05:00', text: 'Walks daily' }] },
    true,
  );
  expect(drafts.hasUnsaved()).toBe(true);
  drafts.forget('plan-edits', 'ccm');
  expect(drafts.hasUnsaved()).toBe(false);
  expect(drafts.read('plan-edits', 'ccm')).toBeUndefined();
});

test('forms of one name are told apart by their key', () => {
  const drafts = createFormDrafts();
  drafts.keep('plan-edits', 'a', { base: null, edits: [] }, false);
  expect(drafts.read('plan-edits', 'b')).toBeUndefined();
});
