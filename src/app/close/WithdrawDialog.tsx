import { type FormEvent, useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import type { ChargeResult, ChargeView } from '../charge-view.ts';
import { focusFirstError } from '../focus-first-error.ts';
import { useSave } from '../use-save.ts';
import type { CloseDesk, Withdrawal } from './close-desk.ts';
import { resultText } from './step-text.ts';

export interface WithdrawDialogProps {
  /** Null: closed. */
  readonly charge: ChargeView | null;
  readonly onWithdraw: CloseDesk['onWithdraw'];
  readonly onClose: () => void;
  readonly onDone: (result: ChargeResult) => void;
}

/** Takes one charge back for a reason. It stays readable in the EHR. */
export function WithdrawDialog({ charge, onWithdraw, onClose, onDone }: WithdrawDialogProps) {
  return (
    <Dialog title={`Withdraw ${charge?.code ?? ''}`} open={charge !== null} onClose={onClose}>
      {charge !== null && <WithdrawForm charge={charge} onWithdraw={onWithdraw} onClose={onClose} onDone={onDone} />}
    </Dialog>
  );
}

const WAYS = {
  aborted: 'It is called off before anybody billed it',
  'not-billable': 'It was right when it was made, and is not to be billed',
  'entered-in-error': 'It should never have existed: wrong patient, wrong month',
} as const satisfies Record<Withdrawal['as'], string>;

function WithdrawForm({ charge, onWithdraw, onClose, onDone }: WithdrawDialogProps & { readonly charge: ChargeView }) {
  const form = useRef<HTMLFormElement>(null);
  const [as, setAs] = useState<Withdrawal['as'] | ''>('');
  const [reason, setReason] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const { code, reference } = charge;
  const { saving, result, run } = useSave<ChargeResult>({ code, state: 'outcome-unknown', looked: 'unknown' });
  const ways: readonly Withdrawal['as'][] = [charge.status === 'planned' ? 'aborted' : 'not-billable', 'entered-in-error'];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (as === '' || reason.trim() === '') {
      focusFirstError(form);
      return;
    }
    run(
      () => onWithdraw(reference, { as, reason: reason.trim() }),
      (outcome) => {
        if (outcome.state === 'confirmed' || outcome.state === 'already-there') onDone(outcome);
      },
    );
  };
  return (
    <form ref={form} className="form" onSubmit={submit} noValidate aria-label={`Withdraw ${code}`}>
      <p>The charge stays readable in the EHR, with the reason beside it. The documentation is not touched.</p>
      <Choice
        legend="What is the matter with it"
        value={as}
        onChange={setAs}
        error={isAsked && as === '' ? 'Choose one.' : undefined}
        options={ways.map((value) => ({ value, label: WAYS[value] }))}
      />
      <Field label="Reason" width="stretch" error={isAsked && reason.trim() === '' ? 'Say why; it stays beside the charge.' : undefined}>
        {(control) => (
          <input
            {...control}
            className="input"
            aria-required="true"
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {result !== null && (
        <div role="alert">
          {resultText(result).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      )}
      <div className="form-foot">
        <Button kind="primary" type="submit" busy={saving}>
          {saving ? 'Withdrawing …' : 'Withdraw the charge'}
        </Button>
        <Button onClick={onClose} busy={saving}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
