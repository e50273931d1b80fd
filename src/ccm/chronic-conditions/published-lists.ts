import {
  ICD_10_CM,
  normaliseCode,
  printIcd10cm,
  SNOMED_CT,
  type ChronicConditions,
  type Classification,
  type MatchedCode,
} from './classification.ts';
import { decodeTables, type CodeEntry, type CodeMeaning, type CodeTables } from './decode.ts';
import { GROUP_NAMES } from './group-names.ts';

/** One coding and the answer it gives by itself. */
interface Candidate {
  readonly rank: number;
  readonly known: boolean;
  readonly answer: Classification;
}

const ANSWERS: Readonly<Record<CodeMeaning, Pick<Classification, 'verdict' | 'tier' | 'reason'>>> = {
  ccw30: { verdict: 'chronic', tier: 'A', reason: 'chronic' },
  chronic: { verdict: 'chronic', tier: 'B', reason: 'chronic' },
  event: { verdict: 'review', tier: 'C', reason: 'acute-event-code' },
  review: { verdict: 'review', tier: 'C', reason: 'needs-clinical-review' },
  undetermined: { verdict: 'review', tier: 'C', reason: 'no-determination' },
  header: { verdict: 'review', tier: 'C', reason: 'header-code' },
  unknown: { verdict: 'review', tier: 'C', reason: 'code-not-known' },
  'not-chronic': { verdict: 'not-chronic', tier: 'D', reason: 'not-chronic' },
};

const TEXT_ONLY: Classification = { verdict: 'review', tier: 'C', reason: 'text-only', decidedBy: 'published-lists' };
const CODE_NOT_KNOWN: Classification = { ...TEXT_ONLY, reason: 'code-not-known' };

/** Best first: of several codings in one system the first named here decides. */
const RANKING: readonly CodeMeaning[] = ['ccw30', 'chronic', 'event', 'review', 'undetermined', 'header', 'unknown', 'not-chronic'];

/** Recognition by the published lists alone: CCIR, CCW, CCSR and our small SNOMED CT list. Decodes the tables. */
export function publishedLists(): ChronicConditions {
  const tables = decodeTables();
  const icd10cm = remembering((code) => icdCandidate(code, tables));
  const snomed = remembering((code) => snomedCandidate(code, tables));
  return {
    classify(codes) {
      let coded = false;
      let icd: Candidate | undefined;
      let sct: Candidate | undefined;
      for (const { system, code } of codes) {
        if (system === ICD_10_CM) icd = better(icd, icd10cm(code));
        else if (system === SNOMED_CT) sct = better(sct, snomed(code));
        coded ||= code.trim() !== '';
      }
      return decide(icd, sct) ?? (coded ? CODE_NOT_KNOWN : TEXT_ONLY);
    },
  };
}

/** Charts repeat their codes. Only known codes are kept, so the memory has an end. */
function remembering(candidateFor: (code: string) => Candidate | undefined): (code: string) => Candidate | undefined {
  const remembered = new Map<string, Candidate>();
  return (code) => {
    const before = remembered.get(code);
    if (before !== undefined) return before;
    const candidate = candidateFor(code);
    if (candidate?.known) remembered.set(code, candidate);
    return candidate;
  };
}

function icdCandidate(spelt: string, tables: CodeTables): Candidate | undefined {
  const code = normaliseCode({ system: ICD_10_CM, code: spelt });
  if (code === '') return undefined;
  return candidate(tables.icd10cm(code), { system: 'ICD-10-CM', code: printIcd10cm(code) });
}

function snomedCandidate(spelt: string, tables: CodeTables): Candidate | undefined {
  const code = spelt.trim();
  if (code === '') return undefined;
  return candidate(tables.snomed.get(code) ?? { meaning: 'unknown', group: `snomed:${code}` }, { system: 'SNOMED CT', code });
}

function candidate({ meaning, group }: CodeEntry, matched: MatchedCode): Candidate {
  const groupName = GROUP_NAMES[group];
  return {
    rank: RANKING.indexOf(meaning),
    known: meaning !== 'unknown',
    answer: {
      ...ANSWERS[meaning],
      group,
      ...(groupName === undefined ? {} : { groupName }),
      matched,
      decidedBy: 'published-lists',
    },
  };
}

function better(before: Candidate | undefined, next: Candidate | undefined): Candidate | undefined {
  if (before === undefined || next === undefined) return before ?? next;
  return next.rank < before.rank ? next : before;
}

/** ICD-10-CM decides where it is known, else SNOMED CT. */
function decide(icd: Candidate | undefined, sct: Candidate | undefined): Classification | undefined {
  if (icd?.known && sct?.known) {
    const other = sct.answer.matched;
    return other !== undefined && disagree(icd.answer, sct.answer) ? { ...icd.answer, disagreesWith: other } : icd.answer;
  }
  return (sct?.known ? sct : (icd ?? sct))?.answer;
}

function disagree(one: Classification, other: Classification): boolean {
  if (one.verdict !== other.verdict) return true;
  return one.verdict === 'chronic' && one.group !== other.group;
}
