import { expect, test } from 'vitest';
import { assessMonth } from '../../src/ccm/assess-month.ts';
import type { Chart } from '../../src/ccm/chart.ts';
import { loadChronicConditions } from '../../src/ccm/conditions.ts';
import { policyWith } from '../../src/ccm/policy.ts';
import { RULE_IDS, RULES } from '../../src/ccm/rules.ts';
import { SERVICES } from '../../src/ccm/services.ts';
import { barringText, BARRING_TEXT } from '../../src/app/barring-text.ts';
import { RULE_TEXT } from '../../src/app/rule-text.ts';
import core from '../scenarios/core.json' with { type: 'json' };

const isOnHand = (ruleId: string) => Object.hasOwn(BARRING_TEXT, ruleId);

test('every rule that can block or leave time out has its words on the first screen', () => {
  const barring = RULE_IDS.filter((ruleId) => ['block', 'exclude'].includes(RULES[ruleId].severity));
  const services = SERVICES.filter(({ own, other }) => own === 'blocks' || other === 'blocks').map(({ ruleId }) => ruleId);
  expect([...barring, ...services].filter((ruleId) => !isOnHand(ruleId))).toEqual([]);
});

test('whatever blocks or leaves time out in a worked month has its words on the first screen', async () => {
  const policy = policyWith(await loadChronicConditions());
  const scenarios: readonly { readonly given: Chart; readonly month: string }[] = JSON.parse(JSON.stringify(core.scenarios));
  const said = scenarios.flatMap(({ given, month }) => {
    const { blockers, time } = assessMonth(given, month, policy, '2026-11-21');
    return [...blockers, ...time.flatMap(({ excluded }) => excluded.map(({ ruleId }) => ruleId))];
  });
  expect(said.length).toBeGreaterThan(20);
  expect(said.filter((ruleId) => !isOnHand(ruleId))).toEqual([]);
});

test('a rule has one wording wherever it is said', () => {
  expect(barringText('CONS-1')).toBe(RULE_TEXT['CONS-1']);
});
