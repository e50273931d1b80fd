import type { LocalDate, Practice, Reference, ServiceMonth, SettingType } from '../../ccm/chart.ts';
import type { FetchOptions } from './fetch.ts';
import type { ReadingSettings } from './settings.ts';

/** Whose chart to read, for which month, and what is known of practice, server and user. */
export interface ReadChartOptions extends FetchOptions {
  readonly month: ServiceMonth;
  readonly settings: ChartSettings;
  /** The day to read the chart on: stays that nobody closed are judged by it. */
  readonly asOf: LocalDate;
  /** Reference of the signed-in user. */
  readonly user?: Reference;
}

/** What the reading of a chart needs to know of the practice. */
export interface ChartSettings extends ReadingSettings {
  /** IANA name. */
  readonly timeZone: string;
  readonly settingType?: SettingType;
  /** The practice's attestations; absent ones are unknown. */
  readonly practice?: Practice;
  /** Who bills, where a person has chosen; absent: found in the chart. */
  readonly billingPractitioner?: Reference;
}
