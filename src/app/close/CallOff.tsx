import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { CloseInput } from '../charge-view.ts';
import type { CloseDesk } from './close-desk.ts';
import { StepList } from './StepList.tsx';

export interface CallOffProps {
  readonly desk: CloseDesk;
  readonly saving: boolean;
  readonly onRecord: (input: CloseInput) => void;
}

/** Charges stand, and the month no longer supports any: what is not billed yet is taken back. */
export function CallOff({ desk, saving, onRecord }: CallOffProps) {
  const { assessment, billing, self, unsent } = desk;
  const input: CloseInput = {
    codes: [],
    family: null,
    chosen: 'proposal',
    billingPractitioner: { reference: billing?.reference ?? '', display: billing?.name ?? '' },
    dateOfService: Temporal.PlainYearMonth.from(assessment.month).toPlainDate({ day: 31 }).toString(),
    diagnoses: [],
    signOff: false,
    unsent,
  };
  const steps = desk.preview(input);
  if (steps.length === 0) return null;
  const writes = steps.some(({ kind }) => kind !== 'keep' && kind !== 'billed');
  return (
    <Notice tone="attention" title="The documentation no longer supports what is recorded">
      <StepList steps={steps} state={saving ? 'sending' : 'draft'} />
      {writes && (
        <Button
          busy={saving}
          disabledReason={self === null ? 'The EHR did not say who is signed in.' : undefined}
          onClick={() => onRecord(input)}
        >
          {saving ? 'Recording …' : 'Take these charges back'}
        </Button>
      )}
    </Notice>
  );
}
