import type { LocalDate } from '../../ccm/chart.ts';
import { RULE_IDS } from '../../ccm/rules.ts';
import type { Attestation } from '../../fhir/attestations.ts';
import {
  copyGiven,
  g0506,
  globalSurgery,
  initiatingVisit,
  mdmComplexity,
  modelParticipation,
  planSignature,
  yesNo,
} from '../../fhir/attestation-values.ts';
import type { Said } from '../statement-view.ts';

/** What an attestation says, in the screens' words; null where its value is not understood. `statedOn`: its day at the practice. */
export function saidOf({ statement, value, ruleId, target }: Attestation, statedOn: LocalDate): Said | null {
  const yes = yesNo.read(value);
  switch (statement) {
    case 'significant-risk':
    case 'twelve-months':
    case 'care-plan-revised':
      return yes === null ? null : { about: statement, holds: yes };
    case 'care-plan-signed': {
      const signature = planSignature.read(value);
      if (signature === null) return null;
      const { signed, ...of } = signature;
      return { about: statement, holds: signed, ...of };
    }
    case 'condition-override':
      return yes === null || target === undefined ? null : { about: statement, condition: target, counts: yes };
    case 'rule-confirmed': {
      const known = RULE_IDS.find((id) => id === ruleId);
      return yes === null || known === undefined ? null : { about: statement, ruleId: known, met: yes };
    }
    case 'initiating-visit': {
      const visit = initiatingVisit.read(value);
      return visit === null ? null : { about: statement, ...visit };
    }
    case 'mdm-complexity': {
      const complexity = mdmComplexity.read(value);
      return complexity === null ? null : { about: statement, ...complexity };
    }
    case 'g0506': {
      const planning = g0506.read(value);
      return planning === null ? null : { about: statement, planning: planning ?? null };
    }
    case 'global-surgery': {
      const period = globalSurgery.read(value);
      return period === null ? null : { about: statement, period: period ?? null };
    }
    case 'model-participation': {
      const model = modelParticipation.read(value);
      return model === null ? null : { about: statement, model: model ?? null };
    }
    case 'care-plan-copy-given': {
      const date = copyGiven.read(value);
      return date === null ? null : { about: statement, date: date === 'day-of-statement' ? statedOn : date };
    }
    // Shown on a screen of its own.
    case 'enrolment':
      return null;
    default:
      return statement satisfies never;
  }
}

/** The words that keep what was said. */
export function valueOf(said: Said): string {
  switch (said.about) {
    case 'significant-risk':
    case 'twelve-months':
    case 'care-plan-revised':
      return yesNo.write(said.holds);
    case 'care-plan-signed':
      return planSignature.write({ ...said, signed: said.holds });
    case 'condition-override':
      return yesNo.write(said.counts);
    case 'rule-confirmed':
      return yesNo.write(said.met);
    case 'initiating-visit':
      return initiatingVisit.write(said);
    case 'mdm-complexity':
      return mdmComplexity.write(said);
    case 'g0506':
      return g0506.write(said.planning ?? undefined);
    case 'global-surgery':
      return globalSurgery.write(said.period ?? undefined);
    case 'model-participation':
      return modelParticipation.write(said.model ?? undefined);
    case 'care-plan-copy-given':
      return copyGiven.write(said.date);
    default:
      return said satisfies never;
  }
}

/** The rule that a statement is filed under. */
export const RULE_OF = {
  'significant-risk': 'ELIG-2',
  'twelve-months': 'ELIG-1',
  'initiating-visit': 'ELIG-4',
  'mdm-complexity': 'CODE-17',
  g0506: 'CODE-7',
  'global-surgery': 'CONC-14',
  'model-participation': 'ELIG-13',
  'condition-override': 'ELIG-3',
  'care-plan-signed': 'PLAN-5',
  'care-plan-copy-given': 'PLAN-3',
  'care-plan-revised': 'CODE-16',
} as const satisfies Record<Exclude<Said['about'], 'rule-confirmed'>, string>;
