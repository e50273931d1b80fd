import { expect, test } from 'vitest';
import type { RawResource } from '../../src/fhir/client.ts';
import { parseLossless, toPlain } from '../../src/fhir/lossless.ts';
import { readTimeEntries, type TimeEntryDraft } from '../../src/fhir/time.ts';
import { encounterOf } from '../../src/fhir/time/encounter.ts';
import { entryLine, withLogLine } from '../../src/fhir/time/month-log.ts';
import { noteCarrier } from '../../src/fhir/time/note.ts';
import { anOwnPlan, aTimeEntryDraft } from '../builders/writes.ts';
import { PAUSED } from './time-drafts.ts';

type Place = 'Encounter' | 'Encounter without its length' | 'CarePlan' | 'DocumentReference';

/** Best first. An Encounter that lost its length still shows its period, pauses and all, which any other copy knows better. */
const BY_WORTH: readonly Place[] = ['Encounter', 'CarePlan', 'DocumentReference', 'Encounter without its length'];
const PAIRS = BY_WORTH.flatMap((better, at) => BY_WORTH.slice(at + 1).map((worse) => ({ better, worse })));

function copyIn(place: Place, draft: TimeEntryDraft): RawResource {
  switch (place) {
    case 'Encounter':
      return { ...encounterOf(draft), id: 'e1' };
    case 'Encounter without its length': {
      const { length: _length, ...rest } = encounterOf(draft);
      return { ...rest, resourceType: 'Encounter', id: 'e2' };
    }
    case 'CarePlan':
      return toPlain(withLogLine(parseLossless(JSON.stringify(anOwnPlan())), entryLine(draft))) ?? { resourceType: 'CarePlan' };
    case 'DocumentReference':
      return { ...noteCarrier(undefined).resource(draft), id: 'd1' };
    default:
      return place satisfies never;
  }
}

test.each(PAIRS)('one UUID in $better and in $worse is one entry, told by the first, whichever is read first', ({ better, worse }) => {
  const copies = [copyIn(better, PAUSED), copyIn(worse, PAUSED)];
  for (const resources of [copies, copies.toReversed()]) {
    const entries = readTimeEntries(resources);
    expect(entries).toMatchObject([{ carrier: copies[0]?.resourceType, entry: { id: PAUSED.id, seconds: PAUSED.seconds } }]);
    expect(entries[0]?.problems).not.toContain('copies-differ');
  }
});

test.each(PAIRS)(
  'copies in $better and in $worse that say different lengths are flagged, and the first one counts',
  ({ better, worse }) => {
    const other = aTimeEntryDraft({ ...PAUSED, seconds: 600, performer: 'physician-qhp', id: PAUSED.id.toUpperCase() });
    const entries = readTimeEntries([copyIn(worse, other), copyIn(better, PAUSED)]);
    expect(entries).toMatchObject([{ entry: { seconds: 750, performer: 'clinical-staff' } }]);
    expect(entries[0]?.problems).toContain('copies-differ');
  },
);

test.each(BY_WORTH)('one UUID twice in %s counts once and is flagged', (place) => {
  const copy = copyIn(place, PAUSED);
  const [entry, ...others] = readTimeEntries([copy, { ...copy, id: 'again' }]);
  expect(others).toEqual([]);
  expect(entry?.problems).toContain('stored-twice');
});

test('an Encounter that lost its length is as long as its active intervals, not as its period', () => {
  expect(readTimeEntries([copyIn('Encounter without its length', PAUSED)])).toMatchObject([
    { problems: ['length-from-period'], entry: { seconds: PAUSED.seconds } },
  ]);
});
