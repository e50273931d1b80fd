import type { G0506, GlobalSurgery, LocalDate, MdmComplexity, ModelParticipation, Visit } from '../ccm/chart.ts';

// The words that stand in `Attestation.value`, one codec a statement. `null` from a reader means that the words are not
// understood, and then nothing is known; it never means no.

/** `true` or `false`: significant-risk, twelve-months, condition-override (counts), rule-confirmed (met), care-plan-revised. */
export const yesNo = {
  write: (said: boolean): string => String(said),
  read: (value: string): boolean | null => (value === 'true' ? true : value === 'false' ? false : null),
};

export interface PlanSignature {
  readonly signed: boolean;
  /** The version of the plan that the person saw; absent where the EHR tells none, and in older signatures. */
  readonly version?: string;
  /** Versions of the goals with records of their own, by id, as the person saw them; absent where none was told. */
  readonly goals?: Readonly<Record<string, string>>;
}

/** care-plan-signed: `true`, or `true version=7 goals=a1c:3,walk:1`. Words that are not understood are passed over. */
export const planSignature = {
  write: ({ signed, version, goals }: PlanSignature): string =>
    [
      String(signed),
      ...(version === undefined ? [] : [`version=${version}`]),
      ...(goals === undefined || Object.keys(goals).length === 0
        ? []
        : [
            `goals=${Object.entries(goals)
              .map(([id, goalVersion]) => `${id}:${goalVersion}`)
              .join(',')}`,
          ]),
    ].join(' '),
  read(value: string): PlanSignature | null {
    const [answer = '', ...words] = value.split(' ');
    const signed = yesNo.read(answer);
    if (signed === null) return null;
    const named = (name: string) => words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
    const goals = (named('goals') ?? '').split(',').flatMap((pair) => {
      const [id, version] = pair.split(':');
      return id === undefined || id === '' || version === undefined || version === '' ? [] : [[id, version] as const];
    });
    const version = named('version');
    return {
      signed,
      ...(version !== undefined && version !== '' && { version }),
      ...(goals.length > 0 && { goals: Object.fromEntries(goals) }),
    };
  },
};

export interface InitiatingVisit {
  readonly date: LocalDate;
  readonly code: string;
  readonly modality?: NonNullable<Visit['modality']>;
  readonly ccmDiscussed?: boolean;
  readonly newPatient?: boolean;
}

/** initiating-visit: `2026-03-04 99214 in-person ccm-discussed new-patient=false`. */
export const initiatingVisit = {
  write: ({ date, code, modality, ccmDiscussed, newPatient }: InitiatingVisit): string =>
    [
      date,
      code,
      ...(modality === undefined ? [] : [modality]),
      ...flag('ccm-discussed', ccmDiscussed),
      ...flag('new-patient', newPatient),
    ].join(' '),
  read(value: string): InitiatingVisit | null {
    const [date = '', code = '', ...words] = value.split(' ');
    if (!DAY.test(date) || !/^[0-9A-Z]{5}$/.test(code)) return null;
    return {
      date,
      code,
      ...told(
        'modality',
        MODALITIES.find((modality) => words.includes(modality)),
      ),
      ...told('ccmDiscussed', flagIn(words, 'ccm-discussed')),
      ...told('newPatient', flagIn(words, 'new-patient')),
    };
  },
};

export interface StatedComplexity {
  readonly level: MdmComplexity;
  /** Whether the billing practitioner judged it; absent where that was not said. */
  readonly byBillingPractitioner?: boolean;
}

/** mdm-complexity: `moderate by-billing-practitioner`. */
export const mdmComplexity = {
  write: ({ level, byBillingPractitioner }: StatedComplexity): string =>
    [level, ...flag('by-billing-practitioner', byBillingPractitioner)].join(' '),
  read(value: string): StatedComplexity | null {
    const [level = '', ...words] = value.split(' ');
    if (level !== 'low' && level !== 'moderate' && level !== 'high') return null;
    return { level, ...told('byBillingPractitioner', flagIn(words, 'by-billing-practitioner')) };
  },
};

/** g0506: `none`, or `2026-03-04 personally beyond-usual-effort previously-billed=false`. The reader's `undefined` is *none*. */
export const g0506 = {
  write: (said: G0506 | undefined): string =>
    said === undefined
      ? 'none'
      : [
          said.date,
          ...flag('personally', said.personallyByBillingPractitioner),
          ...flag('beyond-usual-effort', said.beyondUsualEffort),
          ...flag('previously-billed', said.previouslyBilled),
        ].join(' '),
  read(value: string): G0506 | undefined | null {
    if (value === 'none') return undefined;
    const [date = '', ...words] = value.split(' ');
    if (!DAY.test(date)) return null;
    return {
      date,
      ...told('personallyByBillingPractitioner', flagIn(words, 'personally')),
      ...told('beyondUsualEffort', flagIn(words, 'beyond-usual-effort')),
      ...told('previouslyBilled', flagIn(words, 'previously-billed')),
    };
  },
};

/** global-surgery: `none`, or `same 2026-03-04 2026-06-02`. The reader's `undefined` is *none*. */
export const globalSurgery = {
  write: (said: GlobalSurgery | undefined): string => (said === undefined ? 'none' : `${said.practitioner} ${said.start} ${said.end}`),
  read(value: string): GlobalSurgery | undefined | null {
    if (value === 'none') return undefined;
    const [practitioner, start = '', end = ''] = value.split(' ');
    if (practitioner !== 'same' && practitioner !== 'same-group' && practitioner !== 'other') return null;
    return DAY.test(start) && DAY.test(end) ? { practitioner, start, end } : null;
  },
};

/** model-participation: `none` or the model's name. The reader's `undefined` is *none*. */
export const modelParticipation = {
  write: (said: ModelParticipation | undefined): string => said ?? 'none',
  read(value: string): ModelParticipation | undefined | null {
    if (value === 'none') return undefined;
    return value === 'GUIDE-aligned' || value === 'ACCESS-participant-aligned' ? value : null;
  },
};

/** care-plan-copy-given: the day it was given, `2026-10-01`. `true` is read as `day-of-statement`, a day that the caller knows. */
export const copyGiven = {
  write: (date: LocalDate): string => date,
  read: (value: string): LocalDate | null => (DAY.test(value) ? value : value === 'true' ? 'day-of-statement' : null),
};

const MODALITIES = ['in-person', 'audio-video', 'audio-only'] as const satisfies readonly Visit['modality'][];

const DAY = /^\d{4}-\d\d-\d\d$/;

function flag(name: string, said: boolean | null | undefined): readonly string[] {
  if (said === undefined || said === null) return [];
  return [said ? name : `${name}=false`];
}

function flagIn(words: readonly string[], name: string): boolean | undefined {
  if (words.includes(name) || words.includes(`${name}=true`)) return true;
  return words.includes(`${name}=false`) ? false : undefined;
}

function told<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value };
function told(key: string, value: unknown): object {
  return value === undefined ? {} : { [key]: value };
}
