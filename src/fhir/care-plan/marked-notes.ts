import type { Instant, Reference } from '../../ccm/chart.ts';
import type { PlanNote } from './plan.ts';

/** What a patient says of a medicine. */
export type MedicineAnswer = 'taking' | 'not-taking' | 'unsure';

export interface MedicineSaid {
  /** `MedicationRequest/123`. */
  readonly reference: Reference;
  readonly display: string;
  readonly answer: MedicineAnswer;
  readonly remark?: string;
}

/**
 * What a note of ours records beside its words. A first line of fixed words says which it is, so that it survives a server
 * that drops extensions, and so that a person who reads the plan elsewhere understands it.
 */
export type PlanMark =
  /** `goal`: absent where the goal had no record yet; its words then tell which it is. */
  | { readonly kind: 'barrier'; readonly goal?: Reference; readonly goalWords: string; readonly text: string }
  | { readonly kind: 'dismissed'; readonly condition: Reference; readonly words: string; readonly reason: string }
  | { readonly kind: 'restored'; readonly condition: Reference; readonly words: string }
  | { readonly kind: 'reconciled'; readonly medicines: readonly MedicineSaid[] };

export interface MarkedNote {
  readonly mark: PlanMark;
  readonly by?: string;
  readonly at?: Instant;
}

const BARRIER = 'Barrier to the goal';
const DISMISSED = 'Not for this plan';
const RESTORED = 'For this plan after all';
const RECONCILED = 'Medicines gone through with the patient. No order was changed.';

const ANSWER_WORDS = { taking: 'taking', 'not-taking': 'not taking', unsure: 'unsure' } as const satisfies Record<MedicineAnswer, string>;

/** The words of the note that keeps it. */
export function markText(mark: PlanMark): string {
  switch (mark.kind) {
    case 'barrier':
      return `${BARRIER}: ${named(mark.goalWords, mark.goal)}\n${mark.text}`;
    case 'dismissed':
      return `${DISMISSED}: ${named(mark.words, mark.condition)}\n${mark.reason}`;
    case 'restored':
      return `${RESTORED}: ${named(mark.words, mark.condition)}`;
    case 'reconciled':
      return [RECONCILED, ...mark.medicines.map(medicineLine)].join('\n');
    default:
      return mark satisfies never;
  }
}

/** What the note records; null for a note that is words alone. */
export function readMark({ text }: Pick<PlanNote, 'text'>): PlanMark | null {
  const [first = '', ...rest] = text.split('\n');
  const words = rest.join('\n').trim();
  if (first.trim() === RECONCILED) return { kind: 'reconciled', medicines: rest.flatMap(medicineIn) };
  const barrier = after(first, BARRIER);
  if (barrier !== null)
    return { kind: 'barrier', goalWords: barrier.words, text: words, ...(barrier.reference && { goal: barrier.reference }) };
  const dismissed = after(first, DISMISSED);
  if (dismissed?.reference !== undefined) {
    return { kind: 'dismissed', condition: dismissed.reference, words: dismissed.words, reason: words };
  }
  const restored = after(first, RESTORED);
  return restored?.reference === undefined ? null : { kind: 'restored', condition: restored.reference, words: restored.words };
}

/** The notes among a plan's that record something, as they stand in the plan. */
export function markedNotes(notes: readonly PlanNote[]): readonly MarkedNote[] {
  return notes.flatMap((note) => {
    const mark = readMark(note);
    if (mark === null) return [];
    return [{ mark, ...(note.author !== undefined && { by: note.author }), ...(note.time !== undefined && { at: note.time }) }];
  });
}

/** The conditions that stay out of the plan: of each the latest word counts. */
export function dismissals(
  marks: readonly MarkedNote[],
): readonly (MarkedNote & { readonly mark: Extract<PlanMark, { kind: 'dismissed' }> })[] {
  const latest = new Map<Reference, MarkedNote>();
  for (const one of inTime(marks)) if ('condition' in one.mark) latest.set(one.mark.condition, one);
  return [...latest.values()].flatMap(({ mark, ...rest }) => (mark.kind === 'dismissed' ? [{ ...rest, mark }] : []));
}

/** The last time the medicines were gone through; undefined where they never were. */
export function lastReconciliation(
  marks: readonly MarkedNote[],
): (MarkedNote & { readonly mark: Extract<PlanMark, { kind: 'reconciled' }> }) | undefined {
  return inTime(marks)
    .flatMap(({ mark, ...rest }) => (mark.kind === 'reconciled' ? [{ ...rest, mark }] : []))
    .at(-1);
}

function inTime(marks: readonly MarkedNote[]): readonly MarkedNote[] {
  return marks.toSorted((a, b) => millis(a.at) - millis(b.at));
}

function millis(at: Instant | undefined): number {
  const time = at === undefined ? Number.NaN : Date.parse(at);
  return Number.isNaN(time) ? 0 : time;
}

function named(words: string, reference: Reference | undefined): string {
  return reference === undefined ? line(words) : `${line(words)} (${reference})`;
}

const NAMED = /^(.*?)(?: \((#[^\s()]+|[A-Z][A-Za-z]+\/[^\s()]+)\))?$/;

function after(first: string, lead: string): { readonly words: string; readonly reference?: Reference } | null {
  if (!first.startsWith(`${lead}: `)) return null;
  const [, words = '', reference] = NAMED.exec(first.slice(lead.length + 2).trim()) ?? [];
  return { words, ...(reference !== undefined && { reference }) };
}

function medicineLine({ display, reference, answer, remark }: MedicineSaid): string {
  const words = remark === undefined || remark.trim() === '' ? '' : `; ${line(remark)}`;
  return `- ${named(display, reference)}: ${ANSWER_WORDS[answer]}${words}`;
}

const MEDICINE = /^- (.*) \(([A-Z][A-Za-z]+\/[^\s()]+)\): (taking|not taking|unsure)(?:; (.*))?$/;

function medicineIn(text: string): readonly MedicineSaid[] {
  const [, display, reference, answer, remark] = MEDICINE.exec(text.trim()) ?? [];
  if (display === undefined || reference === undefined) return [];
  return [
    {
      reference,
      display,
      answer: answer === 'not taking' ? 'not-taking' : answer === 'taking' ? 'taking' : 'unsure',
      ...(remark !== undefined && { remark }),
    },
  ];
}

function line(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
