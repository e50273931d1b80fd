import { describe, expect, test } from 'vitest';
import { dismissalsOf, hostEncounters, readHostEncounters } from '../../../src/app/queries/host-encounters.ts';
import { adoptEncounter, ledgerEntries, voidEntry } from '../../../src/app/queries/ledger.ts';
import { countYear, yearUpTo } from '../../../src/app/queries/year.ts';
import { loadChronicConditions } from '../../../src/ccm/conditions.ts';
import { policyWith } from '../../../src/ccm/policy.ts';
import { readTimeEntries } from '../../../src/fhir/time.ts';
import { encounterOf } from '../../../src/fhir/time/encounter.ts';
import { saveTimeEntry } from '../../../src/fhir/time/save.ts';
import { aConsent, anEncounter } from '../../builders/fhir.ts';
import { anOwnPlan, aTimeEntryDraft, RN } from '../../builders/writes.ts';
import { aStatementStage, MONTH, TODAY } from '../statement-stage.ts';

const policy = policyWith(await loadChronicConditions());

const CARRIERS = [
  ['full', 'Encounter'],
  ['plan-writes-only', 'CarePlan'],
  ['notes-only', 'DocumentReference'],
] as const;

const HOST = anEncounter({
  id: 'host-1',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'VR' },
  type: [{ text: 'Telephone' }],
  period: { start: '2026-10-07T14:00:00-04:00', end: '2026-10-07T14:12:00-04:00' },
  participant: [{ individual: { reference: RN.reference, display: RN.display } }],
});

async function aLedgerStage(persona: (typeof CARRIERS)[number][0], resources: readonly object[] = []) {
  const stage = await aStatementStage({ persona, resources: [anOwnPlan(), aConsent(), ...resources] });
  const look = async () => {
    const saving = await stage.look();
    const { client } = saving.target;
    // Notes are written where the app was launched from a visit.
    const connection = { ...client.connection, encounter: 'Encounter/visit-1' };
    return { ...saving, target: { ...saving.target, client: { ...client, connection } } };
  };
  const host = async () => {
    const saving = await look();
    return hostEncounters(await readHostEncounters(saving.access, MONTH), saving.reading, MONTH, undefined);
  };
  return { ...stage, look, host };
}

describe.each(CARRIERS)('on %s', (persona, carrier) => {
  test('an entry taken back stays in the ledger with who, when and why, and counts no more', async () => {
    const { look } = await aLedgerStage(persona);
    const before = await look();
    expect(await saveTimeEntry(before.target, aTimeEntryDraft())).toMatchObject({ kind: 'stored', carrier });
    const saving = await look();
    expect(saving.assessment.countedSeconds.staff).toBe(1_350);
    const [entry] = ledgerEntries(saving.reading);
    expect(entry).toMatchObject({ where: carrier, index: 0, voided: false, seconds: 1_350 });
    expect(await voidEntry(saving, entry?.key ?? '', 'wrong patient')).toMatchObject({ kind: 'stored' });
    const after = await look();
    const [voided] = ledgerEntries(after.reading);
    expect(voided).toMatchObject({
      key: entry?.key,
      note: entry?.note,
      voided: true,
      voiding: { reason: 'wrong patient', by: expect.stringContaining('Chen') },
    });
    expect(voided).not.toHaveProperty('index');
    expect(after.assessment.countedSeconds.total).toBe(0);
  });

  test('an adopted encounter counts once, stays its performer’s work, and is suggested no more', async () => {
    const { look, host } = await aLedgerStage(persona, [HOST]);
    const [found, ...others] = await host();
    expect(others).toEqual([]);
    expect(found).toMatchObject({ reference: 'Encounter/host-1', proposed: { seconds: 720 } });
    const saving = await look();
    expect(saving.assessment.countedSeconds.total).toBe(0);
    const encounter = {
      reference: '',
      display: '',
      looksLike: 'telephone',
      proposed: { seconds: 720 },
      ...found,
      start: found?.start ?? '',
      end: found?.end ?? '',
    } as const;
    const input = {
      id: '6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c2001',
      encounter,
      seconds: 600,
      performer: 'clinical-staff',
      activity: 'care-coordination-call',
      contactMode: 'telephone',
      note: 'Called about the refill.',
    } as const;
    expect(await adoptEncounter(saving, input)).toMatchObject({ kind: 'stored', where: carrier });
    expect(await adoptEncounter(await look(), input)).toMatchObject({ kind: 'stored', alreadyThere: true });
    const after = await look();
    expect(after.assessment.countedSeconds.staff).toBe(600);
    expect(ledgerEntries(after.reading)).toMatchObject([
      {
        source: 'adopted',
        adopts: 'Encounter/host-1',
        performerName: RN.display,
        confirmedBy: expect.stringContaining('Chen'),
        seconds: 600,
      },
    ]);
    expect(await host()).toEqual([]);
    await voidEntry(after, ledgerEntries(after.reading)[0]?.key ?? '', 'not CCM');
    expect(await host()).toHaveLength(1);
  });
});

test('several entries in one care plan are told apart', async () => {
  const { look } = await aLedgerStage('plan-writes-only');
  const { target } = await look();
  await saveTimeEntry(target, aTimeEntryDraft());
  const second = { id: '6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c1002', start: '2026-10-08T09:00:00-04:00', end: '2026-10-08T09:05:00-04:00' };
  await saveTimeEntry(target, aTimeEntryDraft({ ...second, seconds: 300 }));
  const saving = await look();
  const entries = ledgerEntries(saving.reading);
  expect(entries.map(({ index, seconds }) => [index, seconds])).toEqual([
    [0, 1_350],
    [1, 300],
  ]);
  await voidEntry(saving, entries[1]?.key ?? '', 'logged twice');
  expect(ledgerEntries((await look()).reading).map(({ voided }) => voided)).toEqual([false, true]);
});

test('where nothing can be written the entry still counts, and what would have been written is given', async () => {
  const stage = await aLedgerStage('full');
  await saveTimeEntry((await stage.look()).target, aTimeEntryDraft());
  stage.ehr.setPersona('read-only');
  const saving = await stage.look();
  const result = await voidEntry(saving, ledgerEntries(saving.reading)[0]?.key ?? '', 'wrong patient');
  expect(result).toMatchObject({ kind: 'not-stored', text: expect.stringContaining('CCM-VOID v1') });
  expect((await stage.look()).assessment.countedSeconds.staff).toBe(1_350);
});

test('encounters of other months and of the night beside the month are not suggested', async () => {
  const late = { ...HOST, id: 'late', period: { start: '2026-11-01T00:10:00-04:00', end: '2026-11-01T00:20:00-04:00' } };
  const early = { ...HOST, id: 'early', period: { start: '2026-10-31T23:10:00-04:00', end: '2026-10-31T23:20:00-04:00' } };
  const { host } = await aLedgerStage('full', [late, early, HOST]);
  expect((await host()).map(({ reference }) => reference)).toEqual(['Encounter/host-1', 'Encounter/early']);
});

test('what is set aside is set aside for its session alone', async () => {
  const { look } = await aLedgerStage('full');
  const { access } = await look();
  const told: number[] = [];
  dismissalsOf(access).subscribe(() => told.push(dismissalsOf(access).current().size));
  dismissalsOf(access).set('Encounter/1', true);
  expect([...dismissalsOf({ ...access }).current()]).toEqual([]);
  dismissalsOf(access).set('Encounter/1', false);
  expect(told).toEqual([1, 0]);
});

const monthly = (month: string, seconds: number, day = 10) => ({
  ...encounterOf(
    aTimeEntryDraft({
      id: `00000000-0000-4000-8000-0000${month.replace('-', '')}${String(day).padStart(2, '0')}`,
      start: `${month}-${String(day).padStart(2, '0')}T14:00:00Z`,
      end: Temporal.Instant.from(`${month}-${String(day).padStart(2, '0')}T14:00:00Z`)
        .add({ seconds })
        .toString(),
      seconds,
    }),
  ),
  id: `e-${month}-${day}`,
});

async function year(resources: readonly object[], months = yearUpTo(MONTH, MONTH)) {
  const { look } = await aLedgerStage('full', resources);
  const { reading, access } = await look();
  return countYear(reading, months, { policy, settings: access.settings, today: TODAY, readFor: MONTH });
}

describe('the year', () => {
  test('each month has its own seconds, those of the ledger, and months before CCM began are not months of nothing', async () => {
    const counted = await year([monthly('2026-10', 1_205), monthly('2026-09', 600)]);
    expect(counted).toHaveLength(12);
    expect(counted.at(-1)).toMatchObject({ month: '2026-10', state: 'known', minutes: 20, staffSeconds: 1_205 });
    expect(counted.find(({ month }) => month === '2026-09')).toMatchObject({ state: 'known', staffSeconds: expect.any(Number) });
    expect(counted[0]?.state).toBe('before-ccm');
  });

  test('a month that was not read is not known, never nothing', async () => {
    const [older] = await year([monthly('2026-10', 1_205)], ['2025-06']);
    expect(older).toEqual({ month: '2025-06', state: 'not-known' });
    const { look, ehr } = await aLedgerStage('full', [monthly('2026-10', 1_205)]);
    ehr.faults.add({ on: { method: 'GET', type: 'Encounter' }, kind: 403, times: 9 });
    const { reading, access } = await look();
    const counted = await countYear(reading, ['2026-10'], { policy, settings: access.settings, today: TODAY, readFor: MONTH });
    expect(counted).toEqual([{ month: '2026-10', state: 'not-known' }]);
  });

  test('months outside the rules say so, and a year nobody waits for is not counted on', async () => {
    expect(await year([monthly('2026-10', 60)], ['2027-01'])).toEqual([{ month: '2027-01', state: 'no-rules' }]);
    const { look } = await aLedgerStage('full');
    const { reading, access } = await look();
    const options = { policy, settings: access.settings, today: TODAY, readFor: MONTH, isWanted: () => false };
    expect(await countYear(reading, yearUpTo(MONTH, MONTH), options)).toEqual([]);
  });

  test('the year ends with this month while the shown one is in it, else with the shown one', () => {
    expect(yearUpTo('2026-11', '2026-11').at(-1)).toBe('2026-11');
    expect(yearUpTo('2026-11', '2025-12')).toHaveLength(12);
    expect(yearUpTo('2026-11', '2025-12')[0]).toBe('2025-12');
    expect(yearUpTo('2026-11', '2025-11').at(-1)).toBe('2025-11');
  });
});

test('readers and ledger agree on which entries there are', () => {
  const timeEntries = readTimeEntries([{ ...encounterOf(aTimeEntryDraft()), id: 'e1' }]);
  const facts = timeEntries.flatMap(({ entry }) => (entry === null ? [] : [entry]));
  const chart = { practiceTimeZone: 'America/New_York', timeEntries: facts };
  expect(ledgerEntries({ chart, timeEntries })).toMatchObject([{ index: 0, where: 'Encounter', source: 'timer' }]);
});
