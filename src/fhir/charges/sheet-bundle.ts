import type { Bundle } from 'fhir/r4';
import type { Instant, Reference } from '../../ccm/chart.ts';
import type { RawResource } from '../client.ts';
import { isObject } from '../fields.ts';
import { BASE } from '../naming.ts';
import { chargeItemOf } from './charge-item.ts';
import type { ChargeDraft } from './charge.ts';

/** A charge on a sheet: the ChargeItem as it stands in the EHR, or as it would stand there. */
export interface SheetItem {
  readonly item: RawResource;
  /** Absent for one that is in no EHR. */
  readonly reference?: Reference;
}

/** The charges as an EHR that takes charges would get them; add-on codes refer to their base code by a `urn:uuid`. */
export function itemsOf(drafts: readonly ChargeDraft[]): readonly SheetItem[] {
  const urns = new Map(drafts.map(({ code }, index) => [code, urnOf(index)]));
  return drafts.map((draft) => {
    const base = draft.partOf === undefined ? undefined : urns.get(draft.partOf);
    return { item: chargeItemOf(draft, base === undefined ? undefined : { reference: base }) };
  });
}

/** Where the file comes from, and when it was made. */
export interface BundleFrame {
  /** FHIR base of the EHR that the references point into. */
  readonly base: string;
  readonly at: Instant;
  /** `patient/2026-11` */
  readonly name: string;
}

/**
 * The charges as a FHIR Bundle of the kind `collection`, with their identifiers. References into the EHR are absolute, since
 * the file leaves it.
 */
export function chargeBundle(items: readonly SheetItem[], { base, at, name }: BundleFrame): RawResource {
  return {
    resourceType: 'Bundle',
    identifier: { system: `${BASE}/sid/charge-sheet`, value: name },
    type: 'collection',
    timestamp: at,
    entry: items.map(({ item, reference }, index) => ({
      fullUrl: reference === undefined ? urnOf(index) : `${base}/${reference}`,
      resource: absolute(item, base),
    })),
  } satisfies Omit<Bundle, 'entry'> & { entry: unknown };
}

// Only unique inside one file; the charge's identity is its identifier.
function urnOf(index: number): string {
  return `urn:uuid:00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`;
}

const RELATIVE = /^[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}(?:\/_history\/[^/]+)?$/;

function absolute(value: unknown, base: string): unknown {
  if (Array.isArray(value)) return value.map((one) => absolute(one, base));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === 'reference' && typeof one === 'string' && RELATIVE.test(one) ? `${base}/${one}` : absolute(one, base),
    ]),
  );
}
