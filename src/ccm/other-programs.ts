import { isRuralOrFederal, type Minutes } from './billing-codes.ts';
import type { Facts } from './facts.ts';
import { evidence, informs, type Finding } from './finding.ts';
import type { OtherProgram, ProposedCode } from './month-assessment.ts';
import { isInForce, type RuleId } from './rules.ts';

/** Principal care asks for this many minutes, first and for each further unit (CODE-8, CODE-9). */
const PCM_STEP_MINUTES = 30;
const PCM_ADD_ON_CAP = 2;

/**
 * Principal care management by the same minutes, for a patient whom only the number of conditions keeps from CCM: exactly
 * one chronic condition and 30 countable minutes. Null where it does not fit.
 */
export function principalCare(facts: Facts, minutes: Minutes, blockers: readonly RuleId[], conditions: number): OtherProgram | null {
  const onlyTheNumber = blockers.length === 1 && blockers[0] === 'ELIG-1';
  if (!onlyTheNumber || conditions !== 1 || minutes.total < PCM_STEP_MINUTES) return null;
  return {
    program: 'PCM',
    codes: principalCareCodes(facts, minutes),
    needs: ['PCM consent', 'disease-specific care plan', 'complex single condition expected >= 3 months'],
  };
}

function principalCareCodes(facts: Facts, minutes: Minutes): readonly ProposedCode[] {
  if (isRuralOrFederal(facts.setting) && !isInForce('CODE-11', facts.month)) return [{ code: 'G0511', units: 1 }];
  const practitioner = minutes.qhp >= PCM_STEP_MINUTES && minutes.staff < PCM_STEP_MINUTES;
  return practitioner ? stepped('99424', '99425', minutes.qhp) : stepped('99426', '99427', minutes.total);
}

function stepped(base: string, addOn: string, minutes: number): readonly ProposedCode[] {
  const units = Math.min(PCM_ADD_ON_CAP, Math.floor(minutes / PCM_STEP_MINUTES) - 1);
  return units > 0
    ? [
        { code: base, units: 1 },
        { code: addOn, units },
      ]
    : [{ code: base, units: 1 }];
}

/**
 * Advanced primary care management by level (CODE-12) with its behavioural add-on (CODE-13), and what it still needs.
 * Null where the chart does not say that the practitioner is responsible for all primary care, and before 2025.
 */
export function advancedPrimaryCare(facts: Facts, conditions: number): OtherProgram | null {
  const care = facts.primaryCare;
  if (!isInForce('CODE-12', facts.month) || care?.responsibleForAllPrimaryCare !== true) return null;
  const qmb = facts.coverage?.qmb;
  const addOn = isInForce('CODE-13', facts.month) && care.behavioralHealth ? BEHAVIOURAL_ADD_ON[care.behavioralHealth] : undefined;
  return {
    program: 'APCM',
    codes: [{ code: levelOf(conditions, qmb === true), units: 1 }, ...(addOn ? [{ code: addOn, units: 1 }] : [])],
    needs: [
      ...(care.consentDate ? [] : ['APCM consent']),
      ...(care.seenWithinThreeYears === true ? [] : ['initiating visit if new or not seen in 3 years']),
      ...(care.serviceElements === true ? [] : ['APCM service elements available']),
      ...(conditions >= 2 && qmb === undefined ? ['QMB status'] : []),
    ],
  };
}

const BEHAVIOURAL_ADD_ON = {
  'collaborative-initial': 'G0568',
  'collaborative-subsequent': 'G0569',
  general: 'G0570',
} as const;

function levelOf(conditions: number, qmb: boolean): string {
  if (conditions < 2) return 'G0556';
  return qmb ? 'G0558' : 'G0557';
}

/** Findings of CODE-8, CODE-9, CODE-12 and CODE-13. */
export function judgeOtherPrograms(programs: readonly OtherProgram[]): readonly Finding[] {
  const codes = programs.flatMap((program) => program.codes.map((code) => code.code));
  const shown = (wanted: readonly string[]): Finding['evidence'] =>
    codes.filter((code) => wanted.includes(code)).map((code) => evidence('proposed-code', code));
  return [
    informs('CODE-8', shown(['99424', '99425'])),
    informs('CODE-9', shown(['99426', '99427'])),
    informs('CODE-12', shown(['G0556', 'G0557', 'G0558'])),
    informs('CODE-13', shown(['G0568', 'G0569', 'G0570'])),
  ];
}
