import { FAMILIES, FAMILY_ORDER } from '../../ccm/families.ts';
import type { ChargeView } from '../charge-view.ts';
import { readLabel, UNKNOWN_TEXT } from '../finding-text.ts';
import { list } from '../format.ts';
import { isStanding } from '../next-step.ts';
import { href } from '../routes.ts';
import { type GateFacts, type GateRow, isOf, judgedBy } from './gate-row.ts';

const HERE = { text: 'See the charges of the month', part: 'charges' } as const;

/** CCM billed more than once for the month: by somebody else, or twice from here. */
export function duplicateRow({ assessment, charges }: GateFacts): GateRow {
  const findings = assessment.findings.filter((finding) => isOf(finding, ['CONC-1', 'CONC-2']));
  const judged = judgedBy(findings, assessment, 'No second CCM charge or claim is seen for this month (AUD-1).');
  const twice = repeatedCodes(charges);
  const name = 'Duplicate billing';
  if (twice.length === 0) return { name, ...judged };
  const says = `${list(twice)} stands more than once among this month’s own charges.`;
  return {
    name,
    ...judged,
    state: 'fail',
    says: judged.standing.length === 0 ? [says] : [says, ...judged.says],
    settle: [...judged.settle, 'Withdraw the one that is too many.'],
    links: [...judged.links, HERE],
  };
}

function repeatedCodes(charges: readonly ChargeView[]): readonly string[] {
  const codes = charges.filter((charge) => charge.own && isStanding(charge)).map(({ code }) => code);
  return [...new Set(codes.filter((code, index) => codes.indexOf(code) !== index))];
}

/** An add-on code whose base code nobody has recorded is paid back once it is found (AUD-1). */
export function lonelyAddOnRow({ assessment, chart, charges }: GateFacts): GateRow {
  const name = 'Add-on without its base code';
  const plain = { name, holds: false, settle: [], links: [], standing: [] } as const;
  const billed = (chart.otherBilledCodes ?? []).filter(({ date }) => date.startsWith(assessment.month)).map(({ code }) => code);
  const own = charges.filter(isStanding).map(({ code }) => code);
  const all = new Set([...billed, ...own]);
  const lonely = FAMILY_ORDER.flatMap((family) => {
    const { base, addOn } = FAMILIES[family];
    return addOn !== null && all.has(addOn.code) && !all.has(base) ? [`${addOn.code} without ${base}`] : [];
  });
  if (lonely.length > 0) {
    return {
      ...plain,
      state: 'fail',
      says: [`${list(lonely)} stands in this month.`],
      settle: ['Record the base code with it, or withdraw the add-on.'],
      links: [HERE],
    };
  }
  const why = chart.unknownBecause?.otherBilledCodes;
  if (chart.otherBilledCodes == null && why !== undefined && own.length === 0) {
    return {
      ...plain,
      state: 'unknown',
      says: [`Charges of this month are not known: ${UNKNOWN_TEXT[why]}.`],
      links: [unread(assessment.month)],
    };
  }
  return { ...plain, state: 'pass', says: ['Every add-on code of this month stands with its base code (AUD-1).'] };
}

/** The kinds of record in which the month's billing is looked for. */
export const BILLING_SOURCES: readonly string[] = ['ChargeItem', 'Claim', 'ExplanationOfBenefit', 'Procedure', 'Encounter'];

const NOT_VISIBLE = 'Other practices’ billing is not visible in this EHR.';

/** Where conflicts were looked for, and where nobody could look. */
export function sourcesRow({ assessment, sources, isReadingMore }: GateFacts): GateRow {
  const name = 'Where billing was looked for';
  const looked = BILLING_SOURCES.map((type) => ({ type, read: sources.find((one) => one.type === type) }));
  const seen = looked.filter(({ read }) => read?.complete === true);
  const unseen = looked.filter(({ read }) => read?.complete !== true);
  const sayings = unseen.map(({ type, read }) => {
    const why = isReadingMore && read === undefined ? 'still being read' : UNKNOWN_TEXT[read?.unknownBecause ?? 'not-answered'];
    return `${readLabel(type)}: ${why}.`;
  });
  return {
    name,
    state: unseen.length === 0 ? 'pass' : 'unknown',
    holds: false,
    says: [
      ...(seen.length === 0 ? [] : [`Looked in ${list(seen.map(({ type }) => readLabel(type).toLowerCase()))}.`]),
      ...sayings,
      NOT_VISIBLE,
    ],
    settle: unseen.length === 0 ? [] : ['What is not seen here cannot be checked here: ask the biller.'],
    links: unseen.length === 0 ? [] : [unread(assessment.month)],
    standing: [],
  };
}

function unread(month: string) {
  return { text: 'See what was read', href: href({ month, screen: 'problems' }) };
}
