import type { Annotation, Extension } from 'fhir/r4';
import type { Instant, Reference, ServiceMonth } from '../ccm/chart.ts';
import type { Author } from './care-plan/edit.ts';
import type { RawResource } from './client.ts';
import { isInstant } from './dates.ts';
import { objectIn, objectsIn, textIn } from './fields.ts';
import { ATTESTATION_EXTENSION } from './naming.ts';
import { oneLine } from './time/header-line.ts';

const STATEMENTS = [
  'significant-risk',
  'twelve-months',
  'initiating-visit',
  'mdm-complexity',
  'g0506',
  'global-surgery',
  'model-participation',
  'condition-override',
  'rule-confirmed',
  'care-plan-signed',
  'care-plan-copy-given',
  'care-plan-revised',
  'enrolment',
] as const;

/** What a person may state; the words of `value` that go with each are those of `attestation-values.ts`. */
export type Statement = (typeof STATEMENTS)[number];

/** The value that takes back what was stated on the same matter. */
export const WITHDRAWN = 'withdrawn';

/** What a person said of a patient, kept as a note of the care plan. */
export interface Attestation {
  /** UUID, made before the first attempt. */
  readonly id: string;
  readonly statement: Statement;
  /** Short coded words, such as `true`, `none`, `moderate by-billing-practitioner`; no `|` and no line break. `WITHDRAWN` takes the statement back. */
  readonly value: string;
  readonly ruleId?: string;
  /** The service month it speaks of; absent: it holds until another statement. */
  readonly month?: ServiceMonth;
  /** The Condition it speaks of. */
  readonly target?: Reference;
  readonly by: Author;
  readonly at: Instant;
  /** In the person's words; may be empty. */
  readonly reason: string;
  /** The plan or the document it was read from; absent in one that is to be written. */
  readonly reference?: Reference;
}

/**
 * The note that keeps a statement. Its extension and its text say the same, so that the statement survives a server that
 * drops extensions; author and time stand in the note's own elements.
 */
export function attestationNote(attestation: Attestation): Annotation {
  const { id, statement, value, ruleId, month, target, by, at, reason } = attestation;
  const parts: Extension[] = [
    { url: 'id', valueString: id },
    { url: 'statement', valueCode: statement },
    { url: 'value', valueString: value },
    ...(ruleId === undefined ? [] : [{ url: 'ruleId', valueString: ruleId }]),
    ...(month === undefined ? [] : [{ url: 'month', valueString: month }]),
    ...(target === undefined ? [] : [{ url: 'target', valueReference: { reference: target } }]),
  ];
  const fields = [
    id,
    statement,
    value,
    ruleId ?? '-',
    ...(month === undefined ? [] : [`month=${month}`]),
    ...(target === undefined ? [] : [`target=${target}`]),
  ];
  const line = ['CCM-ATTEST v1', ...fields].join(' | ');
  return {
    extension: [{ url: ATTESTATION_EXTENSION, extension: parts }],
    ...(by.reference === undefined ? { authorString: by.display } : { authorReference: { reference: by.reference, display: by.display } }),
    time: at,
    text: reason.trim() === '' ? line : `${line}\n${reason}`,
  };
}

/**
 * Every statement in order of time, superseded and withdrawn ones included: the history. One entered in error tells nothing.
 *
 * @param holders plans, and our notes on the plan as `withStatementNotes` gives them.
 */
export function attestationHistory(holders: readonly RawResource[]): readonly Attestation[] {
  const sound = holders.filter((one) => textIn(one, 'status') !== 'entered-in-error');
  const all = sound.flatMap((one) => {
    return objectsIn(one, 'note').flatMap((note) => readNote(note, `${one.resourceType}/${one.id ?? ''}`));
  });
  const byId = new Map(all.map((one) => [one.id, one]));
  return [...byId.values()].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** The statements that hold: the latest of each (statement, target, month, rule), without those whose latest is a withdrawal. */
export function readAttestations(holders: readonly RawResource[]): readonly Attestation[] {
  const latest = new Map<string, Attestation>();
  for (const one of attestationHistory(holders)) {
    latest.set(
      [one.statement, one.target ?? '', one.month ?? '', one.statement === 'rule-confirmed' ? (one.ruleId ?? '') : ''].join('|'),
      one,
    );
  }
  return [...latest.values()].filter(({ value }) => value !== WITHDRAWN);
}

type Said = Pick<Attestation, 'id' | 'statement' | 'value' | 'ruleId' | 'month' | 'target'>;

function readNote(note: unknown, reference: Reference): readonly Attestation[] {
  const text = textIn(note, 'text') ?? '';
  const said = fromExtension(note) ?? fromText(text);
  const author = objectIn(note, 'authorReference');
  const by = textIn(author, 'reference');
  const display = textIn(author, 'display') ?? textIn(note, 'authorString');
  const at = textIn(note, 'time');
  // A statement that nobody made, or that was made at no time, proves nothing.
  if (said === null || !isInstant(at) || (by === undefined && display === undefined)) return [];
  const reason = LINE.test(text) ? text.replace(/^[^\n]*\n?/, '') : text;
  return [{ ...said, by: { ...(by === undefined ? {} : { reference: by }), display: display ?? by ?? '' }, at, reason, reference }];
}

const LINE = /^CCM-ATTEST v1 \|/;

function fromExtension(note: unknown): Said | null {
  const parts = objectsIn(
    objectsIn(note, 'extension').find((one) => textIn(one, 'url') === ATTESTATION_EXTENSION),
    'extension',
  );
  const part = (url: string) => parts.find((one) => textIn(one, 'url') === url);
  return checked({
    id: textIn(part('id'), 'valueString'),
    statement: textIn(part('statement'), 'valueCode'),
    value: textIn(part('value'), 'valueString'),
    ruleId: textIn(part('ruleId'), 'valueString'),
    month: textIn(part('month'), 'valueString'),
    target: textIn(objectIn(part('target'), 'valueReference'), 'reference'),
  });
}

function fromText(text: string): Said | null {
  const [line = ''] = text.split('\n');
  if (!LINE.test(line)) return null;
  const [, id, statement, value, ruleId, ...more] = line.split('|').map((field) => field.trim());
  const named = (name: string) => more.find((field) => field.startsWith(`${name}=`))?.slice(name.length + 1);
  return checked({ id, statement, value, ruleId: ruleId === '-' ? undefined : ruleId, month: named('month'), target: named('target') });
}

function checked(said: Readonly<Record<keyof Said, string | undefined>>): Said | null {
  const { id, statement, value, ruleId, month, target } = said;
  const known = STATEMENTS.find((one) => one === statement);
  if (id === undefined || known === undefined || value === undefined) return null;
  return {
    id,
    statement: known,
    value: oneLine(value),
    ...(ruleId === undefined || ruleId === '' ? {} : { ruleId }),
    ...(month === undefined ? {} : { month }),
    ...(target === undefined ? {} : { target }),
  };
}
