import type { ProposedCode } from '../../ccm/month-assessment.ts';
import type { ChargeStep, ChargeView } from '../charge-view.ts';
import { isStanding } from '../next-step.ts';
import type { Recorded } from './close-desk.ts';

/** What stands of the month's own charges. */
export interface ClosedState {
  /** `prepared`: waits for the billing practitioner's signature. `signed`: ready for billing, or billed. */
  readonly kind: 'prepared' | 'signed';
  readonly codes: readonly ProposedCode[];
  readonly recorded: Recorded;
  /** What it rests on, in the words frozen with it. */
  readonly basis: string | undefined;
  readonly isBilled: boolean;
}

/** Null where no own charge of a code that the month can be closed with stands. */
export function closedState(charges: readonly ChargeView[]): ClosedState | null {
  const own = charges.filter((charge) => charge.own && isStanding(charge));
  const [first] = own;
  if (first === undefined) return null;
  const latest = own.toSorted((a, b) => (b.enteredAt ?? '').localeCompare(a.enteredAt ?? ''))[0] ?? first;
  const { enteredBy, enteredAt } = latest;
  return {
    kind: own.some(({ status }) => status === 'planned') ? 'prepared' : 'signed',
    codes: own.map(({ code, units }) => ({ code, units })),
    recorded: { ...(enteredBy !== undefined && { by: enteredBy }), ...(enteredAt !== undefined && { at: enteredAt }) },
    basis: latest.basis,
    isBilled: own.some(({ status }) => status === 'billed'),
  };
}

/** Whether closing the month anew would change a code or its units. A signature alone is no change of what it rests on. */
export function hasChanged(steps: readonly ChargeStep[], standing: readonly ProposedCode[]): boolean {
  return steps.some((step) => {
    switch (step.kind) {
      case 'create':
      case 'supersede':
      case 'abort':
      case 'withdraw':
        return true;
      case 'billed':
        return step.wanted !== step.units;
      case 'update':
      case 'sign-off':
      case 'keep':
        return standing.some(({ code, units }) => code === step.code && units !== step.units);
      default:
        return step satisfies never;
    }
  });
}
