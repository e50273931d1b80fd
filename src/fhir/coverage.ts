import type { Coverage, LocalDate, ServiceMonth } from '../ccm/chart.ts';
import type { RawResource } from './client.ts';
import { type Days, lastDayOfMonth } from './dates.ts';
import { isProblem, type Problem, problemWith, readerOf, referenceOf } from './parse.ts';
import { type CodeableConcept, CoverageResource } from './schemas.ts';
import { codesOf, SYSTEM } from './terminology.ts';

export interface CoverageReading {
  /** undefined: the chart does not settle whether there is Part B. Not a no: others than Medicare may be all that was recorded. */
  readonly coverage: Coverage | undefined;
  /** Something speaks for Medicare (a payer's name, a beneficiary number), though nothing proves Part B. */
  readonly maybeMedicare: boolean;
  readonly problems: readonly Problem[];
}

const read = readerOf(CoverageResource);

/**
 * The Medicare coverage that decides `month`, from Source of Payment Typology codes and plan names (ELIG-7, SCOPE-3).
 *
 * A Medicare Advantage plan in force goes before Original Medicare, which such patients often have on record as well.
 * Part D, Medicare hospice, a beneficiary number or the mere word Medicare prove nothing about Part B. A start or end
 * known by month or year is taken at its less favourable day.
 */
export function readCoverage(resources: readonly RawResource[], month: ServiceMonth, days: Days, hasMbi: boolean): CoverageReading {
  const problems: Problem[] = [];
  const graded: Graded[] = [];
  for (const resource of resources) {
    const coverage = read(resource);
    if (isProblem(coverage)) problems.push(coverage);
    else if (coverage.status === 'active' || coverage.status === 'cancelled' || coverage.status === undefined) {
      graded.push(grade(coverage, resource, month, days, problems));
    }
  }
  const inForce = graded.filter((coverage) => coverage.inForce);
  const chosen =
    inForce.find(({ kind }) => kind === 'advantage') ??
    inForce.find(({ kind }) => kind === 'part-b') ??
    (inForce.some(({ kind }) => kind === 'possible')
      ? undefined
      : latest(graded.filter(({ kind }) => kind === 'part-b' || kind === 'advantage')));
  const medicaid = inForce.some((coverage) => coverage.medicaid);
  const qmb = inForce.some((coverage) => coverage.qmb);
  return {
    coverage: chosen === undefined ? undefined : { ...chosen.facts, ...(medicaid ? { medicaid } : {}), ...(qmb ? { qmb } : {}) },
    maybeMedicare: hasMbi || graded.some(({ kind }) => kind !== 'other'),
    problems,
  };
}

type Kind = 'part-b' | 'advantage' | 'possible' | 'other';

interface Graded {
  readonly kind: Kind;
  readonly inForce: boolean;
  readonly medicaid: boolean;
  readonly qmb: boolean;
  readonly facts: Coverage;
}

// Source of Payment Typology.
const PART_B = new Set(['12', '121', '123', '129']);
const ADVANTAGE = new Set(['11', '111', '112', '113', '119']);
const POSSIBLE = new Set(['1', '14', '19']);
const DUAL_ELIGIBLE = '14';
const NO_PROOF = new Set(['122', '13']);

const PART_B_WORDS = /\bparts?\s+(?:a\s*(?:and|&|\/|,|\+)\s*)?b\b/i;
const ADVANTAGE_WORDS = /\bmedicare\s+(?:advantage|replacement|hmo|ppo)\b|\bpart\s+c\b/i;
const QMB_WORDS = /\bQMB\b|qualified medicare beneficiary/i;

function grade(coverage: CoverageResource, resource: RawResource, month: ServiceMonth, days: Days, problems: Problem[]): Graded {
  const start = days.last(coverage.period?.start);
  const end = days.first(coverage.period?.end);
  const isEndUnreadable = end === undefined && coverage.period?.end !== undefined;
  if (start === undefined && coverage.period?.start !== undefined) problems.push(problemWith(resource, 'period.start', 'undatable'));
  if (isEndUnreadable) problems.push(problemWith(resource, 'period.end', 'undatable'));
  const codes = codesOf(coverage.type, SYSTEM.sopt);
  const words = wordsOf(coverage);
  const kind = kindOf(coverage, codes, words);
  const reference = referenceOf(resource);
  const isEndUnknown = isEndUnreadable || (end === undefined && coverage.status === 'cancelled');
  return {
    kind,
    inForce: coverage.status !== 'cancelled' && overlaps(start, end, month),
    medicaid: codes.some((code) => code.startsWith('2') || code === DUAL_ELIGIBLE) || words.some((word) => /\bmedicaid\b/i.test(word)),
    qmb: words.some((word) => QMB_WORDS.test(word)),
    facts: {
      type: kind === 'advantage' ? 'medicare-advantage' : 'medicare-ffs',
      ...(start === undefined ? {} : { partBStart: start }),
      ...(isEndUnknown ? {} : { partBEnd: end ?? null }),
      ...(reference === undefined ? {} : { reference }),
    },
  };
}

function kindOf(coverage: CoverageResource, codes: readonly string[], words: readonly string[]): Kind {
  if (codes.some((code) => ADVANTAGE.has(code)) || words.some((word) => ADVANTAGE_WORDS.test(word))) return 'advantage';
  if (codes.some((code) => PART_B.has(code)) || planNames(coverage).some((name) => PART_B_WORDS.test(name))) return 'part-b';
  if (codes.some((code) => POSSIBLE.has(code))) return 'possible';
  if (codes.some((code) => NO_PROOF.has(code))) return 'other';
  const hasMbi = (coverage.identifier ?? []).some(({ system }) => system === SYSTEM.mbi);
  return hasMbi || words.some((word) => /\bmedicare\b/i.test(word)) ? 'possible' : 'other';
}

function planNames(coverage: CoverageResource): readonly string[] {
  const plans = (coverage.class ?? []).filter(({ type }) =>
    (type?.coding ?? []).some(({ code }) => code === 'plan' || code === 'subplan' || code === 'group'),
  );
  return [coverage.type?.text, ...plans.flatMap(({ value, name }) => [value, name])].filter((name) => name !== undefined);
}

function typeWords(concept: CodeableConcept | undefined): readonly (string | undefined)[] {
  return [concept?.text, ...(concept?.coding ?? []).map(({ display }) => display)];
}

function wordsOf(coverage: CoverageResource): readonly string[] {
  const classWords = (coverage.class ?? []).flatMap(({ value, name }) => [value, name]);
  const payers = (coverage.payor ?? []).map(({ display }) => display);
  return [...typeWords(coverage.type), ...classWords, ...payers].filter((word) => word !== undefined);
}

function overlaps(start: LocalDate | undefined, end: LocalDate | undefined, month: ServiceMonth): boolean {
  const startsInTime = start === undefined || start <= lastDayOfMonth(month);
  return startsInTime && (end === undefined || end >= `${month}-01`);
}

function latest(graded: readonly Graded[]): Graded | undefined {
  const ended = ({ facts }: Graded) => facts.partBEnd ?? facts.partBStart ?? '';
  return graded.toSorted((a, b) => ended(a).localeCompare(ended(b))).at(-1);
}
