import { checkIssuers } from '../launch/issuers-problems.ts';
import { type Checked, checkSettings, type FieldProblem } from '../launch/settings-problems.ts';
import type { IssuerEntry } from '../launch/issuers.ts';
import { overridden, SettingsError, type SettingsProblem, SiteSettings } from './settings.ts';

/** All that is wrong with `site.json`, by itself; empty where the app may start with it. */
export function siteProblems(json: unknown): readonly FieldProblem[] {
  const checked = checkSettings(SiteSettings, json);
  return 'problems' in checked ? checked.problems : [];
}

/**
 * The practice's settings, checked field by field.
 * @throws SettingsError with every field that is wrong.
 */
export function readSiteSettings(json: unknown): SiteSettings {
  const checked = checkSettings(SiteSettings, json);
  if ('data' in checked) return checked.data;
  throw new SettingsError(inFile('site.json', checked));
}

/**
 * Both files, and what each entry of `issuers.json` changes of `site.json`.
 * @throws SettingsError with every field that is wrong in either.
 */
export function checkBoth(
  issuersJson: unknown,
  siteJson: unknown,
): { readonly issuers: readonly IssuerEntry[]; readonly site: SiteSettings } {
  const issuers = checkIssuers(issuersJson);
  const site = checkSettings(SiteSettings, siteJson);
  if ('problems' in issuers || 'problems' in site) {
    throw new SettingsError([...inFile('issuers.json', issuers), ...inFile('site.json', site)]);
  }
  const changed = issuers.data.flatMap((entry, index) => problemsOfChange(site.data, entry, index));
  if (changed.length > 0) throw new SettingsError(changed);
  return { issuers: issuers.data, site: site.data };
}

function problemsOfChange(site: SiteSettings, entry: IssuerEntry, index: number): readonly SettingsProblem[] {
  const problems = inFile('issuers.json', checkSettings(SiteSettings, overridden(site, entry)));
  return problems.map((problem) => ({ ...problem, field: `issuers.${index}.site.${problem.field}` }));
}

function inFile(file: string, checked: Checked<unknown>): readonly SettingsProblem[] {
  return 'problems' in checked ? checked.problems.map((problem) => ({ file, ...problem })) : [];
}
