import { sentenceCase } from '../format.ts';
import { becauseText, besideText, CELL_TEXT, cannotText, COLUMN_TEXT, placeText, SAVED_TEXT, statementText } from './ehr-text.ts';
import { COLUMNS, type EhrView, isAsHoped } from './ehr-view.ts';
import { missingTexts } from './missing-text.ts';

/**
 * What IT needs to know, as plain text: who asks, what was asked and granted, what is missing, what it would enable, and
 * what the EHR does not take from apps. Holds nothing of a patient or a user.
 */
export function itText(view: EhrView): string {
  const { missing, asked, granted } = view;
  return [
    `Intervisit at ${view.name}: what this EHR allows`,
    '',
    `FHIR server: ${view.issuer}`,
    `Client ID: ${view.clientId}`,
    `Software: ${('software' in view.statement && view.statement.software) || 'not stated'}${fhirVersion(view)}`,
    `Statement: ${statementText(view.statement)}`,
    '',
    ...missingLines(view),
    ...notTakenLines(view),
    'Where Intervisit keeps what it saves:',
    ...view.saves.map((row) => {
      const more = [placeText(row), becauseText(row.target), besideText(row)].filter((part) => part !== '');
      return `- ${SAVED_TEXT[row.what]}: ${more.join(' ')}`;
    }),
    '',
    'Scopes asked for, in SMART v2:',
    asked.v2.join(' '),
    'The same in SMART v1:',
    asked.v1.join(' '),
    'Scopes granted:',
    granted === null ? (view.isOpen ? 'none: an open server' : 'the EHR did not say') : granted.join(' '),
    ...(missing.length === 0 ? [] : ['', 'To add, in SMART v2:', missing.flatMap(({ v2 }) => v2).join(' ')]),
    ...(missing.length === 0 ? [] : ['To add, in SMART v1:', missing.flatMap(({ v1 }) => v1).join(' ')]),
    '',
    'By type of resource:',
    ...view.rows.map(
      ({ type, cells, parts }) =>
        `- ${type}: ${COLUMNS.map((column) => `${COLUMN_TEXT[column].toLowerCase()} ${CELL_TEXT[cells[column]].word.toLowerCase()}`).join(', ')}${parts.length === 0 ? '' : ` (in part: ${parts.join('; ')})`}`,
    ),
    '',
  ].join('\n');
}

function fhirVersion({ statement }: EhrView): string {
  return 'fhirVersion' in statement && statement.fhirVersion !== undefined ? `, FHIR ${statement.fhirVersion}` : '';
}

function missingLines({ missing }: EhrView): readonly string[] {
  if (missing.length === 0) return [];
  return [
    'Asked for and not granted. Granting it removes what stands after the colon:',
    ...missing.map(
      (one) => `- ${cannotText(one)}: ${missingTexts(one).map(sentenceCase).join('. ')}. v2: ${one.v2.join(' ')}; v1: ${one.v1.join(' ')}`,
    ),
    '',
  ];
}

function notTakenLines({ saves }: EhrView): readonly string[] {
  const lost = saves.filter((row) => !isAsHoped(row) && row.target.where === null);
  if (lost.length === 0) return [];
  return [`Not kept in the EHR at all: ${lost.map(({ what }) => SAVED_TEXT[what].toLowerCase()).join(', ')}.`, ''];
}
