import type { MdmComplexity, ModelParticipation, PractitionerRelation, Visit } from '../ccm/chart.ts';
import { findingSentence, ruleText } from './finding-text.ts';
import { formatDate, list } from './format.ts';
import type { Matter, Said, StatementView } from './statement-view.ts';

export interface MatterText {
  /** On the button that opens the form. */
  readonly open: string;
  /** What the form asks, or what the person states by recording it. */
  readonly asks: string;
  readonly reason: string;
  readonly reasonHint: string;
}

const OWN_WORDS = 'In your words; anyone who reads the chart can see it.';

const MATTER_TEXT: Readonly<Record<Exclude<Matter['about'], 'rule-confirmed' | 'others-billing'>, MatterText>> = {
  'significant-risk': {
    open: 'State the risk',
    asks: 'Do the conditions place the patient at significant risk of death, acute decompensation or functional decline?',
    reason: 'Why',
    reasonHint: OWN_WORDS,
  },
  'twelve-months': {
    open: 'State how long they last',
    asks: 'I expect at least two of the conditions to last 12 months or more, or until death. A condition that will not is left out in the list above.',
    reason: 'Why',
    reasonHint: OWN_WORDS,
  },
  'initiating-visit': {
    open: 'Name the visit',
    asks: 'The visit by the billing practitioner that began CCM, or that lies in the year before it.',
    reason: 'How you know',
    reasonHint: 'Such as where the visit is documented.',
  },
  'mdm-complexity': {
    open: 'State the complexity',
    asks: 'How complex was your own decision making for this patient in this month?',
    reason: 'What was decided',
    reasonHint: 'The problems, the data and the risk that made it so.',
  },
  g0506: {
    open: 'State the planning at the visit',
    asks: 'Did you assess and plan at the initiating visit beyond the visit’s usual effort?',
    reason: 'What was done',
    reasonHint: OWN_WORDS,
  },
  'global-surgery': {
    open: 'State the surgical follow-up',
    asks: 'Is the patient in the follow-up period of an operation?',
    reason: 'How you know',
    reasonHint: 'It holds until somebody states otherwise.',
  },
  'model-participation': {
    open: 'State the Medicare model',
    asks: 'Is the patient aligned to a Medicare model whose payment takes the place of CCM?',
    reason: 'How you know',
    reasonHint: 'It holds until somebody states otherwise.',
  },
  'condition-override': {
    open: 'Decide',
    asks: 'Does this condition count as chronic, whatever its code and status say?',
    reason: 'Why',
    reasonHint: 'The decision stands above code and status only with its reason.',
  },
  'care-plan-signed': {
    open: 'Sign the plan',
    asks: 'I have reviewed the care plan and sign it.',
    reason: 'With the signature',
    reasonHint: OWN_WORDS,
  },
  'care-plan-copy-given': {
    open: 'Record the copy given',
    asks: 'A copy of the care plan was given to the patient or a caregiver.',
    reason: 'How it was given',
    reasonHint: 'On paper, by portal, by mail …',
  },
  'care-plan-revised': {
    open: 'State the revision',
    asks: 'Was the care plan established or substantially revised in this month?',
    reason: 'What changed',
    reasonHint: OWN_WORDS,
  },
};

/** The words of a form. */
export function matterText(matter: Matter): MatterText {
  if (matter.about === 'rule-confirmed') return PLAIN_ANSWER;
  if (matter.about !== 'others-billing') return MATTER_TEXT[matter.about];
  return {
    open: 'Others’ billing checked',
    asks: `I asked outside this EHR and found nothing billed in this month that stands in the way: ${list(matter.rules.map(othersText))}.`,
    reason: 'How it was checked',
    reasonHint: 'Whom you asked, or which payer’s portal you looked at, and when.',
  };
}

const PLAIN_ANSWER: MatterText = {
  open: 'Answer',
  asks: 'What do you know?',
  reason: 'How you know',
  reasonHint: 'Recorded under your name, with today’s date, for this month.',
};

function othersText(ruleId: Extract<Matter, { about: 'others-billing' }>['rules'][number]): string {
  return ruleText(ruleId).name.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}

/** What was said, in a few words. */
function saidText(said: Said): string {
  switch (said.about) {
    case 'significant-risk':
      return said.holds ? 'At significant risk' : 'Not at significant risk';
    case 'twelve-months':
      return said.holds ? 'Expected to last 12 months or more' : 'Not expected to last 12 months';
    case 'initiating-visit':
      return parts(
        `${said.code} on ${formatDate(said.date)}`,
        said.modality && MODALITY_TEXT[said.modality].toLowerCase(),
        either(said.ccmDiscussed, 'CCM discussed', 'CCM not discussed'),
        either(said.newPatient, 'new patient', 'known patient'),
      );
    case 'mdm-complexity':
      return parts(
        `${COMPLEXITY_TEXT[said.level]} complexity`,
        either(said.byBillingPractitioner, 'judged by the billing practitioner', 'not judged by the billing practitioner'),
      );
    case 'g0506':
      return planningText(said.planning);
    case 'global-surgery':
      return said.period === null
        ? 'No surgical follow-up period'
        : `Surgical follow-up from ${formatDate(said.period.start)} to ${formatDate(said.period.end)}, ${RELATION_TEXT[said.period.practitioner].toLowerCase()}`;
    case 'model-participation':
      return said.model === null ? 'Aligned to no such model' : MODEL_TEXT[said.model];
    case 'condition-override':
      return said.counts ? 'Counts' : 'Does not count';
    case 'rule-confirmed':
      return findingSentence({ ruleId: said.ruleId, verdict: said.met ? 'met' : 'not-met' });
    case 'care-plan-signed':
      return said.holds ? `Signed${said.version === undefined ? '' : ` in version ${said.version}`}` : 'Not signed';
    case 'care-plan-copy-given':
      return `Copy given on ${formatDate(said.date)}`;
    case 'care-plan-revised':
      return said.holds ? 'Established or substantially revised' : 'Not substantially revised';
    default:
      return said satisfies never;
  }
}

/** The same of a statement on record, which may take another back or hold words that are not understood. */
export function statementText({ said, withdraws }: StatementView): string {
  if (withdraws) return 'Taken back';
  return said === null ? 'In words that Intervisit does not understand' : saidText(said);
}

function planningText(planning: Extract<Said, { about: 'g0506' }>['planning']): string {
  if (planning === null) return 'No such planning';
  return parts(
    `Planning at the visit on ${formatDate(planning.date)}`,
    either(planning.personallyByBillingPractitioner, 'by the billing practitioner', 'not by the billing practitioner'),
    either(planning.beyondUsualEffort, 'beyond the usual effort', 'within the usual effort'),
    either(planning.previouslyBilled, 'billed before', 'not billed before'),
  );
}

function parts(...words: readonly (string | undefined)[]): string {
  return words.filter((word) => word !== undefined).join(', ');
}

function either(said: boolean | null | undefined, yes: string, no: string): string | undefined {
  if (said === undefined || said === null) return undefined;
  return said ? yes : no;
}

export const COMPLEXITY_TEXT = { low: 'Low', moderate: 'Moderate', high: 'High' } as const satisfies Record<MdmComplexity, string>;

export const MODEL_TEXT = {
  'GUIDE-aligned': 'GUIDE, the dementia model',
  'ACCESS-participant-aligned': 'ACCESS, with a participant of the model',
} as const satisfies Record<ModelParticipation, string>;

export const RELATION_TEXT = {
  same: 'By the billing practitioner',
  'same-group': 'By a colleague of the same group',
  other: 'By somebody else',
} as const satisfies Record<PractitionerRelation, string>;

export const MODALITY_TEXT = {
  'in-person': 'In person',
  'audio-video': 'By video',
  'audio-only': 'By telephone alone',
} as const satisfies Record<NonNullable<Visit['modality']>, string>;

/** Visits that can begin CCM, by number with our own labels. */
export const VISIT_KINDS: readonly { readonly label: string; readonly codes: Readonly<Record<string, string>> }[] = [
  {
    label: 'Office visit',
    codes: {
      '99212': 'Known patient, level 2',
      '99213': 'Known patient, level 3',
      '99214': 'Known patient, level 4',
      '99215': 'Known patient, level 5',
      '99202': 'New patient, level 2',
      '99203': 'New patient, level 3',
      '99204': 'New patient, level 4',
      '99205': 'New patient, level 5',
    },
  },
  {
    label: 'Wellness visit',
    codes: { G0402: 'Welcome to Medicare', G0438: 'Annual wellness, the first', G0439: 'Annual wellness, a later one' },
  },
  { label: 'After a discharge', codes: { '99495': 'Transition, seen within 14 days', '99496': 'Transition, seen within 7 days' } },
  {
    label: 'Visit at home',
    codes: {
      '99342': 'New patient, level 2',
      '99344': 'New patient, level 4',
      '99345': 'New patient, level 5',
      '99348': 'Known patient, level 2',
      '99349': 'Known patient, level 3',
      '99350': 'Known patient, level 4',
    },
  },
];

/** Whether the code stands among `VISIT_KINDS`. */
export function isVisitKind(code: string): boolean {
  return VISIT_KINDS.some(({ codes }) => Object.hasOwn(codes, code));
}
