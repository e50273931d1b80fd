import type { ConsentElement } from '../../ccm/chart.ts';
import { formatDate, formatDateAgo, list } from '../format.ts';
import { WHERE_TEXT } from '../save-text.ts';
import { CHANNEL_TEXT, DECLINE_TEXT, ELEMENT_TEXT, WITHDRAWAL_TEXT } from './consent-text.ts';
import type { ConsentRecord } from './consent-view.ts';

const ELEMENTS: readonly ConsentElement[] = ['availability-and-cost-sharing', 'one-practitioner-per-month', 'right-to-stop-end-of-month'];

/** One record of asking, fact by fact. */
export function ConsentFacts({ record, today }: { readonly record: ConsentRecord; readonly today: string }) {
  return (
    <dl className="facts">
      {factsOf(record, today).map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function factsOf(record: ConsentRecord, today: string): readonly (readonly [string, string])[] {
  const { answer, givenBy, relationship, channel, method, askedBy, practitioner, told, sharing, remark, confirms, withdrawal } = record;
  const how = channel === undefined ? (method === undefined ? undefined : METHOD_TEXT[method]) : CHANNEL_TEXT[channel];
  const when = `${formatDateAgo(record.date, today)}${record.time === undefined ? '' : `, ${record.time}`}`;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [answer.kind === 'needed' ? 'Since' : 'Answered', when],
    [
      'Answered by',
      givenBy === undefined ? undefined : `${givenBy}${relationship === undefined ? '' : ` (${relationship.toLowerCase()})`}`,
    ],
    ['How', how],
    [answer.kind === 'needed' ? 'Recorded by' : 'Asked by', askedBy],
    ['Billing practitioner', practitioner],
    ['Reason', answer.kind === 'declined' ? DECLINE_TEXT[answer.reason] : undefined],
    ['Call back on', answer.kind === 'call-back' ? formatDateAgo(answer.on, today) : undefined],
    ['Told of', answer.kind === 'needed' ? undefined : toldText(told)],
    ['Sharing of information', sharing === true ? 'Agreed' : undefined],
    ['Remarks', remark],
    ['Confirms', confirms],
    ['Withdrawn', withdrawal === undefined ? undefined : withdrawalText(withdrawal)],
    ['Kept in the EHR', `${WHERE_TEXT[record.where]}${record.reference === undefined ? '' : ` (${record.reference})`}`],
  ];
  return facts.flatMap(([term, value]) => (value === undefined || value === '' ? [] : [[term, value] as const]));
}

const METHOD_TEXT = { verbal: 'By word of mouth', written: 'In writing' } as const;

function toldText(told: ConsentRecord['told']): string {
  if (told === undefined) return 'Not recorded';
  const missing = ELEMENTS.filter((element) => !told.includes(element));
  if (missing.length === 0) return 'All that CMS asks for';
  const said = told.length === 0 ? 'Nothing recorded' : list(told.map((element) => ELEMENT_TEXT[element]));
  return told.length === 0 ? said : `${said}; not ${list(missing.map((element) => ELEMENT_TEXT[element]))}`;
}

function withdrawalText({ on, saidBy, by, reason, remark }: NonNullable<ConsentRecord['withdrawal']>): string {
  const day = on === undefined ? '' : `${formatDate(on)}, `;
  return `${day}said by ${saidBy}, recorded by ${by}. ${WITHDRAWAL_TEXT[reason]}${remark === undefined ? '' : `: ${remark}`}`;
}
