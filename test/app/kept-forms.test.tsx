// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import type { WithdrawalFields } from '../../src/app/consent/consent-form.ts';
import { createFormDrafts, type FormDrafts, FormDraftsContext, useFormDraft } from '../../src/app/form-drafts.ts';
import { keepForms } from '../../src/app/kept-forms.ts';
import type { Drafts } from '../../src/drafts/drafts.ts';
import { KeptDrafts } from '../../src/drafts/kept-drafts.ts';

afterEach(cleanup);

const BLANK: WithdrawalFields = { on: '', saidBy: '', reason: '', remark: '' };
const isBlank = (now: WithdrawalFields, first: WithdrawalFields) => JSON.stringify(now) === JSON.stringify(first);

function RemarkForm() {
  const { value, change, clear } = useFormDraft('consent-withdrawal', 'c-1', () => BLANK, isBlank);
  return (
    <>
      <input
        aria-label="Remark"
        value={value.remark}
        onChange={(event) => change((before) => ({ ...before, remark: event.target.value }))}
      />
      <button onClick={clear}>Saved</button>
    </>
  );
}

/** One page: the forms of one session, and timers that a test lets run out. */
function aPage(drafts: Drafts) {
  const forms = createFormDrafts();
  const due = new Set<() => void>();
  const stop = keepForms(forms, drafts, (callback) => {
    due.add(callback);
    return () => due.delete(callback);
  });
  return {
    forms,
    stop,
    pause: () => {
      for (const callback of due) callback();
      due.clear();
    },
  };
}

function show(forms: FormDrafts) {
  return render(
    <FormDraftsContext value={forms}>
      <RemarkForm />
    </FormDraftsContext>,
  );
}

const device = () => new KeptDrafts(null, 'unavailable', () => 0);
const user = userEvent.setup({ delay: null });
const remark = () => screen.getByLabelText('Remark');

test('what was typed before the page died stands in the form of the next page', async () => {
  const drafts = device();
  const before = aPage(drafts);
  const view = show(before.forms);
  await user.type(remark(), 'Called the daughter');
  before.pause();
  view.unmount();
  const after = aPage(drafts);
  show(after.forms);
  expect(await screen.findByDisplayValue('Called the daughter')).toBeInTheDocument();
  expect(after.forms.hasUnsaved()).toBe(true);
});

test('a form that was saved leaves nothing behind', async () => {
  const drafts = device();
  const page = aPage(drafts);
  show(page.forms);
  await user.type(remark(), 'x');
  page.pause();
  await user.click(screen.getByRole('button', { name: 'Saved' }));
  await expect.poll(() => drafts.list('form')).toEqual([]);
});

test('a form begun on this page keeps its own words', async () => {
  const drafts = device();
  await drafts.save('form consent-withdrawal c-1', 'form', {
    version: 1,
    name: 'consent-withdrawal',
    key: 'c-1',
    value: { ...BLANK, remark: 'Old' },
  });
  const forms = createFormDrafts();
  show(forms);
  await user.type(remark(), 'New');
  forms.offer([{ name: 'consent-withdrawal', key: 'c-1', value: { ...BLANK, remark: 'Old' } }]);
  expect(remark()).toHaveValue('New');
});

test.each([
  ['another release kept other fields', { remark: 'Old' }],
  ['a field is of another kind', { ...BLANK, remark: 7 }],
  ['it is no form at all', 'text'],
])('a draft is not taken up where %s', async (_why, value) => {
  const forms = createFormDrafts();
  show(forms);
  forms.offer([{ name: 'consent-withdrawal', key: 'c-1', value }]);
  await Promise.resolve();
  expect(remark()).toHaveValue('');
});

test('the last words are written down when the session ends before the pause', async () => {
  const drafts = device();
  const page = aPage(drafts);
  show(page.forms);
  await user.type(remark(), 'Last');
  page.stop();
  await expect.poll(async () => (await drafts.list('form')).map(({ payload }) => payload)).toMatchObject([{ value: { remark: 'Last' } }]);
});
