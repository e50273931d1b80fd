import type { StatusTone } from '../../ui/Status.tsx';
import { sentenceCase } from '../format.ts';
import type { SaveTarget } from '../save-result.ts';
import { notStoredText, WHERE_TEXT } from '../save-text.ts';
import type { CellReason, Column, MissingScope, Saved, SaveRow, StatementView, YesNoUnknown } from './ehr-view.ts';

export const COLUMN_TEXT = {
  read: 'Read',
  search: 'Search',
  create: 'Create',
  update: 'Update',
  patch: 'Patch',
} as const satisfies Record<Column, string>;

interface CellText {
  readonly tone: StatusTone;
  /** The verdict, and in one or two words why. */
  readonly word: string;
  /** The same in a sentence; empty for what needs none. */
  readonly meaning: string;
}

export const CELL_TEXT = {
  answered: { tone: 'met', word: 'Yes, done', meaning: 'It was done just now, in this session.' },
  allowed: { tone: 'met', word: 'Yes', meaning: 'The EHR’s statement or this site’s settings allow it, and nothing speaks against it.' },
  'not-stated': { tone: 'unknown', word: 'Not stated', meaning: 'Nobody has said. Intervisit tries it once and learns from the answer.' },
  'not-granted': { tone: 'blocks', word: 'No: scope', meaning: 'The EHR granted scopes, and this is not among them.' },
  'not-supported': { tone: 'blocks', word: 'No: statement', meaning: 'The EHR’s statement lists other things, and not this.' },
  'site-setting': { tone: 'plain', word: 'No: setting', meaning: 'This site’s settings say that the EHR does not allow it.' },
  refused: { tone: 'blocks', word: 'No: refused', meaning: 'It was tried in this session, and the EHR refused it.' },
  'left-out': { tone: 'plain', word: 'Not asked', meaning: 'This site’s settings leave the scope out of what Intervisit asks for.' },
  'not-used': { tone: 'plain', word: 'Not used', meaning: 'Intervisit has no use for it.' },
} as const satisfies Record<CellReason, CellText>;

export const SAVED_TEXT = {
  'time-entry': 'Time entry',
  'new-care-plan': 'Care plan, new',
  'care-plan': 'Care plan, changes',
  statement: 'Statements (risk, complexity …)',
  signature: 'Signature of the plan',
  enrolment: 'Enrollment',
  consent: 'Consent',
  withdrawal: 'Consent taken back',
  copy: 'Copy given to the patient',
  charge: 'Charge',
  'hand-over': 'Charges handed to billing',
} as const satisfies Record<Saved, string>;

/** What is left where the EHR has no place for a thing. */
const LEFT_TEXT = {
  'time-entry': 'Not stored. The timer and the form work; the text is there to copy or download.',
  'new-care-plan': 'Not stored. What the EHR has is shown and can be printed.',
  'care-plan': 'Not stored. The plan is shown and can be printed; changes are there to copy or download.',
  statement: 'Not stored. The text is there to copy or download.',
  signature: 'Not stored. Sign the plan in the EHR.',
  enrolment: 'Not stored. The text is there to copy or download.',
  consent: 'Not stored. The script can be printed; the text is there to copy or download.',
  withdrawal: 'Not stored. The text is there to copy or download.',
  copy: 'Not stored. The copy can be printed and given; note it in the EHR.',
  charge: 'Not stored. The charge sheet has them: print, CSV, FHIR.',
  'hand-over': 'Not stored. Print or download the charge sheet and hand it over.',
} as const satisfies Record<Saved, string>;

/** Where a thing will be kept, as a sentence. */
export function placeText({ what, target }: SaveRow): string {
  if (target.where === null) return LEFT_TEXT[what];
  const untried = target.untried === true ? '; the first save finds out whether it is allowed' : '';
  return `${sentenceCase(WHERE_TEXT[target.where])}${target.bySite === true ? ', as the site’s settings want it' : ''}${untried}.`;
}

/** Why the better places are out, as a sentence; empty where none is. */
export function becauseText({ because = [] }: SaveTarget): string {
  return because.length === 0 ? '' : `${sentenceCase([...new Set(because.map(notStoredText))].join('; '))}.`;
}

const BESIDE_TEXT = {
  Provenance: {
    yes: 'With a Provenance record in the same transaction.',
    no: 'Without a Provenance record: who and when stand in the plan itself.',
    unknown: 'With a Provenance record where the EHR turns out to take one in the same transaction.',
  },
  Communication: {
    yes: 'With a Communication that says when and to whom.',
    no: 'Without a Communication: the document says when and to whom.',
    unknown: 'With a Communication where the EHR turns out to take one.',
  },
  EpisodeOfCare: {
    yes: 'With an EpisodeOfCare beside it.',
    no: 'Without an EpisodeOfCare: the statement in the plan says it.',
    unknown: 'With an EpisodeOfCare where the EHR turns out to take one.',
  },
} as const satisfies Record<NonNullable<SaveRow['beside']>['type'], Record<YesNoUnknown, string>>;

/** What stands beside a saved thing; empty where nothing would. */
export function besideText({ beside }: SaveRow): string {
  return beside === undefined ? '' : BESIDE_TEXT[beside.type][beside.answer];
}

/** What the EHR said of itself, in a sentence or two. */
export function statementText(statement: StatementView): string {
  switch (statement.kind) {
    case 'asking':
      return 'The EHR is being asked what it can do. This may take some seconds; nothing waits for it.';
    case 'read':
      return 'The EHR said what it can do. That is a hint and not the truth: what is refused later goes before it.';
    case 'other-version':
      return `The EHR says that it speaks FHIR ${statement.fhirVersion ?? ''}; Intervisit speaks FHIR 4.0. Much may fail: ask for the address of its FHIR R4 server.`;
    case 'without-types':
      return 'The EHR answered with a statement that lists no type of resource, so it says nothing. Everything is tried once.';
    case 'none':
      return `${NO_STATEMENT[statement.error] ?? 'The EHR gave no statement of what it can do.'} That stops nothing: everything is tried once, and what is refused is learned.`;
    default:
      return statement satisfies never;
  }
}

type NoStatement = Extract<StatementView, { kind: 'none' }>['error'];

const NO_STATEMENT: Partial<Readonly<Record<NoStatement, string>>> = {
  timeout: 'The EHR did not say within 8 seconds what it can do.',
  unreadable: 'What the EHR sent as its statement is none: a page in HTML, a broken file or another kind of resource.',
  'not-found': 'The EHR has no statement of what it can do.',
  gone: 'The EHR has no statement of what it can do.',
  'not-supported': 'The EHR has no statement of what it can do.',
  forbidden: 'The EHR does not show Intervisit its statement of what it can do.',
  'session-expired': 'The EHR does not show Intervisit its statement of what it can do.',
  server: 'The EHR answered with a fault of its own when asked what it can do.',
  network: 'No answer came when the EHR was asked what it can do, or the browser was not allowed to read it.',
  throttled: 'The EHR was too busy to say what it can do.',
};

const CANNOT = { see: 'seen', create: 'created', update: 'changed' } as const satisfies Record<MissingScope['cannot'][number], string>;

/** `ChargeItem cannot be created or changed`; with what is seen in part. For IT. */
export function cannotText({ type, cannot, parts }: MissingScope): string {
  const [first, ...rest] = cannot.map((one) => CANNOT[one]);
  const clauses = [
    ...(first === undefined ? [] : [`cannot be ${[first, ...rest].join(' or ')}`]),
    ...(parts.length === 0 ? [] : [`is seen in part only (${parts.join('; ')})`]),
  ];
  return `${type} ${clauses.join(', ')}`;
}
