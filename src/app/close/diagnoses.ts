import type { ChartCondition } from '../../ccm/chart.ts';
import { ICD_10_CM, normaliseCode, printIcd10cm } from '../../ccm/chronic-conditions/classification.ts';
import type { Classification } from '../../ccm/conditions.ts';
import type { ConditionJudgement, MonthAssessment } from '../../ccm/month-assessment.ts';
import type { ChargeView, ChosenDiagnosis } from '../charge-view.ts';

/** A counted condition as a diagnosis for the charge. */
export interface DiagnosisRow {
  /** Tells the rows of one month apart: the condition's reference, else its words. */
  readonly key: string;
  readonly display: string;
  readonly condition?: string;
  /** The disease it was counted as. */
  readonly group: string | undefined;
  /** Null where the chart has no ICD-10-CM code for it: a person types one. */
  readonly icd10: string | null;
  /** Taken unless the person says otherwise. */
  readonly byDefault: boolean;
}

/** What a person changed of a row. `code` is what was typed where the chart has no code. */
export interface DiagnosisField {
  readonly key: string;
  readonly on: boolean;
  readonly code: string;
}

/**
 * The conditions that count, each once: those whose code another row has already are left out, and a condition known by
 * SNOMED CT alone is asked for only where nothing else stands for its disease.
 */
export function diagnosisRows({ conditions }: Pick<MonthAssessment, 'conditions'>): readonly DiagnosisRow[] {
  const counted = conditions.filter(({ verdict }) => verdict === 'counts');
  const coded = new Map<string, DiagnosisRow>();
  for (const one of counted) {
    const icd10 = icd10Of(one.condition);
    if (icd10 !== null && !coded.has(icd10)) coded.set(icd10, rowOf(one, icd10, true));
  }
  const groups = new Set([...coded.values()].map(({ group }) => group));
  const uncoded = counted
    .filter(({ condition }) => icd10Of(condition) === null)
    .filter(({ group }) => group === undefined || !groups.has(group))
    .map((one) => rowOf(one, null, true));
  return [...coded.values(), ...new Map(uncoded.map((row) => [row.group ?? row.key, row])).values()];
}

function rowOf({ condition, group }: ConditionJudgement, icd10: string | null, byDefault: boolean): DiagnosisRow {
  const { display, reference } = condition;
  return { key: reference ?? display, display, group, icd10, byDefault, ...(reference !== undefined && { condition: reference }) };
}

function icd10Of({ codes }: ChartCondition): string | null {
  const code = codes.find(({ system }) => system === ICD_10_CM);
  return code === undefined ? null : printIcd10cm(normaliseCode(code));
}

// A letter, a digit, a letter or digit, then up to four more after the dot.
const SHAPE = /^[A-Z]\d[\dA-Z](?:\.?[\dA-Z]{1,4})?$/;

/** A typed code in its usual writing (`e119` as `E11.9`); null where it has not the shape of an ICD-10-CM code. */
function typedIcd10(text: string): string | null {
  const code = text.trim().toUpperCase();
  return SHAPE.test(code) ? printIcd10cm(normaliseCode({ system: ICD_10_CM, code })) : null;
}

/** Why a typed code cannot stand for the condition; undefined where it can, as far as the lists know. */
export function typedCodeError(
  text: string,
  classify: (codes: readonly { system: string; code: string }[]) => Classification,
): string | undefined {
  if (text.trim() === '') return 'Give its ICD-10-CM code, or leave the condition out.';
  const code = typedIcd10(text);
  if (code === null) return 'That is not an ICD-10-CM code, such as E11.9.';
  const { reason } = classify([{ system: ICD_10_CM, code }]);
  return reason === 'header-code' ? 'That is a heading; a claim needs one of the codes under it.' : undefined;
}

/** What the lists make a person look at in a typed code; undefined where it agrees with the condition. */
export function typedCodeDoubt(
  { group }: Pick<DiagnosisRow, 'group'>,
  text: string,
  classify: (codes: readonly { system: string; code: string }[]) => Classification,
): string | undefined {
  const code = typedIcd10(text);
  if (code === null) return undefined;
  const found = classify([{ system: ICD_10_CM, code }]);
  if (found.reason === 'code-not-known') return `${code} is not in the lists Intervisit has; check it.`;
  if (found.verdict === 'not-chronic') return `The lists do not take ${code} for a chronic condition; check it.`;
  if (group !== undefined && found.group !== undefined && found.group !== group && found.groupName !== undefined) {
    return `The lists take ${code} for another disease: ${found.groupName}. Check it.`;
  }
  return undefined;
}

/** What stands in a row: the person's word, else the default. */
export function shownRow(row: DiagnosisRow, fields: readonly DiagnosisField[]): DiagnosisField {
  return fields.find(({ key }) => key === row.key) ?? { key: row.key, on: row.byDefault, code: '' };
}

/** What a colleague chose who prepared the charges: it stands unless somebody changes it. Empty where nothing is prepared. */
export function preparedDiagnoses(
  rows: readonly DiagnosisRow[],
  charges: readonly Pick<ChargeView, 'own' | 'status' | 'diagnoses'>[],
  classify: (codes: readonly { system: string; code: string }[]) => Classification,
): readonly DiagnosisField[] {
  const prepared = charges.find(({ own, status, diagnoses }) => own && status === 'planned' && diagnoses !== undefined)?.diagnoses;
  if (prepared === undefined) return [];
  const typed = prepared.filter((code) => rows.every(({ icd10 }) => icd10 !== code));
  const uncoded = rows.filter(({ icd10 }) => icd10 === null);
  return rows.map(({ key, icd10, group }) => {
    if (icd10 !== null) return { key, on: prepared.includes(icd10), code: '' };
    const same = typed.find((code) => group !== undefined && classify([{ system: ICD_10_CM, code }]).group === group);
    const only = typed.length === 1 && uncoded.length === 1 ? typed[0] : undefined;
    const code = same ?? only;
    return { key, on: code !== undefined, code: code ?? '' };
  });
}

/** The diagnoses chosen, in the order of the rows, each code once. */
export function chosenDiagnoses(rows: readonly DiagnosisRow[], fields: readonly DiagnosisField[]): readonly ChosenDiagnosis[] {
  const chosen = rows.flatMap((row): readonly ChosenDiagnosis[] => {
    const { on, code: typed } = shownRow(row, fields);
    const code = row.icd10 ?? typedIcd10(typed);
    if (!on || code === null) return [];
    return [{ code, display: row.display, ...(row.condition !== undefined && { condition: row.condition }) }];
  });
  return [...new Map(chosen.toReversed().map((one) => [one.code, one])).values()].toReversed();
}
