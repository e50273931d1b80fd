import type { HostEncounter, LedgerEntry } from '../../src/app/ledger/ledger-view.ts';
import type { TimeScreenProps } from '../../src/app/TimeScreen.tsx';

/** The first entry of `aScreenChart` as the EHR holds it. */
export function aLedgerEntry(overrides: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    key: 'e1',
    index: 0,
    id: 'e1',
    reference: 'Encounter/e1',
    where: 'Encounter',
    start: '2026-11-03T10:05:00-05:00',
    end: '2026-11-03T10:13:00-05:00',
    seconds: 480,
    intervals: [],
    performer: 'clinical-staff',
    performerName: 'Nora Nightsample, RN',
    performerReference: 'Practitioner/nora',
    activities: ['care-coordination-call'],
    contactMode: 'telephone',
    conditions: [],
    note: 'Called about the glucose log.',
    source: 'timer',
    notCounted: [],
    voided: false,
    problems: [],
    ...overrides,
  };
}

/** A telephone encounter of the EHR's own, 12 minutes long. */
export function aHostEncounter(overrides: Partial<HostEncounter> = {}): HostEncounter {
  return {
    reference: 'Encounter/host-1',
    display: 'Telephone',
    start: '2026-11-10T14:00:00-05:00',
    end: '2026-11-10T14:12:00-05:00',
    performerReference: 'Practitioner/nora',
    performerName: 'Nora Nightsample, RN',
    looksLike: 'telephone',
    proposed: { seconds: 720 },
    ...overrides,
  };
}

/** What the time screen needs beside the chart and the form: nothing to adopt, no year yet, and an EHR that takes every entry back. */
export function timeScreenParts(): Pick<TimeScreenProps, 'voiding' | 'host' | 'adopting' | 'year'> {
  return {
    voiding: { onVoid: async () => ({ kind: 'stored', where: 'Encounter', reference: 'Encounter/e1', alreadyThere: false }) },
    host: { state: 'known', encounters: [], dismissed: new Set() },
    adopting: {
      newId: () => 'adopted-1',
      onAdopt: async () => ({ kind: 'stored', where: 'Encounter', reference: 'Encounter/a1', alreadyThere: false }),
      onDismiss: () => {},
    },
    year: null,
  };
}
