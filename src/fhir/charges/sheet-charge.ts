import type { Instant, LocalDate, Reference } from '../../ccm/chart.ts';
import type { RawResource } from '../client.ts';
import { objectIn, objectsIn, textIn } from '../fields.ts';
import { ICD_10_CM } from '../naming.ts';
import { baseCodeOf } from './charge-item.ts';
import { readChargeItem } from './read.ts';

/** A charge of ours as a biller needs it. Absent: the ChargeItem does not say. */
export interface SheetCharge {
  readonly code: string;
  readonly units: number;
  /** `patient/2026-11/99490`. */
  readonly identifier: string;
  /** The base code of an add-on code. */
  readonly addOnTo?: string;
  readonly status: string;
  readonly dateOfService?: LocalDate;
  /** ICD-10-CM, in the order of the charge. */
  readonly diagnoses: readonly { readonly code: string; readonly display: string }[];
  readonly practitioner?: { readonly reference?: Reference; readonly display?: string };
  readonly organization?: string;
  readonly enteredBy?: string;
  readonly enteredAt?: Instant;
  /** The last note that tells the minutes. */
  readonly basis?: string;
  readonly rulesVersion?: string;
  readonly supporting: readonly string[];
}

/** The charge that a ChargeItem of ours is; null for others'. */
export function readSheetCharge(item: RawResource): SheetCharge | null {
  const [charge] = readChargeItem(item);
  if (charge?.identifier === undefined) return null;
  const { code, units, identifier, status, dateOfService, notes = [], enterer, enteredDate } = charge;
  const actor = objectIn(objectsIn(item, 'performer')[0], 'actor');
  const canonical = Array.isArray(item['definitionCanonical']) ? String(item['definitionCanonical'][0] ?? '') : '';
  return {
    code,
    units,
    identifier,
    status,
    diagnoses: diagnosesOf(item),
    practitioner: present({ reference: textIn(actor, 'reference'), display: textIn(actor, 'display') }),
    supporting: objectsIn(item, 'supportingInformation').flatMap(supportText),
    ...present({
      addOnTo: baseCodeOf(code),
      dateOfService,
      organization: textIn(objectIn(item, 'performingOrganization'), 'display'),
      enteredBy: enterer,
      enteredAt: enteredDate,
      basis: notes.findLast((note) => note.startsWith('Basis:')),
      rulesVersion: /\|(.+)$/.exec(canonical)?.[1],
    }),
  };
}

function diagnosesOf(item: RawResource): SheetCharge['diagnoses'] {
  return objectsIn(item, 'reason').flatMap((reason) => {
    const coding = objectsIn(reason, 'coding').find((one) => textIn(one, 'system') === ICD_10_CM);
    const code = textIn(coding, 'code');
    return code === undefined ? [] : [{ code, display: textIn(reason, 'text') ?? textIn(coding, 'display') ?? '' }];
  });
}

function supportText(one: Readonly<Record<string, unknown>>): readonly string[] {
  const reference = textIn(one, 'reference');
  const display = textIn(one, 'display');
  if (reference === undefined) return display === undefined ? [] : [display];
  return [display === undefined ? reference : `${display} (${reference})`];
}

type Present<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function present<T extends object>(value: T): Present<T>;
function present(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}
