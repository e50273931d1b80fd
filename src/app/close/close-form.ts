import type { LocalDate } from '../../ccm/chart.ts';
import type { CodeFamily, Coding } from '../../ccm/month-assessment.ts';
import { type ServiceDays, serviceDaysOf } from '../../ccm/service-days.ts';
import type { CloseInput } from '../charge-view.ts';
import { formatDate } from '../format.ts';
import { correctCodings } from './codings.ts';
import type { CloseDesk, Person } from './close-desk.ts';
import { chosenDiagnoses, type DiagnosisField, diagnosisRows, preparedDiagnoses, shownRow, typedCodeError } from './diagnoses.ts';

/** What stands in the form. Empty: what the screen proposes. */
export interface CloseFields {
  readonly family: CodeFamily | '';
  readonly dateOfService: LocalDate;
  /** Only the rows that somebody changed. */
  readonly diagnoses: readonly DiagnosisField[];
  readonly remark: string;
  readonly signOff: boolean;
}

export const EMPTY_CLOSE_FIELDS: CloseFields = { family: '', dateOfService: '', diagnoses: [], remark: '', signOff: false };

export interface CloseErrors {
  readonly dateOfService?: string;
  readonly diagnoses?: string;
  readonly remark?: string;
  /** By the key of the row. */
  readonly codes?: Readonly<Record<string, string>>;
}

export type CloseCheck =
  | { readonly ok: true; readonly input: CloseInput }
  | { readonly ok: false; readonly errors: CloseErrors; readonly because?: string };

const DIAGNOSES_NEEDED = 2;

type Desk = Pick<CloseDesk, 'assessment' | 'chart' | 'billing' | 'self' | 'dateRule' | 'unsent' | 'classify' | 'charges'>;

/** The coding that is picked, with its place among the correct ones; null where there is none. */
export function pickedCoding(fields: Pick<CloseFields, 'family'>, desk: Pick<Desk, 'assessment' | 'charges'>): PickedCoding | null {
  const codings = correctCodings(desk.assessment).map(({ coding }) => coding);
  const wanted = fields.family === '' ? preparedFamily(desk) : fields.family;
  const found = codings.findIndex(({ family }) => family === wanted);
  const index = Math.max(found, 0);
  const coding = codings[index];
  return coding === undefined ? null : { coding, index };
}

interface PickedCoding {
  readonly coding: Coding;
  readonly index: number;
}

/** What a colleague prepared is what is signed, unless somebody chooses otherwise. */
function preparedFamily({ charges, assessment }: Pick<Desk, 'charges' | 'assessment'>): CodeFamily | undefined {
  const planned = charges.filter(({ own, status }) => own && status === 'planned').map(({ code }) => code);
  return correctCodings(assessment).find(({ coding }) => coding.codes.every(({ code }) => planned.includes(code)))?.coding.family;
}

export interface ShownDay {
  readonly day: LocalDate;
  readonly days: ServiceDays | null;
  /** Who or what set it. */
  readonly by: 'person' | 'colleague' | 'rule';
}

/** The day for the claim that the form shows, and the days that are open to it. */
export function shownDay(
  fields: Pick<CloseFields, 'dateOfService'>,
  coding: Pick<Coding, 'codes' | 'family'>,
  { assessment, chart, charges, dateRule }: Pick<Desk, 'assessment' | 'chart' | 'charges' | 'dateRule'>,
): ShownDay {
  const days = serviceDaysOf(coding, assessment, chart);
  if (fields.dateOfService !== '') return { day: fields.dateOfService, days, by: 'person' };
  const prepared = charges.find(({ own, status, code }) => own && status === 'planned' && coding.codes.some((one) => one.code === code));
  const day = prepared?.dateOfService;
  if (days === null) return { day: '', days, by: 'rule' };
  if (day !== undefined && day >= days.earliest && day <= days.latest) return { day, days, by: 'colleague' };
  return { day: dateRule === 'month-end' ? days.latest : days.byDefault, days, by: 'rule' };
}

/** What stands in the rows of the diagnoses: what somebody changed here goes before what a colleague prepared. */
export function shownDiagnoses(
  { diagnoses }: Pick<CloseFields, 'diagnoses'>,
  { assessment, charges, classify }: Pick<Desk, 'assessment' | 'charges' | 'classify'>,
): readonly DiagnosisField[] {
  return [...diagnoses, ...preparedDiagnoses(diagnosisRows(assessment), charges, classify)];
}

/** Whether the signed-in person is the one who bills: nobody else signs charges off. */
export function maySignOff({ self, billing }: Pick<Desk, 'self' | 'billing'>): boolean {
  return self !== null && billing !== null && self.reference === billing.reference;
}

/** What is to be recorded, or what is missing in it. */
export function checkClose(fields: CloseFields, desk: Desk): CloseCheck {
  const picked = pickedCoding(fields, desk);
  const { billing } = desk;
  if (picked === null || billing === null) return { ok: false, errors: {}, because: 'No code is proposed, or nobody is named who bills.' };
  const { coding, index } = picked;
  const { day, days } = shownDay(fields, coding, desk);
  const rows = diagnosisRows(desk.assessment);
  const chosen = shownDiagnoses(fields, desk);
  const diagnoses = chosenDiagnoses(rows, chosen);
  const remark = fields.remark.trim();
  const codes = codeErrors(rows, chosen, desk);
  const dayError = dateError(day, days);
  const errors: CloseErrors = {
    ...(dayError !== undefined && { dateOfService: dayError }),
    ...(Object.keys(codes).length > 0 && { codes }),
    ...(Object.keys(codes).length === 0 &&
      diagnoses.length < DIAGNOSES_NEEDED && { diagnoses: 'A claim for CCM needs two or more diagnoses (BILL-3).' }),
    ...(index > 0 && remark === '' && { remark: 'Say why this coding and not the proposed one; it stays with the charge.' }),
  };
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, input: { ...inputOf(fields, desk, { coding, index }, billing), diagnoses, ...(remark !== '' && { remark }) } };
}

function inputOf(fields: CloseFields, desk: Desk, { coding, index }: PickedCoding, billing: Person): CloseInput {
  return {
    codes: coding.codes,
    family: coding.family,
    chosen: index === 0 ? 'proposal' : 'alternative',
    billingPractitioner: { reference: billing.reference, display: billing.name },
    dateOfService: shownDay(fields, coding, desk).day,
    diagnoses: chosenDiagnoses(diagnosisRows(desk.assessment), shownDiagnoses(fields, desk)),
    signOff: fields.signOff && maySignOff(desk),
    unsent: desk.unsent,
  };
}

/** The proposal as it would be recorded, complete or not, to compare with what stands; null where nothing is proposed. */
export function comparisonInput(desk: Desk): CloseInput | null {
  const [first] = correctCodings(desk.assessment);
  if (first === undefined || desk.billing === null) return null;
  return inputOf(EMPTY_CLOSE_FIELDS, desk, { coding: first.coding, index: 0 }, desk.billing);
}

function codeErrors(
  rows: ReturnType<typeof diagnosisRows>,
  fields: readonly DiagnosisField[],
  { classify }: Pick<Desk, 'classify'>,
): Readonly<Record<string, string>> {
  const errors = rows.flatMap((row) => {
    const { on, code } = shownRow(row, fields);
    const error = on && row.icd10 === null ? typedCodeError(code, classify) : undefined;
    return error === undefined ? [] : [[row.key, error] as const];
  });
  return Object.fromEntries(errors);
}

function dateError(day: LocalDate, days: ServiceDays | null): string | undefined {
  if (days === null) return 'The day the code was reached is not known.';
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return 'Give the day.';
  if (day < days.earliest) return `Not before ${formatDate(days.earliest)}, when the first code was reached (BILL-1).`;
  return day > days.latest ? `Not after ${formatDate(days.latest)} (BILL-1).` : undefined;
}
