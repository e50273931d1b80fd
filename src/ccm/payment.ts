import type { ServiceMonth } from './chart.ts';
import type { ProposedCode } from './month-assessment.ts';
import type { PolicySwitches } from './policy.ts';
import type { SourceId } from './grounds/sources.ts';

/** A national, non-facility amount in US dollars before coinsurance and locality: an estimate, never a promise. */
export interface Rate {
  readonly usd: number;
  /** Whether the figure was read in the source; otherwise it is approximate or derived. */
  readonly read: boolean;
  readonly source: SourceId;
}

type RateTable = Readonly<Record<string, Rate>>;

const RATES_2024: RateTable = {
  '99490': { usd: 61.56, read: false, source: 'pfs-2024' },
  '99439': { usd: 47.15, read: true, source: 'phamily-2024' },
  '99487': { usd: 131.96, read: false, source: 'pfs-2024' },
  '99489': { usd: 70.73, read: false, source: 'pfs-2024' },
  '99491': { usd: 83.17, read: false, source: 'pfs-2024' },
  '99437': { usd: 58.61, read: false, source: 'pfs-2024' },
  G0506: { usd: 60.9, read: false, source: 'pfs-2024' },
  G0511: { usd: 72.9, read: false, source: 'prevounce-g0511' },
  '99424': { usd: 80.88, read: false, source: 'pfs-2024' },
  '99425': { usd: 58.61, read: false, source: 'pfs-2024' },
  '99426': { usd: 60.3, read: false, source: 'pfs-2024' },
};

const RATES_2025: RateTable = {
  '99490': { usd: 60.49, read: true, source: 'positive-check' },
  '99439': { usd: 45.93, read: true, source: 'medpayiq' },
  '99487': { usd: 131.65, read: false, source: 'pfs-2025' },
  '99489': { usd: 70.52, read: true, source: 'medpayiq' },
  '99491': { usd: 82.16, read: true, source: 'medpayiq' },
  '99437': { usd: 57.58, read: false, source: 'pfs-2025' },
  G0506: { usd: 61.1, read: false, source: 'pfs-2025' },
  G0511: { usd: 54.67, read: false, source: 'care-logic-g0511' },
  '99424': { usd: 80.9, read: false, source: 'pfs-2025' },
  '99425': { usd: 58, read: false, source: 'pfs-2025' },
  '99426': { usd: 61, read: false, source: 'pfs-2025' },
  '99427': { usd: 50.46, read: true, source: 'medpayiq' },
  G0556: { usd: 15.2, read: true, source: 'bass-berry-apcm' },
  G0557: { usd: 48.84, read: true, source: 'bass-berry-apcm' },
  G0558: { usd: 107.07, read: false, source: 'bass-berry-apcm' },
};

const RATES_2026_NON_QP: RateTable = {
  '99490': { usd: 66.13, read: true, source: 'payerready' },
  '99439': { usd: 50.44, read: false, source: 'positive-check' },
  '99487': { usd: 144.29, read: true, source: 'immedicare-99489' },
  '99489': { usd: 78.16, read: true, source: 'payerready' },
  '99491': { usd: 88.85, read: false, source: 'rvudoc' },
  '99437': { usd: 63.13, read: true, source: 'payerready' },
  G0506: { usd: 64.2, read: false, source: 'pfs-2026' },
  '99424': { usd: 87.51, read: true, source: 'payerready' },
  '99425': { usd: 61.46, read: true, source: 'cptcodecalculator' },
  '99426': { usd: 68, read: false, source: 'ccn-pcm' },
  G0556: { usd: 16, read: false, source: 'fairpath-apcm' },
  G0557: { usd: 54, read: false, source: 'fairpath-apcm' },
  G0558: { usd: 117, read: false, source: 'fairpath-apcm' },
};

const RATES_2026_QP: RateTable = {
  '99490': { usd: 66.46, read: true, source: 'payerready' },
  '99439': { usd: 50.69, read: false, source: 'positive-check' },
  '99487': { usd: 145.01, read: true, source: 'immedicare-99489' },
  '99489': { usd: 78.55, read: true, source: 'payerready' },
  '99437': { usd: 63.44, read: true, source: 'payerready' },
  '99424': { usd: 87.95, read: true, source: 'payerready' },
};

/** Conversion factors by the day they took effect (PAY-0). The 2024 amounts stand at the first of that year's two. */
export const CONVERSION_FACTORS = [
  { from: '2024-01-01', usd: 32.7442, source: 'pfs-2024' },
  { from: '2024-03-09', usd: 33.2875, source: 'pfs-2024' },
  { from: '2025-01-01', usd: 32.3465, source: 'medpayiq' },
  { from: '2026-01-01', usd: 33.4009, source: 'aapc-2026-factors', participation: 'non-QP' },
  { from: '2026-01-01', usd: 33.5675, source: 'aapc-2026-factors', participation: 'QP' },
] as const satisfies readonly {
  readonly from: string;
  readonly usd: number;
  readonly source: SourceId;
  readonly participation?: PolicySwitches['conversionFactor2026'];
}[];

/** The rate of a code in the service month; undefined where no figure is known. */
export function rateOf(code: string, month: ServiceMonth, policy: Pick<PolicySwitches, 'conversionFactor2026'>): Rate | undefined {
  return ratesOf(month, policy)?.[code];
}

function ratesOf(month: ServiceMonth, policy: Pick<PolicySwitches, 'conversionFactor2026'>): RateTable | undefined {
  switch (month.slice(0, 4)) {
    case '2024':
      return RATES_2024;
    case '2025':
      return RATES_2025;
    case '2026':
      return policy.conversionFactor2026 === 'QP' ? RATES_2026_QP : RATES_2026_NON_QP;
    default:
      return undefined;
  }
}

/** US dollars for the codes together, exact to the cent; 0 for none, null where the rate of any is not known. */
export function estimateOf(
  codes: readonly ProposedCode[],
  month: ServiceMonth,
  policy: Pick<PolicySwitches, 'conversionFactor2026'>,
): number | null {
  let cents = 0;
  for (const { code, units } of codes) {
    const rate = rateOf(code, month, policy);
    if (!rate) return null;
    cents += Math.round(rate.usd * 100) * units;
  }
  return cents / 100;
}
