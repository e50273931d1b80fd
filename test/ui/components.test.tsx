// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { Button } from '../../src/ui/Button.tsx';
import { State } from '../../src/ui/State.tsx';
import { Field } from '../../src/ui/Field.tsx';
import { LoadingView } from '../../src/ui/LoadingView.tsx';
import { MonthBar } from '../../src/ui/MonthBar.tsx';
import { Status } from '../../src/ui/Status.tsx';

afterEach(cleanup);

test('a button that cannot be used keeps the focus, does nothing and tells its reason', async () => {
  let pressed = 0;
  render(
    <Button disabledReason="Nothing to save." onClick={() => (pressed += 1)}>
      Save
    </Button>,
  );
  const user = userEvent.setup({ delay: null });
  await user.tab();
  const button = screen.getByRole('button', { name: 'Save' });
  expect(button).toHaveFocus();
  await user.keyboard('{Enter} ');
  expect(pressed).toBe(0);
  expect(button).toHaveAccessibleDescription('Nothing to save.');
});

test('a submit button that cannot be used does not submit', async () => {
  let submitted = 0;
  render(
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submitted += 1;
      }}
    >
      <Button type="submit" disabledReason="No.">
        Save
      </Button>
    </form>,
  );
  await userEvent.setup({ delay: null }).click(screen.getByRole('button'));
  expect(submitted).toBe(0);
});

test('a field’s hint and error are read with its control', () => {
  render(
    <Field label="Note" hint="Who and what." error="Write something.">
      {(control) => <input {...control} />}
    </Field>,
  );
  expect(screen.getByLabelText('Note')).toHaveAccessibleDescription('Who and what. Write something.');
  expect(screen.getByLabelText('Note')).toBeInvalid();
});

test('the month bar’s picture is hidden from assistive technology and its text is not', () => {
  render(
    <MonthBar
      value={14}
      ticks={[{ at: 20, label: '99490' }]}
      days={[{ day: 1, weekend: false, when: 'today', counted: 14, excluded: 0 }]}
      text="14 minutes counted."
    />,
  );
  expect(screen.getByText('14 minutes counted.')).toBeInTheDocument();
  expect(screen.getByText('99490').closest('[aria-hidden="true"]')).not.toBeNull();
});

test('loading says what is being read, how far, and what did not come', () => {
  render(
    <LoadingView
      title="Reading the chart"
      steps={[
        { label: 'Conditions', count: 41, state: 'done' },
        { label: 'Encounters', count: 212, state: 'reading' },
        { label: 'Coverage', state: 'refused' },
        { label: 'Charges', state: 'failed' },
      ]}
    />,
  );
  expect(screen.getByText('Encounters').closest('li')).toHaveTextContent('Encounters212reading');
  expect(screen.getByText('Coverage').closest('li')).toHaveTextContent('not permitted');
  expect(screen.getByText('Charges').closest('li')).toHaveTextContent('no answer');
  expect(screen.getByRole('status')).toHaveTextContent('3 of 4 done');
  expect(screen.getByRole('progressbar', { name: 'Reading the chart' })).toHaveAttribute('value', '3');
});

test('a pause that the server asked for is announced with the progress', () => {
  render(<LoadingView title="Reading the chart" steps={[]} pause="The EHR asked to wait." />);
  expect(screen.getByRole('status')).toHaveTextContent('0 of 0 done');
  expect(screen.getByRole('status')).toHaveTextContent('The EHR asked to wait.');
});

test('a failure is announced and carries its next step', () => {
  render(
    <State kind="failed" title="No answer" level={1} action={<Button>Try again</Button>}>
      Nothing is lost.
    </State>,
  );
  expect(screen.getByRole('alert')).toHaveTextContent('No answerNothing is lost.Try again');
  expect(screen.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a state is never colour alone', () => {
  render(<Status tone="blocks">Blocks</Status>);
  expect(screen.getByText('Blocks').parentElement?.querySelector('svg[aria-hidden="true"]')).not.toBeNull();
});
