import { list } from '../format.ts';
import { WHERE_TEXT } from '../save-text.ts';
import { SAVED_TEXT } from './ehr-text.ts';
import { type EhrView, isAsHoped, type SaveRow } from './ehr-view.ts';

/** What this EHR will not keep as hoped, or did not grant, in one line; null where there is nothing to say. */
export function noticeTitle({ saves, missing, name }: Pick<EhrView, 'saves' | 'missing' | 'name'>): string | null {
  const lost = saves.filter(({ target }) => target.where === null);
  const elsewhere = saves.filter((row) => row.target.where !== null && !isAsHoped(row) && !MINOR.has(row.what));
  if (lost.length === saves.length) return `${name} lets Intervisit read and not write: what you enter is yours to copy or download`;
  const parts = [
    ...(lost.length === 0 ? [] : [`does not keep ${list(names(lost))}`]),
    ...(elsewhere.length === 0 ? [] : [`keeps ${list(byPlace(elsewhere))}`]),
  ];
  if (parts.length > 0) return `${name} ${parts.join('; it ')}`;
  return missing.length === 0 ? null : `${name} gave Intervisit less than it asked for`;
}

/** What follows from another thing's place, and would say the same twice. */
const MINOR: ReadonlySet<SaveRow['what']> = new Set(['new-care-plan', 'statement', 'signature', 'withdrawal', 'enrolment']);

const NOTICE_NAMES: Partial<Readonly<Record<SaveRow['what'], string>>> = {
  'time-entry': 'time',
  'care-plan': 'the care plan',
  consent: 'consent',
  copy: 'copies for the patient',
  charge: 'charges',
  'hand-over': 'hand-overs to billing',
};

function names(rows: readonly SaveRow[]): readonly string[] {
  const major = rows.filter(({ what }) => !MINOR.has(what));
  return (major.length > 0 ? major : rows).map(({ what }) => NOTICE_NAMES[what] ?? SAVED_TEXT[what].toLowerCase());
}

/** `time and consent as a note in the documents`. */
function byPlace(rows: readonly SaveRow[]): readonly string[] {
  const places = [...new Set(rows.map(whereText))];
  return places.map((place) => `${list(names(rows.filter((row) => whereText(row) === place)))} ${place}`);
}

function whereText({ target }: SaveRow): string {
  return target.where === null ? '' : WHERE_TEXT[target.where];
}
