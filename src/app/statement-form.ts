import type { GlobalSurgery, Instant, LocalDate, MdmComplexity, ModelParticipation, Visit } from '../ccm/chart.ts';
import { needsRole } from './matters.ts';
import { isVisitKind } from './statement-text.ts';
import type { Matter, Said, Statements, Stater } from './statement-view.ts';

/** What a person has typed and chosen; each form uses those that it shows. Empty: nothing yet. */
export interface StatementFields {
  readonly answer: '' | 'yes' | 'no';
  readonly level: '' | MdmComplexity;
  readonly model: '' | ModelParticipation | 'none';
  readonly date: LocalDate;
  readonly end: LocalDate;
  readonly code: string;
  readonly modality: '' | NonNullable<Visit['modality']>;
  readonly discussed: '' | 'yes' | 'no';
  readonly newPatient: '' | 'yes' | 'no';
  readonly practitioner: '' | GlobalSurgery['practitioner'];
  readonly personally: '' | 'yes' | 'no';
  readonly beyondUsual: '' | 'yes' | 'no';
  readonly billedBefore: '' | 'yes' | 'no';
  readonly to: string;
  /** What the person says to work as, where the EHR does not. */
  readonly role: '' | 'clinician' | 'other';
  readonly isBilling: '' | 'yes' | 'no';
  readonly reason: string;
}

/** A form as it is kept until its statement is recorded: recording again after a lost answer must be the same statement. */
export interface StatementDraftFields {
  readonly ids: readonly string[];
  readonly fields: StatementFields;
  /** The time of the last change, so that what is shown is what is kept. */
  readonly at: Instant;
}

export type StatementErrors = Partial<Readonly<Record<keyof StatementFields, string>>>;

/** What each field of a form is given. */
export interface StatementFieldProps {
  readonly fields: StatementFields;
  readonly errors: StatementErrors;
  readonly set: (change: Partial<StatementFields>) => void;
  readonly statements: Statements;
}

export interface StatementContext {
  readonly today: LocalDate;
  readonly stater: Stater;
}

export type WithdrawalCheck = { readonly ok: true; readonly reason: string } | { readonly ok: false; readonly errors: StatementErrors };

export type StatementCheck =
  | { readonly ok: true; readonly said: readonly [Said, ...Said[]]; readonly reason: string }
  | { readonly ok: false; readonly errors: StatementErrors };

const EMPTY: StatementFields = {
  answer: '',
  level: '',
  model: '',
  date: '',
  end: '',
  code: '',
  modality: '',
  discussed: '',
  newPatient: '',
  practitioner: '',
  personally: '',
  beyondUsual: '',
  billedBefore: '',
  to: '',
  role: '',
  isBilling: '',
  reason: '',
};

/** The fields as a form begins with them: what is known to be usual and harmless, and nothing that is a judgement. */
export function emptyStatementFields(matter: Matter, today: LocalDate): StatementFields {
  if (matter.about === 'care-plan-copy-given') return { ...EMPTY, date: today };
  return matter.about === 'care-plan-signed' ? { ...EMPTY, reason: 'Reviewed and signed.' } : EMPTY;
}

const CHOOSE = 'Choose one.';

/** The statements that the fields make, or what is missing or wrong in them. A reason is asked for always. */
export function checkStatement(matter: Matter, fields: StatementFields, context: StatementContext): StatementCheck {
  const { said, errors } = read(matter, fields, context);
  const all = { ...errors, ...commonErrors(matter, fields, context) };
  const [first, ...rest] = said;
  if (first === undefined || Object.keys(all).length > 0) return { ok: false, errors: all };
  return { ok: true, said: [first, ...rest], reason: reasonOf(matter, fields, context) };
}

/** Taking a statement back asks for the reason, and for the same standing as making it. */
export function checkWithdrawal(matter: Matter, fields: StatementFields, context: StatementContext): WithdrawalCheck {
  const errors = commonErrors(matter, fields, context);
  return Object.keys(errors).length > 0
    ? { ok: false, errors }
    : { ok: true, reason: `${fields.reason.trim()}${roleNote(matter, context)}` };
}

function commonErrors(matter: Matter, fields: StatementFields, context: StatementContext): StatementErrors {
  return withoutEmpty({
    role: roleErrorOf(matter, fields, context),
    reason: fields.reason.trim() === '' ? 'Say it in a few words.' : undefined,
  });
}

function roleErrorOf(matter: Matter, { role }: StatementFields, { stater }: StatementContext): string | undefined {
  if (!needsRole(matter, stater)) return undefined;
  if (role === '') return CHOOSE;
  return role === 'clinician' ? undefined : 'Only a physician, NP or PA can state this.';
}

function reasonOf(matter: Matter, fields: StatementFields, context: StatementContext): string {
  const to = matter.about === 'care-plan-copy-given' ? `Given to ${fields.to.trim()}. ` : '';
  return `${to}${fields.reason.trim()}${roleNote(matter, context)}`;
}

function roleNote(matter: Matter, { stater }: StatementContext): string {
  return needsRole(matter, stater) ? '\nStated as a physician, NP or PA; the EHR does not tell the role.' : '';
}

interface Read {
  readonly said: readonly Said[];
  readonly errors: StatementErrors;
}

function read(matter: Matter, fields: StatementFields, context: StatementContext): Read {
  switch (matter.about) {
    case 'significant-risk':
    case 'care-plan-revised': {
      const { about } = matter;
      return ifAnswered(fields, (holds) => ({ about, holds }));
    }
    case 'twelve-months':
    case 'care-plan-signed':
      return { said: [{ about: matter.about, holds: true }], errors: {} };
    case 'condition-override':
      return ifAnswered(fields, (counts) => ({ about: matter.about, condition: matter.condition, counts }));
    case 'rule-confirmed':
      return ifAnswered(fields, (met) => ({ about: matter.about, ruleId: matter.ruleId, met }));
    case 'others-billing':
      return { said: matter.rules.map((ruleId) => ({ about: 'rule-confirmed', ruleId, met: true })), errors: {} };
    case 'initiating-visit':
      return readVisit(fields, context);
    case 'mdm-complexity':
      return readComplexity(fields, context);
    case 'g0506':
      return readPlanning(fields, context);
    case 'global-surgery':
      return readSurgery(fields);
    case 'model-participation':
      return readModel(fields);
    case 'care-plan-copy-given':
      return readCopy(fields, context);
    default:
      return matter satisfies never;
  }
}

function ifAnswered({ answer }: StatementFields, said: (yes: boolean) => Said): Read {
  return answer === '' ? { said: [], errors: { answer: CHOOSE } } : { said: [said(answer === 'yes')], errors: {} };
}

function readVisit(fields: StatementFields, context: StatementContext): Read {
  const { date, code, modality, discussed, newPatient } = fields;
  const dateError = pastDateError(date, context.today);
  return settle({ date: dateError, code: isVisitKind(code) ? undefined : CHOOSE, discussed: chosen(discussed) }, () => ({
    about: 'initiating-visit',
    date,
    code,
    ...(modality !== '' && { modality }),
    ccmDiscussed: discussed === 'yes',
    ...(newPatient !== '' && { newPatient: newPatient === 'yes' }),
  }));
}

function readComplexity({ level, isBilling }: StatementFields, { stater }: StatementContext): Read {
  const asked = asksWhetherBilling(stater);
  const notBilling = isBilling === 'no' ? 'Only the billing practitioner can state this: it cannot be delegated.' : undefined;
  const billingError = asked ? (chosen(isBilling) ?? notBilling) : undefined;
  if (level === '') return { said: [], errors: { level: CHOOSE, ...(billingError !== undefined && { isBilling: billingError }) } };
  return settle({ isBilling: billingError }, () => ({ about: 'mdm-complexity', level, byBillingPractitioner: true }));
}

/** Whether the chart leaves open that the signed-in person is the billing practitioner, so that they must say. */
export function asksWhetherBilling({ isBillingPractitioner }: Stater): boolean {
  return isBillingPractitioner !== true;
}

function readPlanning(fields: StatementFields, context: StatementContext): Read {
  const { answer, date, personally, beyondUsual, billedBefore } = fields;
  if (answer === 'no') return { said: [{ about: 'g0506', planning: null }], errors: {} };
  const errors = {
    answer: chosen(answer),
    ...(answer === 'yes' && {
      date: pastDateError(date, context.today),
      personally: chosen(personally),
      beyondUsual: chosen(beyondUsual),
      billedBefore: chosen(billedBefore),
    }),
  };
  return settle(errors, () => ({
    about: 'g0506',
    planning: {
      date,
      personallyByBillingPractitioner: personally === 'yes',
      beyondUsualEffort: beyondUsual === 'yes',
      previouslyBilled: billedBefore === 'yes',
    },
  }));
}

function readSurgery({ answer, date, end, practitioner }: StatementFields): Read {
  if (answer === 'no') return { said: [{ about: 'global-surgery', period: null }], errors: {} };
  if (answer === '') return { said: [], errors: { answer: CHOOSE } };
  if (practitioner === '')
    return { said: [], errors: withoutEmpty({ practitioner: CHOOSE, date: dateError(date), end: endError(date, end) }) };
  return settle({ date: dateError(date), end: endError(date, end) }, () => ({
    about: 'global-surgery',
    period: { practitioner, start: date, end },
  }));
}

function readModel({ model }: StatementFields): Read {
  if (model === '') return { said: [], errors: { model: CHOOSE } };
  return { said: [{ about: 'model-participation', model: model === 'none' ? null : model }], errors: {} };
}

function readCopy({ date, to }: StatementFields, context: StatementContext): Read {
  const errors = { date: pastDateError(date, context.today), to: to.trim() === '' ? 'Say who was given it.' : undefined };
  return settle(errors, () => ({ about: 'care-plan-copy-given', date }));
}

function settle(found: Readonly<Record<string, string | undefined>>, said: () => Said): Read {
  const errors = withoutEmpty(found);
  return Object.keys(errors).length === 0 ? { said: [said()], errors } : { said: [], errors };
}

function withoutEmpty(found: Readonly<Record<string, string | undefined>>): StatementErrors {
  return Object.fromEntries(Object.entries(found).filter(([, error]) => error !== undefined));
}

function chosen(value: string): string | undefined {
  return value === '' ? CHOOSE : undefined;
}

function dateError(date: LocalDate): string | undefined {
  return isDate(date) ? undefined : 'Give the day.';
}

function pastDateError(date: LocalDate, today: LocalDate): string | undefined {
  if (!isDate(date)) return 'Give the day.';
  return date > today ? 'This day is still to come.' : undefined;
}

function endError(start: LocalDate, end: LocalDate): string | undefined {
  if (!isDate(end)) return 'Give the day.';
  return isDate(start) && end < start ? 'It ends before it begins.' : undefined;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}
