import * as z from 'zod/mini';
import type { Practice } from '../ccm/chart.ts';
import { ReadingSettings } from '../fhir/chart.ts';

z.config({ ...z.locales.en(), jitless: true });

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
  /** Whether dated estimates of payment are shown beside codes; they are not unless this says so. */
  showEstimates: z.exactOptional(z.boolean()),
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
  /** Present only where the app is tried out: the day the demonstration's clock shows. Real sites leave it out. */
  demo: z.exactOptional(z.strictObject({ today: z.exactOptional(localDate) })),
});
export type SiteSettings = z.infer<typeof SiteSettings>;

/** One thing wrong with a settings file, at the place it is wrong. */
export interface SettingsProblem {
  readonly file: string;
  /** `practice.timeZone`; empty for the file as a whole. */
  readonly field: string;
  readonly message: string;
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
 * The practice's settings, checked field by field.
 * @throws SettingsError with every field that is wrong.
 */
export function readSiteSettings(json: unknown): SiteSettings {
  const result = SiteSettings.safeParse(json);
  if (result.success) return result.data;
  throw new SettingsError(
    result.error.issues.map((issue) => ({ file: 'site.json', field: issue.path.map(String).join('.'), message: issue.message })),
  );
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
