import { codeLabel } from '../../code-text.ts';
import { csv } from './csv.ts';
import type { ChargeSheetView } from './sheet-view.ts';

const MOST_DIAGNOSES = 12;
const DIAGNOSES = Array.from({ length: MOST_DIAGNOSES }, (_, index) => index);

/** One row a charge, every field of the claim in each. Dates as ISO dates, the diagnoses in columns of their own. */
export function chargeSheetCsv(sheet: ChargeSheetView): string {
  const { patient, practitioner, organization, placeOfService } = sheet;
  const ofPatient: readonly (readonly [string, string | undefined])[] = [
    ['patient', patient.name],
    ['birth_date', patient.birthDate],
    ['sex', patient.sex],
    ['record_number', patient.recordNumber?.value],
    ['medicare_number', patient.mbi],
    ['coverage', sheet.coverage?.map(({ payer, memberId }) => [payer, memberId].filter(Boolean).join(' ')).join('; ')],
  ];
  const ofClaim: readonly (readonly [string, string | undefined])[] = [
    ['service_month', sheet.month],
    ['date_of_service', sheet.dateOfService ?? undefined],
    ['period_start', sheet.servicePeriod.start],
    ['period_end', sheet.servicePeriod.end],
    ['place_of_service', placeOfService.code],
    ...DIAGNOSES.map((index) => [`diagnosis_${index + 1}`, sheet.diagnoses[index]?.code] as const),
    ['billing_practitioner', practitioner.name],
    ['billing_practitioner_npi', practitioner.npi ?? undefined],
    ['practice', organization.name],
    ['practice_npi', organization.npi ?? undefined],
    ['sign_off', sheet.signedBy ?? 'not signed off'],
    ['prepared_by', sheet.preparedBy],
    ['prepared_at', sheet.preparedAt],
    ['advice', sheet.advice.map(({ ruleId, text }) => `${ruleId}: ${text}`).join(' ')],
    ['basis', sheet.basis],
    ['rules_version', sheet.rulesVersion],
  ];
  const lines = sheet.lines.map((line): readonly (readonly [string, string | undefined])[] => [
    ['charge', line.identifier],
    ...ofPatient,
    ['code', line.code],
    ['label', codeLabel(line.code)],
    ['units', String(line.units)],
    ['add_on_to', line.addOnTo],
    ['diagnosis_pointers', line.pointers],
    ...ofClaim,
  ]);
  const names = lines[0]?.map(([name]) => name) ?? [];
  return csv([names, ...lines.map((line) => line.map(([, value]) => value ?? ''))]);
}
