import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACTIVITIES } from '../../src/ccm/activities.ts';
import { assessMonth } from '../../src/ccm/assess-month.ts';
import { codingsOf, type Minutes } from '../../src/ccm/billing-codes.ts';
import type { Chart, TimeEntry } from '../../src/ccm/chart.ts';
import { loadChronicConditions } from '../../src/ccm/conditions.ts';
import { FAMILIES } from '../../src/ccm/families.ts';
import type { CodeFamily, MonthAssessment } from '../../src/ccm/month-assessment.ts';
import { policyWith } from '../../src/ccm/policy.ts';
import { aChart, aTimeEntry, MONTH } from '../builders/chart.ts';
import { assess } from './month.ts';

const policy = policyWith(await loadChronicConditions());
const FAMILY_OF: ReadonlyMap<string, CodeFamily> = new Map(
  (['STAFF', 'QHP', 'COMPLEX'] as const).flatMap((family) =>
    [FAMILIES[family].base, FAMILIES[family].addOn?.code ?? ''].map((code) => [code, family] as const),
  ),
);

const day = fc.integer({ min: 1, max: 31 }).map((number) => `2026-03-${String(number).padStart(2, '0')}`);
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00`);
const work = fc.record({
  seconds: fc.integer({ min: 0, max: 5400 }),
  performer: fc.constantFrom('clinical-staff', 'physician-qhp', 'non-clinical-staff', 'software'),
  activity: fc.constantFrom(...Object.keys(ACTIVITIES)),
});
const dated = fc
  .tuple(work, day, fc.option(fc.constantFrom('a', 'b'), { nil: undefined }))
  .map(([entry, date, sessionId]): TimeEntry => (sessionId === undefined ? { ...entry, date } : { ...entry, date, sessionId }));
const timed = fc
  .tuple(work, day, clock, fc.constantFrom('n1', 'n2', 'd1'))
  .map(([entry, date, time, performerId]): TimeEntry => ({ ...entry, start: `${date}T${time}-05:00`, performerId }));
const entry = fc.oneof(dated, timed);
const entries = fc.array(entry, { maxLength: 12 });
const complexity = fc.constantFrom('low', 'moderate', 'high');

function withEntries(timeEntries: readonly TimeEntry[], overrides: Partial<Chart> = {}): MonthAssessment {
  return assess({ timeEntries, ...overrides });
}

/** What an assessment says that no order may change. */
function told({
  countedSeconds,
  codes,
  alternatives,
  earliestDateOfService,
  defaultDateOfService,
  excludedMinutes,
  blockers,
  warnings,
  unknowns,
}: MonthAssessment) {
  return {
    countedSeconds,
    codes,
    alternatives,
    earliestDateOfService,
    defaultDateOfService,
    excluded: new Map(excludedMinutes.map((one) => [one.ruleId, one.minutes])),
    rules: new Set([...blockers, ...warnings, ...unknowns]),
  };
}

test('the order of entries never matters', () => {
  fc.assert(
    fc.property(entries, fc.func(fc.integer()), complexity, (timeEntries, key, mdmComplexity) => {
      const shuffled = timeEntries
        .map((one, index) => ({ one, rank: key(index) }))
        .toSorted((a, b) => a.rank - b.rank)
        .map(({ one }) => one);
      const [a, b] = [withEntries(timeEntries, { mdmComplexity }), withEntries(shuffled, { mdmComplexity })];
      expect(told(b)).toEqual(told(a));
    }),
  );
});

test('splitting an entry never adds time', () => {
  fc.assert(
    fc.property(entries, dated, fc.integer({ min: 0, max: 5400 }), fc.integer({ min: 1, max: 4 }), (others, one, at, patientsServed) => {
      const whole = { ...one, patientsServed };
      const [first, second] = [
        { ...whole, seconds: Math.min(at, one.seconds ?? 0) },
        { ...whole, seconds: Math.max(0, (one.seconds ?? 0) - at) },
      ];
      const [before, after] = [withEntries([...others, whole]), withEntries([...others, first, second])];
      expect(after.countedSeconds.total).toBeLessThanOrEqual(before.countedSeconds.total);
    }),
  );
});

test('splitting an entry by the clock never adds units', () => {
  fc.assert(
    fc.property(
      fc.array(timed, { maxLength: 6 }),
      day,
      fc.integer({ min: 1, max: 59 }),
      complexity,
      (others, date, minutes, mdmComplexity) => {
        const part = (from: number, length: number) =>
          aTimeEntry({ start: `${date}T10:${String(from).padStart(2, '0')}:00-05:00`, minutes: length });
        const before = withEntries([...others, part(0, 60)], { mdmComplexity });
        const after = withEntries([...others, part(0, minutes), part(minutes, 60 - minutes)], { mdmComplexity });
        expect(after.codes).toEqual(before.codes);
      },
    ),
  );
});

const excludedEntry = fc
  .tuple(
    dated,
    fc.constantFrom<Partial<TimeEntry>[]>(
      { performer: 'software' },
      { performer: 'non-clinical-staff' },
      { activity: 'general-staff-training' },
      { alsoCountedToward: '99457' },
      { partOfVisit: true },
      { outsideUS: true },
      { date: '2026-02-11' },
    ),
  )
  .map(([one, reason]): TimeEntry => ({ ...one, ...reason }));

test('adding an excluded entry never changes the codes', () => {
  fc.assert(
    fc.property(entries, excludedEntry, complexity, (timeEntries, excluded, mdmComplexity) => {
      const [before, after] = [withEntries(timeEntries, { mdmComplexity }), withEntries([...timeEntries, excluded], { mdmComplexity })];
      expect(after.codes).toEqual(before.codes);
      expect(after.countedSeconds).toEqual(before.countedSeconds);
    }),
  );
});

const minutes = fc
  .tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 }))
  .map(([staff, qhp]): Minutes => ({ staff, qhp, total: staff + qhp }));

test('more countable minutes never lower the units of a family', () => {
  const open = { month: MONTH, setting: 'pfs-practice', complex: { decisionMaking: true, plan: true }, policy } as const;
  const units = (of: Minutes) => {
    const { family, codes, alternatives } = codingsOf(of, open);
    const all = family === null ? [] : [{ family, codes }, ...alternatives];
    return (wanted: CodeFamily) => (all.find((coding) => coding.family === wanted)?.codes ?? []).reduce((sum, code) => sum + code.units, 0);
  };
  fc.assert(
    fc.property(minutes, fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 90 }), (of, staff, qhp) => {
      const [before, after] = [units(of), units({ staff: of.staff + staff, qhp: of.qhp + qhp, total: of.total + staff + qhp })];
      for (const family of ['STAFF', 'QHP', 'COMPLEX'] as const) expect(after(family)).toBeGreaterThanOrEqual(before(family));
    }),
  );
});

test('no minute feeds two codes: the minutes the proposed codes stand for are there, and counted once', () => {
  fc.assert(
    fc.property(entries, complexity, (timeEntries, mdmComplexity) => {
      const { codes, family, countedMinutes } = withEntries(timeEntries, { mdmComplexity });
      if (family === null) return;
      const { base, firstMinutes, addOn, builtFrom } = FAMILIES[family];
      const needed = codes.reduce((sum, code) => sum + code.units * (code.code === base ? firstMinutes : (addOn?.stepMinutes ?? 0)), 0);
      expect(needed).toBeLessThanOrEqual(countedMinutes[builtFrom]);
    }),
  );
});

test('SEL-4 a proposed set never mixes families, and an add-on never stands without its base', () => {
  fc.assert(
    fc.property(entries, complexity, (timeEntries, mdmComplexity) => {
      const { codes, alternatives } = withEntries(timeEntries, { mdmComplexity });
      for (const set of [codes, ...alternatives.map((coding) => coding.codes)]) {
        const families = new Set(set.map((code) => FAMILY_OF.get(code.code)));
        expect(families.size).toBeLessThanOrEqual(1);
        for (const family of families)
          expect(set.some((code) => family !== undefined && code.code === FAMILIES[family].base && code.units === 1)).toBe(true);
      }
    }),
  );
});

test('every second of an entry is either counted or left out under a rule, never both', () => {
  fc.assert(
    fc.property(entries, (timeEntries) => {
      for (const [index, judgement] of withEntries(timeEntries).time.entries()) {
        const left = judgement.excluded.reduce((sum, one) => sum + one.seconds, 0);
        expect(judgement.countedSeconds + left).toBe(timeEntries[index]?.seconds);
      }
    }),
  );
});

test('billable is exactly: a code, no blocker, nothing unknown', () => {
  const facts = fc.subarray(Object.keys(aChart()).filter((key) => key !== 'practiceTimeZone'));
  fc.assert(
    fc.property(facts, entries, (missing, timeEntries) => {
      const chart = Object.fromEntries(Object.entries(aChart({ timeEntries })).filter(([key]) => !missing.includes(key)));
      const { billable, codes, blockers, unknowns, proposal, timeKnown } = assessMonth(
        { practiceTimeZone: 'UTC', ...chart },
        MONTH,
        policy,
        '2026-03-31',
      );
      expect(billable).toBe(codes.length > 0 && blockers.length === 0 && unknowns.length === 0);
      expect(billable).toBe(proposal === 'billable');
      const isOpen = unknowns.length > 0 && blockers.length === 0;
      expect(isOpen && (codes.length > 0 || !timeKnown)).toBe(proposal === 'needs-confirmation');
    }),
  );
});

/** A chart-like thing whose facts may be anything at all, or nearly right. */
const anything = fc.oneof(
  fc.anything({ maxDepth: 3 }),
  fc.constantFrom<unknown[]>(
    Number.NaN,
    -1,
    Number.MAX_VALUE,
    '',
    '2026-02-31',
    '0000-00-00',
    '2026-03-05',
    '2026-03-31T23:59:60Z',
    '9999-12-31T23:59:59-23:59',
    null,
    [],
    [null],
    [{}],
    {},
  ),
);

test('any chart whatsoever yields an assessment and never throws', () => {
  const keys = [...Object.keys(aChart()), 'confirmations', 'unknownBecause', 'primaryCare'];
  const spoiled = fc
    .tuple(
      fc.dictionary(fc.constantFrom(...keys), anything),
      fc.array(fc.tuple(fc.constantFrom(...keys), fc.string(), anything), { maxLength: 6 }),
    )
    .map(([facts, inner]) => {
      const chart: Record<string, unknown> = { ...aChart(), ...facts };
      for (const [key, name, value] of inner) {
        const fact = chart[key];
        if (Array.isArray(fact)) chart[key] = [...fact, value, { ...fact[0], [name]: value }];
        else if (typeof fact === 'object' && fact !== null)
          chart[key] = { ...fact, [name]: value, date: value, start: value, elements: value };
      }
      return chart;
    });
  fc.assert(
    fc.property(fc.oneof(spoiled, anything), fc.oneof(fc.constant(MONTH), fc.string()), fc.string(), (chart, month, asOf) => {
      const assessment = Reflect.apply(assessMonth, undefined, [chart, month, policy, asOf]);
      expect(Number.isFinite(assessment.countedSeconds.total)).toBe(true);
      expect(assessment.rulesVersion).toBe('2026.1');
    }),
    { numRuns: 500 },
  );
});

const field = fc.constantFrom(
  'date',
  'start',
  'minutes',
  'seconds',
  'performer',
  'activity',
  'sessionId',
  'alsoCountedToward',
  'patientsServed',
  'partOfVisit',
  'outsideUS',
  'intervals',
  'performerId',
  'recorded',
);

test('any time entry whatsoever counts a sound number of seconds within the month', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(entry, fc.dictionary(field, anything)), { maxLength: 6 }), (spoiled) => {
      const { countedSeconds, time } = Reflect.apply(withEntries, undefined, [spoiled.map(([one, over]) => ({ ...one, ...over }))]);
      expect(countedSeconds.total).toBeGreaterThanOrEqual(0);
      expect(Number.isInteger(countedSeconds.total)).toBe(true);
      expect(time).toHaveLength(spoiled.length);
    }),
  );
});
