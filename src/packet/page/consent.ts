import type { PacketConsent, PacketData } from '../data.ts';
import { markup, type Html } from '../html.ts';
import { codedText, dayText, momentText } from '../words.ts';
import { findingsOn } from './findings.ts';
import { lines, part, recordText } from './table.ts';

/** Every record of asking for consent, and the findings on it. */
export function consentPart(data: PacketData): Html {
  const { consents, practice } = data;
  return part('consent', 'Consent', [
    ...(consents.length === 0
      ? [markup`<p>No record of asking for consent was found.</p>`]
      : consents.map((one) => consentLines(one, practice.timeZone))),
    ...findingsOn('Requirements of consent', data, /^CONS-/),
  ]);
}

function consentLines(consent: PacketConsent, timeZone: string): Html {
  const { date, at, method, channel, told, sharing, revokedDate, withdrawal, answer } = consent;
  return markup`<h3>${consentHeading(consent)}</h3>
${lines([
  ['Given or answered', at === undefined ? dayText(date) : momentText(at, timeZone)],
  [
    'How',
    [method, channel]
      .filter((one) => one !== undefined)
      .map(codedText)
      .join(', '),
  ],
  ['What the patient was told', answer === undefined ? told.map(codedText).join('; ') || 'not recorded' : undefined],
  ['Sharing of information agreed', sharing === undefined ? undefined : yes(sharing)],
  ['By', [consent.givenBy, consent.relationship].filter((one) => one !== undefined).join(', ')],
  ['Obtained by', consent.obtainedBy],
  ['Billing practitioner named', consent.billingPractitioner],
  ['Remark', consent.remark],
  ['Withdrawn', typeof revokedDate === 'string' ? dayText(revokedDate) : revokedDate === null ? 'no' : undefined],
  [
    'Withdrawal',
    withdrawal === undefined
      ? undefined
      : `${withdrawal.saidBy} said so, recorded by ${withdrawal.recordedBy} on ${momentText(withdrawal.at, timeZone)}: ${codedText(withdrawal.reason).toLowerCase()}${withdrawal.remark === undefined ? '' : `, ${withdrawal.remark}`}`,
  ],
  ['Status of the record', consent.status],
  ['Record', consent.reference === undefined ? undefined : recordText(consent.reference)],
])}`;
}

function consentHeading({ own, answer, date }: PacketConsent): string {
  if (answer !== undefined) return `Asked, ${dayText(date)}: ${codedText(answer).toLowerCase()}`;
  return own ? `Consent of ${dayText(date)}` : `Record of ${dayText(date)} that nobody confirmed as consent`;
}

function yes(value: boolean): string {
  return value ? 'yes' : 'no';
}
