import { describe, expect, test } from 'vitest';
import { ACTIVITIES } from '../../src/ccm/activities.ts';
import type { Effect } from '../../src/ccm/finding.ts';
import { RULE_IDS, RULES } from '../../src/ccm/rules.ts';
import { ACTIVITY_GROUPS } from '../../src/app/activity-groups.ts';
import { CHARGE_STATUS_TEXT, codeLabel } from '../../src/app/code-text.ts';
import { evidenceText, sectionOf, SECTIONS } from '../../src/app/evidence-text.ts';
import * as words from '../../src/app/finding-text.ts';
import { RULE_TEXT } from '../../src/app/rule-text.ts';
import { ERROR_TEXT, PATIENT_ERROR_TEXT } from '../../src/app/error-text.ts';
import { activityText } from '../../src/app/vocabulary-text.ts';

const SENTENCE = /^[A-Z0-9].*[.]$/;

describe('the words for rules and findings', () => {
  test.each(RULE_IDS)('%s has a name, and a sentence for every verdict', (ruleId) => {
    expect(words.ruleText(ruleId).name).toMatch(/^[A-Z0-9].*[^.]$/);
    for (const verdict of ['met', 'not-met', 'unknown'] as const) {
      expect(words.findingSentence({ ruleId, verdict })).toMatch(SENTENCE);
    }
  });

  test('a rule that can block says its verdicts in different words and names who can settle it', () => {
    const silent = RULE_IDS.filter((ruleId) => {
      const { met, notMet, unknown, settle } = RULE_TEXT[ruleId];
      return RULES[ruleId].severity === 'block' && (met === notMet || unknown === met || settle === undefined);
    });
    expect(silent).toEqual([]);
  });

  test('every rule belongs to a section of the screen', () => {
    const names = new Set(SECTIONS.map(({ name }) => name));
    expect(RULE_IDS.filter((ruleId) => !names.has(sectionOf(ruleId)))).toEqual([]);
  });

  test('no words say that anything was billed by this app', () => {
    const said = Object.values(CHARGE_STATUS_TEXT).join(' ');
    expect(said).not.toMatch(/\bbilled\b/i);
  });

  test.each([
    ['blocks', 'not-met', 'blocks'],
    ['undecided', 'unknown', 'unknown'],
    ['warns', 'not-met', 'attention'],
    ['excludes', 'not-met', 'attention'],
    ['limits', 'not-met', 'plain'],
    ['proposes', 'met', 'met'],
    ['informs', 'met', 'plain'],
    ['none', 'met', 'met'],
    ['none', 'unknown', 'plain'],
    ['none', 'not-met', 'plain'],
  ] as const satisfies readonly (readonly [Effect, string, string])[])('a finding that %s (%s) is shown as %s', (effect, verdict, tone) => {
    expect(words.findingTone({ effect, verdict })).toBe(tone);
  });

  test('evidence reads as a fact with its value, its date, or the reason why it is not known', () => {
    expect(evidenceText({ fact: 'visit', value: '2025-12-03' })).toBe('Visit: 3 Dec 2025');
    expect(evidenceText({ fact: 'plan-present', value: true })).toBe('Care plan: yes');
    expect(evidenceText({ fact: 'risk-attestation', value: '2026-01-12', by: 'Dr. Felix Fictional' })).toBe(
      'Significant risk stated: 12 Jan 2026, says Dr. Felix Fictional',
    );
    expect(evidenceText({ fact: 'stay', unknownBecause: 'not-granted' })).toBe('Stay: the EHR does not let Intervisit see it');
    expect(evidenceText({ fact: 'billed-code', value: '90960' })).toBe('Charge: 90960');
  });

  test('every error names what happened, what it means and what to do next', () => {
    for (const { title, meaning, next } of [...Object.values(ERROR_TEXT), ...Object.values(PATIENT_ERROR_TEXT)]) {
      expect(title).not.toMatch(/[.]$/);
      expect(meaning).toMatch(SENTENCE);
      expect(next).toMatch(SENTENCE);
    }
  });

  test('what the EHR kept back is settled there, or meanwhile by whoever has looked it up', () => {
    const [refused, absent] = (['not-granted', 'not-recorded'] as const).map((unknownBecause) =>
      words.settleText({ ruleId: 'CONS-1', verdict: 'unknown', evidence: [{ fact: 'consent-date', unknownBecause }] }),
    );
    expect(refused).toBe('Ask IT to let Intervisit see it. Until then, whoever has looked it up may answer for it.');
    expect(absent).toMatch(/^Ask the patient/);
  });

  test('time after a recorded death does not ask for the date of death', () => {
    expect(words.settleText({ ruleId: 'TIME-13', verdict: 'not-met', evidence: [] })).not.toMatch(/Record the date of death/);
    expect(words.settleText({ ruleId: 'TIME-13', verdict: 'unknown', evidence: [] })).toMatch(/Record the date of death/);
  });

  test.each([
    ['90960', 'Monthly dialysis services'],
    ['99214', 'Office visit'],
    ['G0181', 'Home health or hospice oversight'],
    ['99490', 'CCM by staff, first 20 min'],
    ['12345', 'Other service'],
    ['9921', 'Other service'],
  ])('code %s is called %s', (code, label) => {
    expect(codeLabel(code)).toBe(label);
  });

  test('the kinds of unknown are told apart', () => {
    expect(new Set(Object.values(words.UNKNOWN_TEXT)).size).toBe(5);
    expect(new Set(Object.values(words.UNKNOWN_SETTLED_BY)).size).toBe(5);
  });

  test('the picklist offers every activity that a person can do, on the side the rules put it', () => {
    const offered = [...ACTIVITY_GROUPS.countable, ...ACTIVITY_GROUPS.notCountable];
    const missing = Object.keys(ACTIVITIES).filter((id) => !offered.some((activity) => activity === id));
    expect(missing).toEqual(['automated-outreach']);
    expect(ACTIVITY_GROUPS.countable.every((id) => ACTIVITIES[id].counts)).toBe(true);
    expect(ACTIVITY_GROUPS.notCountable.some((id) => ACTIVITIES[id].counts)).toBe(false);
  });

  test('an activity outside the vocabulary is shown by its own name', () => {
    expect(activityText('home-made-word')).toBe('Home made word');
  });
});
