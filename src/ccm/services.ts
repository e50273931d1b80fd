import type { ServiceMonth } from './chart.ts';
import { FIRST_MONTH, LAST_MONTH } from './rules/rule.ts';
import type { RuleId } from './rules.ts';

/** A service of the month that a concurrency rule speaks of. */
export interface Service {
  readonly ruleId: RuleId;
  readonly codes: readonly string[];
  /** First and last service month in which the codes exist. */
  readonly from: ServiceMonth;
  readonly to: ServiceMonth;
  /** What it does to CCM when the billing practitioner or group billed it, and when another did. */
  readonly own: ServiceEffect;
  readonly other: ServiceEffect;
}

export type ServiceEffect = 'blocks' | 'warns' | 'informs';

const ALWAYS = { from: FIRST_MONTH, to: LAST_MONTH } as const;
const WARNS = { ...ALWAYS, own: 'warns', other: 'warns' } as const;

/** Codes from `first` to `last`, both five digits. */
function range(first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
}

const CCM_CODES: readonly string[] = ['99490', '99439', '99491', '99437', '99487', '99489'];
const PCM_CODES: readonly string[] = ['99424', '99425', '99426', '99427'];
const APCM_CODES: readonly string[] = ['G0556', 'G0557', 'G0558'];

/** Section 9 of the rulebook by code. The list of CONC-13 is the one a site may have reason to edit. */
export const SERVICES: readonly Service[] = [
  { ...ALWAYS, ruleId: 'CONC-1', codes: CCM_CODES, own: 'blocks', other: 'blocks' },
  { ruleId: 'CONC-1', codes: ['G0511'], from: FIRST_MONTH, to: '2025-09', own: 'blocks', other: 'blocks' },
  { ...ALWAYS, ruleId: 'CONC-3', codes: ['G0181', 'G0182'], own: 'blocks', other: 'warns' },
  { ...ALWAYS, ruleId: 'CONC-4', codes: range(90_951, 90_970), own: 'blocks', other: 'warns' },
  { ...WARNS, ruleId: 'CONC-5', codes: ['99495', '99496'] },
  { ...WARNS, ruleId: 'CONC-6', codes: ['99453', '99454', '99457', '99458'] },
  { ...WARNS, ruleId: 'CONC-6', codes: ['99445', '99470'], from: '2026-01' },
  { ...WARNS, ruleId: 'CONC-7', codes: ['98975', '98976', '98977', '98978', '98980', '98981'] },
  { ...WARNS, ruleId: 'CONC-7', codes: ['98979', '98984', '98985', '98986'], from: '2026-01' },
  { ...WARNS, ruleId: 'CONC-8', codes: ['99484'] },
  { ...WARNS, ruleId: 'CONC-8', codes: ['99492', '99493', '99494', 'G2214'] },
  { ...ALWAYS, ruleId: 'CONC-9', codes: PCM_CODES, own: 'blocks', other: 'warns' },
  { ruleId: 'CONC-10', codes: APCM_CODES, from: '2025-01', to: LAST_MONTH, own: 'blocks', other: 'warns' },
  { ...WARNS, ruleId: 'CONC-11', codes: ['G0019', 'G0022', 'G0023', 'G0024', 'G0140', 'G0146'] },
  { ...WARNS, ruleId: 'CONC-12', codes: ['99358', '99359'] },
  {
    ...WARNS,
    ruleId: 'CONC-13',

    codes: [
      ...range(99_366, 99_368),
      ...range(99_374, 99_380),
      '93792',
      '93793',
      ...range(98_960, 98_962),
      ...range(98_966, 98_972),
      '99071',
      '99078',
      '99080',
      '99091',
      ...range(99_421, 99_423),
      ...range(99_605, 99_607),
    ],
  },
  { ...WARNS, ruleId: 'CONC-13', codes: range(99_441, 99_443), to: '2024-12' },
  { ...ALWAYS, ruleId: 'CONC-15', codes: ['G0179', 'G0180'], own: 'informs', other: 'informs' },
  { ...WARNS, ruleId: 'CONC-16', codes: ['G3002', 'G3003'] },
];

/** Care coordination that an RHC or FQHC must not bill beside another's (CONC-18). */
export const CARE_COORDINATION_CODES: ReadonlySet<string> = new Set([...CCM_CODES, ...PCM_CODES, ...APCM_CODES, 'G0511']);

const BY_CODE = byCode();

function byCode(): ReadonlyMap<string, readonly Service[]> {
  const map = new Map<string, readonly Service[]>();
  for (const service of SERVICES) {
    for (const code of service.codes) map.set(code, [...(map.get(code) ?? []), service]);
  }
  return map;
}

/** The service a billed code is in the month; undefined for a code no rule speaks of, or one that did not exist then. */
export function serviceOf(code: string, month: ServiceMonth): Service | undefined {
  return BY_CODE.get(code)?.find((service) => service.from <= month && month <= service.to);
}
