import type { Facts } from './facts.ts';
import { evidence, found, informs, judged, missing, type Evidence, type Finding } from './finding.ts';
import type { CodeFamily } from './month-assessment.ts';
import type { Policy } from './policy.ts';
import { RULES, type RuleId } from './rules.ts';
import { lastDay } from './calendar.ts';
import type { CountedTime, TimeDoubt } from './time.ts';

/** Whether the proposed codes would differ with these seconds more (or, negative, fewer). */
export type WouldChange = (change: { readonly staff: number; readonly qhp: number }) => boolean;

const EXCLUDING: readonly RuleId[] = [
  'TIME-1',
  'TIME-3',
  'TIME-6',
  'TIME-7',
  'TIME-8',
  'TIME-9',
  'TIME-10',
  'TIME-11',
  'TIME-12',
  'TIME-13',
  'TIME-14',
  'TIME-16',
  'TIME-18',
  'CONS-5',
];

/** Findings of TIME-1 to TIME-19, CONS-5 and the activity rules. */
export function judgeTime(
  facts: Facts,
  policy: Policy,
  time: CountedTime,
  family: CodeFamily | null,
  wouldChange: WouldChange,
): readonly Finding[] {
  const doubts = new Doubts(time, facts, policy, wouldChange);
  if (!facts.timeEntriesKnown) return unreadLog(facts, time, doubts);
  return [
    ...EXCLUDING.map((ruleId) => judgeExclusion(ruleId, facts, time, doubts)),
    informs('TIME-2', [evidence('seconds', time.staffSeconds + time.qhpSeconds)]),
    informs('TIME-4', time.qhpSeconds > 0 && family !== 'QHP' ? [evidence('seconds', time.qhpSeconds)] : []),
    informs('TIME-5', family === 'QHP' && time.staffSeconds > 0 ? [evidence('seconds', time.staffSeconds)] : []),
    judgeSeconds(time),
    judgeEntries(facts, time, doubts),
    informs('TIME-19'),
    ...judgeActivities(time),
  ];
}

/** Where the log could not be read every rule about its entries is unknown, and TIME-1 asks for all of them. */
function unreadLog(facts: Facts, time: CountedTime, doubts: Doubts): readonly Finding[] {
  const kind = facts.why('timeEntries');
  const unknown = (ruleId: RuleId): Finding => found(ruleId, 'unknown', 'none', [missing('time-entry', kind)]);
  const asked = judgeExclusion('TIME-1', facts, time, doubts);
  const others = EXCLUDING.filter((ruleId) => ruleId !== 'TIME-1');
  return [
    asked,
    ...others.map(unknown),
    found('TIME-2', 'unknown', 'none', [missing('seconds', kind)]),
    ...(['TIME-4', 'TIME-5', 'TIME-15', 'TIME-17'] as const).map(unknown),
    informs('TIME-19'),
    informs('ACT-7'),
  ];
}

function judgeExclusion(ruleId: RuleId, facts: Facts, time: CountedTime, doubts: Doubts): Finding {
  const seconds = time.excluded.get(ruleId) ?? 0;
  const shown = seconds > 0 ? [evidence('seconds', seconds), ...entriesUnder(ruleId, time)] : [];
  const doubt = doubts.about(ruleId);
  if (!doubt) return seconds > 0 ? found(ruleId, 'not-met', 'excludes', shown) : judged(ruleId, true);
  const word = facts.wordOn(ruleId);
  if (!word) return found(ruleId, 'unknown', doubt.matters ? 'undecided' : seconds > 0 ? 'excludes' : 'none', [...shown, ...doubt.shown]);
  const said = [...shown, ...doubt.shown, evidence('confirmation', word.date, { reference: word.reference, by: word.by })];
  if (word.met) return found(ruleId, 'met', seconds > 0 ? 'excludes' : 'none', said);
  // Counted minutes that a person says must not count cannot be told apart, so none of the month's may be billed.
  return found(ruleId, 'not-met', doubt.removes ? 'blocks' : 'excludes', said);
}

function entriesUnder(ruleId: RuleId, time: CountedTime): readonly Evidence[] {
  return time.judgements
    .filter((judgement) => judgement.excluded.some((one) => one.ruleId === ruleId))
    .map((judgement) => evidence('time-entry', judgement.localDate, { reference: judgement.reference }));
}

function judgeSeconds(time: CountedTime): Finding {
  const doubled = time.excluded.get('TIME-15') ?? 0;
  if (doubled === 0) return informs('TIME-15');
  return found('TIME-15', 'not-met', 'excludes', [evidence('seconds', doubled), ...entriesUnder('TIME-15', time)]);
}

function judgeEntries(facts: Facts, time: CountedTime, doubts: Doubts): Finding {
  const doubt = doubts.about('TIME-17');
  const late = time.lateEntries > 0 ? [evidence('time-entries-late', time.lateEntries)] : [];
  const effect = late.length > 0 ? 'warns' : 'none';
  if (!doubt) return found('TIME-17', late.length > 0 ? 'not-met' : 'met', effect, late);
  const word = facts.wordOn('TIME-17');
  if (!word) return found('TIME-17', 'unknown', doubt.matters ? 'undecided' : effect, [...doubt.shown, ...late]);
  const said = [...doubt.shown, ...late, evidence('confirmation', word.date, { reference: word.reference, by: word.by })];
  return found('TIME-17', word.met ? 'met' : 'not-met', word.met ? effect : 'warns', said);
}

function judgeActivities(time: CountedTime): readonly Finding[] {
  const rules = [...time.activityRules].filter((ruleId) => ruleId.startsWith('ACT-'));
  return [
    informs('ACT-7'),
    ...rules.map((ruleId) => {
      if (ruleId === 'ACT-23') return found(ruleId, 'not-met', 'warns');
      return RULES[ruleId].severity === 'exclude' ? found(ruleId, 'not-met', 'excludes') : informs(ruleId);
    }),
  ];
}

/** A rule's open question about the month's time. */
interface OpenQuestion {
  /** Whether its answer could change the proposed codes. */
  readonly matters: boolean;
  /** Whether an answer could take counted minutes away. */
  readonly removes: boolean;
  readonly shown: readonly Evidence[];
}

/** What unknown facts could add to the month or take from it. Additions are weighed together: two small ones may matter as one. */
class Doubts {
  readonly #time: CountedTime;
  readonly #facts: Facts;
  readonly #policy: Policy;
  readonly #wouldChange: WouldChange;
  readonly #additionsMatter: boolean;

  constructor(time: CountedTime, facts: Facts, policy: Policy, wouldChange: WouldChange) {
    this.#time = time;
    this.#facts = facts;
    this.#policy = policy;
    this.#wouldChange = wouldChange;
    const added = time.doubts.reduce((sum, doubt) => sum + doubt.adds, 0);
    this.#additionsMatter = added > 0 && (wouldChange({ staff: added, qhp: 0 }) || wouldChange({ staff: 0, qhp: added }));
  }

  about(ruleId: RuleId): OpenQuestion | undefined {
    if (ruleId === 'TIME-1') return this.#aboutLog();
    if (ruleId === 'TIME-9') return this.#aboutVisits();
    if (ruleId === 'TIME-12') return this.#aboutStays();
    if (ruleId === 'TIME-13') return this.#aboutDeath();
    return this.#aboutEntries(this.#time.doubts.filter((doubt) => doubt.ruleId === ruleId));
  }

  #aboutLog(): OpenQuestion | undefined {
    if (this.#facts.timeEntriesKnown) return undefined;
    return { matters: true, removes: false, shown: [missing('time-entry', this.#facts.why('timeEntries'))] };
  }

  #aboutDeath(): OpenQuestion | undefined {
    return this.#facts.death === undefined ? this.#takingAll(missing('death', this.#facts.why('deathDate'))) : undefined;
  }

  #aboutEntries(doubts: readonly TimeDoubt[]): OpenQuestion | undefined {
    if (doubts.length === 0) return undefined;
    const adds = doubts.some((doubt) => doubt.adds > 0);
    const staff = doubts.reduce((sum, doubt) => sum + doubt.removes.staff, 0);
    const qhp = doubts.reduce((sum, doubt) => sum + doubt.removes.qhp, 0);
    const removes = staff + qhp > 0;
    return {
      matters: (adds && this.#additionsMatter) || (removes && this.#wouldChange({ staff: -staff, qhp: -qhp })),
      removes,
      shown: doubts.map((doubt) => ({
        ...missing('time-entry', 'unreadable'),
        ...(this.#time.judgements[doubt.entry]?.reference === undefined
          ? {}
          : { reference: this.#time.judgements[doubt.entry]?.reference ?? '' }),
      })),
    };
  }

  #aboutVisits(): OpenQuestion | undefined {
    const { visits, billedCodes } = this.#facts;
    if (this.#policy.qhpTimeOnEmDay !== 'exclude' || this.#time.qhpSeconds === 0) return undefined;
    if (visits?.unreadable === 0 && billedCodes?.unreadable === 0) return undefined;
    const kind = visits ? (visits.unreadable > 0 ? 'unreadable' : this.#facts.why('otherBilledCodes')) : this.#facts.why('visits');
    return {
      matters: this.#wouldChange({ staff: 0, qhp: -this.#time.qhpSeconds }),
      removes: true,
      shown: [missing('visits', kind)],
    };
  }

  #aboutStays(): OpenQuestion | undefined {
    const { stays } = this.#facts;
    if (!stays) return this.#takingAll(missing('stay', this.#facts.why('stays')));
    if (stays.unreadable > 0) return this.#takingAll(missing('stay', 'unreadable'));
    const open = stays.items.find(
      (stay) => stay.end === undefined && stay.type !== 'nursing-facility-non-part-a' && stay.start <= lastDay(this.#facts.month),
    );
    return open && this.#takingAll(missing('stay', 'not-recorded'));
  }

  #takingAll(shown: Evidence): OpenQuestion {
    const { staffSeconds, qhpSeconds } = this.#time;
    return { matters: this.#wouldChange({ staff: -staffSeconds, qhp: -qhpSeconds }), removes: true, shown: [shown] };
  }
}
