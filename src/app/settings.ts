import * as z from 'zod/mini';
import type { Practice } from '../ccm/chart.ts';
import { SavingSettings } from '../fhir/carriers/settings.ts';
import { ReadingSettings } from '../fhir/chart.ts';
import type { IssuerEntry } from '../launch/issuers.ts';
import { origin } from '../launch/issuers-schema.ts';

z.config({ jitless: true });

const text = z.string().check(z.minLength(1));

const localDate = z.iso.date();

const timeZone = z.string().check(z.refine(isTimeZone, { error: 'is not a time zone name such as America/New_York' }));

const attestation = z.strictObject({
  attested: z.boolean(),
  by: text,
  date: localDate,
});

const NOT_BESIDE = 'is not the name of a JSON file beside this one';

const conditionMap = z
  .union([z.string(), z.record(z.string(), z.unknown())], { error: 'is neither a file’s name nor a map' })
  .check(z.refine((map) => typeof map !== 'string' || isFileName(map), { error: NOT_BESIDE }));

/** A whole number of seconds or hours. */
function between(least: number, most: number) {
  const error = `is not a whole number from ${least} to ${most}`;
  return z.int({ error }).check(z.gte(least, { error }), z.lte(most, { error }));
}

/**
 * `site.json`: what the practice says of itself, once, for all its patients. Strict, so that a misspelt key is an error
 * rather than a setting that silently does nothing.
 */
export const SiteSettings = z.strictObject({
  $schema: z.exactOptional(z.string()),
  practice: z.strictObject({
    name: text,
    timeZone,
    settingType: z.enum(['pfs-practice', 'rhc', 'fqhc']),
    /** Printed on the patient's copy of the plan; null where the practice has not given one yet. */
    phone24x7: z.nullable(text),
    /** The practice's own Organization in the EHR: it stands on time entries and charges where it is given. */
    organization: z.exactOptional(
      z.strictObject({
        reference: z
          .string()
          .check(z.regex(/^Organization\/[A-Za-z0-9\-.]{1,64}$/, { error: 'is not a reference such as Organization/123' })),
        display: text,
      }),
    ),
    /** Rules PRAC-1, PRAC-2, PRAC-3. A missing one is unknown, not a no. */
    attestations: z.strictObject({
      access24x7: z.exactOptional(attestation),
      designatedCareTeamMember: z.exactOptional(attestation),
      certifiedEhr: z.exactOptional(attestation),
    }),
  }),
  ...ReadingSettings.shape,
  ...SavingSettings.shape,
  /** Parts of the app that a site switches on or off. `setup` is on unless this says no; the others are off unless it says yes. */
  features: z.exactOptional(
    z.strictObject({
      /** Dated estimates of payment beside codes. */
      estimates: z.exactOptional(z.boolean()),
      /** Open servers without sign-in, for trying out. */
      sandbox: z.exactOptional(z.boolean()),
      /** The setup console. */
      setup: z.exactOptional(z.boolean()),
      /** The self-test of the setup console, which writes to the EHR: for test systems only. */
      selfTest: z.exactOptional(z.boolean()),
    }),
  ),
  /** Origins of the open servers that may be tried in the sandbox: the content security policy lets the app connect to them. */
  sandboxHosts: z.exactOptional(z.array(origin)),
  /** Minutes without activity after which the chart is hidden until the user goes on. */
  idleLock: z.exactOptional(z.strictObject({ minutes: between(2, 30) })),
  /** The site's own decisions on condition codes: a JSON file beside this one, by its name, or the map itself. `queries/condition-map.ts` reads it. */
  conditionMap: z.exactOptional(conditionMap),
  /** Care plan templates in place of the ones that ship: a JSON file beside this one, by its name. `queries/plan-templates.ts` reads it. */
  planTemplates: z.exactOptional(z.string().check(z.refine(isFileName, { error: NOT_BESIDE }))),
  /** Types and classes of the EHR's own encounters that are CCM work: the ledger offers them for adoption. */
  workTypes: z.exactOptional(z.array(z.strictObject({ system: text, code: text }))),
  /** Seconds without activity after which the running timer asks; `callIdleSeconds` in call mode. */
  timer: z.exactOptional(
    z.strictObject({ idleSeconds: z.exactOptional(between(30, 3600)), callIdleSeconds: z.exactOptional(between(60, 14_400)) }),
  ),
  /** Hours that unsaved work and the timer are kept, encrypted, on the device; 0 keeps them in the window's memory alone. */
  drafts: z.exactOptional(z.strictObject({ hours: z.exactOptional(between(0, 168)) })),
  /** Entries by hand beyond these need a second person's name: days back, and minutes in one entry. */
  time: z.exactOptional(
    z.strictObject({
      secondPersonAfterDays: z.exactOptional(between(0, 366)),
      secondPersonAfterMinutes: z.exactOptional(between(0, 1440)),
    }),
  ),
  /** How the practice's claims are made up. */
  charges: z.exactOptional(
    z.strictObject({
      /** BILL-1: the day the last unit was reached, or the last day of the month. Absent: the former. */
      dateOfService: z.exactOptional(z.enum(['threshold', 'month-end'])),
      /** Place-of-service code for CCM, where it is not the office's 11: 19 or 22 for a practice that is part of a hospital (BILL-2). */
      placeOfService: z.exactOptional(
        z.string().check(z.regex(/^(?!02|10)\d\d$/, { error: 'is not a place-of-service code of two digits, or one of telehealth' })),
      ),
    }),
  ),
  /** Present only where the app is tried out: the day the demonstration's clock shows. Real sites leave it out. */
  demo: z.exactOptional(z.strictObject({ today: z.exactOptional(localDate) })),
});
export type SiteSettings = z.infer<typeof SiteSettings>;

/** One thing wrong with a settings file, at the place it is wrong. */
export interface SettingsProblem {
  readonly file: string;
  /** `practice.timeZone`; empty for the file as a whole. */
  readonly field: string;
  /** What is wrong and what is expected: `is missing; expected text`. */
  readonly message: string;
  /** The kind of value that stands there, never the value. */
  readonly found?: string;
}

/** Settings the app cannot start with. Nothing of a patient is known at that point. */
export class SettingsError extends Error {
  readonly problems: readonly SettingsProblem[];

  constructor(problems: readonly SettingsProblem[]) {
    super(problems.map((problem) => `${problem.file}: ${problem.field} ${problem.message}`).join('; '));
    this.name = 'SettingsError';
    this.problems = problems;
  }
}

/**
 * The settings as they are for one EHR: what its entry says under `site` goes before the same key of `site.json`. Objects
 * are merged key by key; everything else, lists too, is taken as a whole. Null where that makes no valid settings, which
 * `settings-check.ts` explains.
 */
export function settingsFor(site: SiteSettings, entry: Pick<IssuerEntry, 'site'>): SiteSettings | null {
  if (entry.site === undefined) return site;
  return SiteSettings.safeParse(overridden(site, entry)).data ?? null;
}

/** The same, unchecked. */
export function overridden(site: SiteSettings, entry: Pick<IssuerEntry, 'site'>): unknown {
  return merged(site, entry.site ?? {});
}

function merged(below: unknown, above: unknown): unknown {
  if (!isObject(below) || !isObject(above)) return above;
  return { ...below, ...Object.fromEntries(Object.entries(above).map(([key, value]) => [key, merged(below[key], value)])) };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the practice attests of itself, as the rules take it: attested, denied, or (absent) unknown. */
export function practiceFacts(settings: SiteSettings): Practice {
  const { access24x7, designatedCareTeamMember, certifiedEhr } = settings.practice.attestations;
  return {
    ...(access24x7 && { access24x7: access24x7.attested }),
    ...(designatedCareTeamMember && { designatedCareTeamMember: designatedCareTeamMember.attested }),
    ...(certifiedEhr && { certifiedEhr: certifiedEhr.attested }),
  };
}

function isFileName(name: string): boolean {
  return /^[\w-][\w.-]*\.json$/.test(name);
}

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
