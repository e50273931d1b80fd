import type { FhirResource } from 'fhir/r4';
import { adaSampleton } from './ada-sampleton.ts';
import { brunoDemofield } from './bruno-demofield.ts';
import { claraTestwell } from './clara-testwell.ts';
import { dorianMockridge } from './dorian-mockridge.ts';
import { edithPlaceholm } from './edith-placeholm.ts';
import { felixTrialborough } from './felix-trialborough.ts';
import { gretaExamplewood } from './greta-examplewood.ts';
import { hugoSandboxer } from './hugo-sandboxer.ts';
import { ivySpecimen } from './ivy-specimen.ts';
import { jonasProtoman } from './jonas-protoman.ts';
import { karlaThickfile } from './karla-thickfile.ts';
import { leonMockwell } from './leon-mockwell.ts';
import { minaNotional } from './mina-notional.ts';
import { practiceResources } from './practice.ts';
import type { SampleDay } from './sample-day.ts';

/** `2026-11-21`, or the same as a value. */
type Day = Parameters<typeof Temporal.PlainDate.from>[0];

/** A resource, or the JSON text of one whose numbers must keep their digits. */
export type SampleResource = FhirResource | string;

export interface SamplePatient {
  readonly id: string;
  readonly name: string;
  /** What this chart is there to show, in one line. */
  readonly story: string;
}

interface Chart extends SamplePatient {
  readonly chart: (day: SampleDay) => readonly SampleResource[];
}

const CHARTS: readonly Chart[] = [
  { id: 'demo-0001', name: 'Ada Sampleton', story: 'Eligible, 14 of 20 minutes logged', chart: adaSampleton },
  { id: 'demo-0002', name: 'Bruno Demofield', story: 'Eligible, no consent recorded', chart: brunoDemofield },
  { id: 'demo-0003', name: 'Clara Testwell', story: 'One chronic condition only', chart: claraTestwell },
  { id: 'demo-0004', name: 'Dorian Mockridge', story: 'The same disease coded twice', chart: dorianMockridge },
  { id: 'demo-0005', name: 'Edith Placeholm', story: 'Last seen 14 months ago, no initiating visit', chart: edithPlaceholm },
  { id: 'demo-0006', name: 'Felix Trialborough', story: 'Complex month: 65 minutes, moderate decision making', chart: felixTrialborough },
  { id: 'demo-0007', name: 'Greta Examplewood', story: 'Dialysis billed in the same month', chart: gretaExamplewood },
  { id: 'demo-0008', name: 'Hugo Sandboxer', story: 'Conditions as free text only', chart: hugoSandboxer },
  { id: 'demo-0009', name: 'Ivy Specimen', story: 'Care plan as narrative only', chart: ivySpecimen },
  { id: 'demo-0010', name: 'Jonas Protoman', story: 'Plan written by another system', chart: jonasProtoman },
  { id: 'demo-0011', name: 'Karla Thickfile', story: '500 conditions and 1,000 encounters', chart: karlaThickfile },
  { id: 'demo-0012', name: 'Leon Mockwell', story: 'Died in the middle of the month', chart: leonMockwell },
  { id: 'demo-0013', name: 'Mina Notional', story: 'Qualifies, nothing begun yet', chart: minaNotional },
];

/** The sample patients, by what their charts show. */
export const SAMPLE_PATIENTS: readonly SamplePatient[] = CHARTS.map(({ id, name, story }) => ({ id, name, story }));

/**
 * The practice and all charts, written for a day: work of "this month" lies in its month and not after `now`.
 *
 * @param now `14:05`, the time of day that nothing of today is later than; midnight if absent, and then the first of a month has
 *   its work in its first minutes.
 */
export function samplePatients(today: Day, timeZone: string, now = '00:00'): readonly SampleResource[] {
  const day = { today: Temporal.PlainDate.from(today), timeZone, now: Temporal.PlainTime.from(now) };
  return [...practiceResources(), ...CHARTS.flatMap(({ chart }) => chart(day))];
}

/** The chart of one of the sample patients, without the practice. */
export function samplePatient(id: string, today: Day, timeZone: string, now = '00:00'): readonly SampleResource[] {
  const day = { today: Temporal.PlainDate.from(today), timeZone, now: Temporal.PlainTime.from(now) };
  const found = CHARTS.find((chart) => chart.id === id);
  if (found === undefined) throw new RangeError(`no sample patient ${id}`);
  return found.chart(day);
}
