import type { ServiceMonth } from '../../ccm/chart.ts';

/** What the first line of a hand-over says, wherever it is kept. */
export interface HandOverHeader {
  readonly month: ServiceMonth;
  /** 1 for a month's first hand-over; each later one replaces those before it. */
  readonly number: number;
  readonly codes: readonly { readonly code: string; readonly units: number }[];
  /** Made of what billing needs to know: two hand-overs with the same key say the same. Hexadecimal. */
  readonly key: string;
}

/** `CCM-CHARGES v1 | 2026-11 | #1 | 99490 x1, 99439 x2 | 0f3c…`: found again by it where an EHR keeps no identifiers. */
export function handOverHeader({ month, number, codes, key }: HandOverHeader): string {
  return ['CCM-CHARGES v1', month, `#${number}`, codes.map(({ code, units }) => `${code} x${units}`).join(', '), key].join(' | ');
}

const HEADER = /^CCM-CHARGES v1 \| (\d{4}-\d\d) \| #(\d{1,3}) \| ([0-9A-Zx, ]+) \| ([0-9a-f]{8,64})\s*(?:$|[\r\n])/;
const CODE = /^([0-9A-Z]{5}) x(\d{1,3})$/;

/** The header at the beginning of the text; null where there is none, or one that cannot be read. */
export function parseHandOverHeader(text: string | undefined): HandOverHeader | null {
  const [, month, number, list, key] = HEADER.exec(text ?? '') ?? [];
  if (month === undefined || number === undefined || list === undefined || key === undefined) return null;
  const codes = list.split(', ').map((one) => CODE.exec(one));
  if (codes.some((match) => match === null)) return null;
  return { month, number: Number(number), codes: codes.map((match) => ({ code: match?.[1] ?? '', units: Number(match?.[2]) })), key };
}
