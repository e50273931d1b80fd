import type { ChartCondition } from './chart.ts';
import { isLoose, listOf, textOf, type Loose } from './plain-values.ts';

/** The condition as it stands where it is sound, else what can be kept of it. */
export function readCondition(value: Loose): ChartCondition {
  return isCondition(value) ? value : repairedCondition(value);
}

function isCondition(value: unknown): value is ChartCondition {
  return (
    isLoose(value) &&
    typeof value['display'] === 'string' &&
    Array.isArray(value['codes']) &&
    value['codes'].every(isCode) &&
    isTextOrNone(value['clinicalStatus']) &&
    isTextOrNone(value['verificationStatus']) &&
    isTextOrNone(value['onset']) &&
    isTextOrNone(value['abatement']) &&
    (value['override'] === undefined || isOverride(value['override'])) &&
    (value['reference'] === undefined || typeof value['reference'] === 'string')
  );
}

function isCode(value: unknown): boolean {
  return isLoose(value) && typeof value['system'] === 'string' && typeof value['code'] === 'string';
}

function isOverride(value: unknown): value is NonNullable<ChartCondition['override']> {
  return (
    isLoose(value) &&
    typeof value['counts'] === 'boolean' &&
    typeof value['reason'] === 'string' &&
    typeof value['by'] === 'string' &&
    typeof value['date'] === 'string'
  );
}

function isTextOrNone(value: unknown): boolean {
  return typeof value === 'string' || value === undefined || value === null;
}

/** What can be kept of a condition with keys of the wrong kind; what is dropped leaves it to a person's review. */
function repairedCondition(value: Loose): ChartCondition {
  const codes = (listOf(value['codes']) ?? []).flatMap((code) => {
    if (!isLoose(code)) return [];
    const [system, text] = [textOf(code['system']), textOf(code['code'])];
    return system === undefined || text === undefined ? [] : [{ system, code: text }];
  });
  const override = value['override'];
  const reference = textOf(value['reference']);
  return {
    display: textOf(value['display']) ?? '',
    codes,
    clinicalStatus: textOf(value['clinicalStatus']) ?? null,
    verificationStatus: textOf(value['verificationStatus']) ?? null,
    onset: textOf(value['onset']) ?? null,
    abatement: textOf(value['abatement']) ?? null,
    ...(isOverride(override) ? { override } : {}),
    ...(reference === undefined ? {} : { reference }),
  };
}
