import { codeLabel } from '../../code-text.ts';
import { formatDate, formatMonth, plural } from '../../format.ts';
import type { ChargeSheetView, SheetPatient } from './sheet-view.ts';

/** Stands wherever a National Provider Identifier should. */
const NO_NPI = 'NPI not in the EHR';

/** The sheet in lines of plain words, for where only text is kept. */
export function sheetText(sheet: ChargeSheetView): string {
  const { practitioner, organization } = sheet;
  return [
    `Chronic care management, ${formatMonth(sheet.month)}: charges for billing`,
    signOffText(sheet),
    patientText(sheet.patient),
    `Coverage: ${coverageText(sheet)}`,
    `Date of service: ${dayText(sheet)}. Service period: ${periodText(sheet)}.`,
    `Place of service: ${placeText(sheet)}`,
    ...sheet.lines.map(
      ({ code, units, addOnTo, identifier, pointers }) =>
        `Charge ${code}, ${plural(units, 'unit')}: ${codeLabel(code)}${addOnTo === undefined ? '' : ` (with ${addOnTo})`}. ` +
        `Diagnosis pointers ${pointers || 'none'}. Charge number ${identifier}.`,
    ),
    ...sheet.diagnoses.map(({ pointer, code, display }) => `Diagnosis ${pointer}: ${code} ${display}`),
    `Billing practitioner: ${practitioner.name}, ${npiText(practitioner.npi)}`,
    `Practice: ${organization.name}, ${npiText(organization.npi)}`,
    ...sheet.advice.map(({ ruleId, text }) => `${ruleId}: ${text}`),
    sheet.basis,
  ].join('\n');
}

/** `Signed off by Dr. A`, or that it is not. */
export function signOffText({ signedBy, preparedBy, practitioner }: ChargeSheetView): string {
  return signedBy === undefined
    ? `Prepared by ${preparedBy}. NOT SIGNED OFF: ${practitioner.name} signs off before it goes on a claim.`
    : `Signed off by ${signedBy}.`;
}

/** Name, birth date, sex and numbers in one line. */
function patientText({ name, birthDate, sex, recordNumber, mbi }: SheetPatient): string {
  const parts = [
    `Patient: ${name}`,
    birthDate === undefined ? undefined : `born ${formatDate(birthDate)}`,
    sex,
    recordNumber === undefined ? undefined : `${recordNumber.label} ${recordNumber.value}`,
    `Medicare number ${mbi ?? 'not in the chart'}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** The coverages in force, or why none are named. */
export function coverageText({ coverage }: ChargeSheetView): string {
  if (coverage === null) return 'could not be read from the EHR';
  if (coverage.length === 0) return 'none in the chart for this month';
  return coverage.map(({ payer, memberId }) => (memberId === undefined ? payer : `${payer}, member ${memberId}`)).join('; ');
}

/** `1 Nov 2026 to 30 Nov 2026`. */
export function periodText({ servicePeriod: { start, end } }: Pick<ChargeSheetView, 'servicePeriod'>): string {
  return `${formatDate(start)} to ${formatDate(end)}`;
}

/** `11 (Office: …)`; on institutional claims the words alone. */
export function placeText({ placeOfService: { code, text } }: ChargeSheetView): string {
  return code === undefined ? text : `${code} (${text})`;
}

/** `NPI 1234567893`, or that the EHR has none. */
export function npiText(npi: string | null): string {
  return npi === null ? NO_NPI : `NPI ${npi}`;
}

/** The day for the claim, or that the charge does not tell it. */
export function dayText({ dateOfService }: Pick<ChargeSheetView, 'dateOfService'>): string {
  return dateOfService === null ? 'not told by the charge' : formatDate(dateOfService);
}
