import type { LocalDate, ServiceMonth } from '../../../ccm/chart.ts';
import type { Coding, MonthAssessment, ProposedCode } from '../../../ccm/month-assessment.ts';
import { codeLabel } from '../../code-text.ts';
import { csv } from './csv.ts';
import type { SheetPatient } from './sheet-view.ts';

/** A charge of ours that billing has taken up. */
export interface TakenUp {
  readonly code: string;
  readonly units: number;
  readonly reference: string;
  readonly dateOfService?: LocalDate;
  /** What its note said it rested on. */
  readonly basis?: string;
}

/** What the documentation supports as it stands now. `open`: questions must be answered before anybody can say. */
export type SupportedNow =
  | { readonly kind: 'codes'; readonly coding: Pick<Coding, 'codes' | 'family'> }
  | { readonly kind: 'nothing' | 'open' };

export interface CorrectionLine {
  readonly code: string;
  /** Units on the claim. */
  readonly was: number;
  /** Units supported now. */
  readonly now: number;
}

/** What was taken up by billing beside what the documentation supports now. */
export interface Correction {
  readonly month: ServiceMonth;
  readonly takenUp: readonly TakenUp[];
  readonly supported: SupportedNow;
  /** Empty where questions are open. */
  readonly lines: readonly CorrectionLine[];
  /** `none`: what was taken up is still a correct coding of the month. */
  readonly verdict: 'none' | 'open' | 'more' | 'less' | 'other' | 'void';
  /** Other correct codings, beside the one that the lines compare with. */
  readonly alternatives: readonly Pick<Coding, 'codes' | 'family'>[];
}

type Assessed = Pick<MonthAssessment, 'month' | 'proposal' | 'codes' | 'family' | 'alternatives'>;

/** What a claim that was sent needs, or null where billing has taken up nothing of the month. */
export function correctionOf(assessment: Assessed, takenUp: readonly TakenUp[]): Correction | null {
  if (takenUp.length === 0) return null;
  const { month } = assessment;
  const codings = correctCodings(assessment);
  if (assessment.proposal === 'needs-confirmation') {
    return { month, takenUp, supported: { kind: 'open' }, lines: [], verdict: 'open', alternatives: [] };
  }
  const match = codings.find(({ codes }) => linesOf(takenUp, codes).every(({ was, now }) => was === now));
  const coding = match ?? codings[0];
  const lines = linesOf(takenUp, coding?.codes ?? []);
  return {
    month,
    takenUp,
    supported: coding === undefined ? { kind: 'nothing' } : { kind: 'codes', coding },
    lines,
    verdict: verdictOf(lines, coding),
    alternatives: codings.filter((one) => one !== coding),
  };
}

function correctCodings({ proposal, codes, family, alternatives }: Assessed): readonly Pick<Coding, 'codes' | 'family'>[] {
  return proposal === 'billable' && family !== null && codes.length > 0 ? [{ codes, family }, ...alternatives] : [];
}

function linesOf(takenUp: readonly ProposedCode[], supported: readonly ProposedCode[]): readonly CorrectionLine[] {
  const codes = [...new Set([...takenUp, ...supported].map(({ code }) => code))];
  return codes.map((code) => ({ code, was: unitsOf(takenUp, code), now: unitsOf(supported, code) }));
}

function unitsOf(codes: readonly ProposedCode[], code: string): number {
  return codes.filter((one) => one.code === code).reduce((sum, { units }) => sum + units, 0);
}

function verdictOf(lines: readonly CorrectionLine[], coding: Pick<Coding, 'codes'> | undefined): Correction['verdict'] {
  if (coding === undefined) return 'void';
  const isMore = lines.some(({ was, now }) => now > was);
  const isLess = lines.some(({ was, now }) => now < was);
  if (isMore && isLess) return 'other';
  if (isMore) return 'more';
  return isLess ? 'less' : 'none';
}

/** `add 99439 × 1`, `99439 × 2 instead of × 1`; null where the line stays. */
export function changeText({ code, was, now }: CorrectionLine): string | null {
  if (was === now) return null;
  if (was === 0) return `Add ${code} × ${now}`;
  if (now === 0) return `Take off ${code} × ${was}`;
  return `${code} × ${now} instead of × ${was}`;
}

/** One row a code, for a spreadsheet. */
export function correctionCsv({ month, takenUp, lines }: Correction, patient: SheetPatient): string {
  const names = [
    'service_month',
    'patient',
    'birth_date',
    'record_number',
    'code',
    'label',
    'units_on_claim',
    'units_supported',
    'change',
    'charge',
  ];
  const rows = lines.map((line) => [
    month,
    patient.name,
    patient.birthDate ?? '',
    patient.recordNumber?.value ?? '',
    line.code,
    codeLabel(line.code),
    String(line.was),
    String(line.now),
    changeText(line) ?? 'none',
    takenUp.find(({ code }) => code === line.code)?.reference ?? '',
  ]);
  return csv([names, ...rows]);
}
