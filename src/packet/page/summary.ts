import { inGroups } from '../canonical.ts';
import type { PacketData } from '../data.ts';
import { markup, type Html } from '../html.ts';
import { isStandingOwn } from '../agreement.ts';
import { codedText, codesText, dayText, lengthText, momentText, monthText } from '../words.ts';
import { lines, part, points } from './table.ts';

/** What the month comes to, and what a reader must know before believing it. */
export function summaryPart(data: PacketData, sha256: string): Html {
  const { result, practice } = data;
  const { staff, qhp } = result.countedSeconds;
  return part('summary', 'Summary', [
    markup`<p class="lead">${verdict(data)}</p>`,
    ...warning(
      'Where the parts of this packet do not agree',
      data.disagreements.map((one) => `${one.where}: ${one.says}`),
    ),
    ...warning(
      'What could not be read when this packet was made',
      data.missing.map(({ what, why }) => `${what}: ${why}`),
    ),
    lines([
      ['Patient', patientText(data)],
      ['Practice', [practice.name, practice.organization].filter((one) => one !== undefined).join(', ')],
      ['Billing practitioner', practitionerText(data)],
      ['Service month', `${monthText(data.month)}, by the clock of ${practice.timeZone}`],
      ['Minutes that count', `${lengthText(staff)} of clinical staff, ${lengthText(qhp)} of practitioners`],
      ['Minutes that do not', excludedText(data)],
      ['Chronic conditions', `${result.distinctChronicConditions.length}: ${result.distinctChronicConditions.join(', ') || 'none counts'}`],
      ['Consent', consentText(data)],
      ['Care plan', planText(data)],
      ['Coding proposed', codesText(result.codes)],
      ['Coding recorded', recordedText(data)],
      ['Rules', `version ${data.rulesVersion}, judged as of ${dayText(data.asOf)}`],
      ['Made', madeText(data)],
      ['SHA-256 of the data', markup`<span class="hash">${inGroups(sha256)}</span>`],
    ]),
    markup`<h3>How to check this file</h3>`,
    markup`<p>The data that this page shows stand in the file itself, as JSON, after the last line that can be seen. The program Intervisit
checks it without a network: its page <em>Check an audit packet</em> (verify.html) and its command <code>assess packet FILE</code> compute
the hash of the data, write this page anew from them, and apply the rules to the facts again. All three must come out as they stand here.
A file whose data, page and hash were all changed together can only be told by a copy of the hash that was kept elsewhere, or by the
records in the EHR that it names.</p>`,
  ]);
}

function verdict({ result }: PacketData): string {
  switch (result.proposal) {
    case 'billable':
      return `The record supports ${codesText(result.codes)}: every requirement is met.`;
    case 'needs-confirmation':
      return result.codes.length === 0
        ? 'What time was logged is not known, so no code can be proposed.'
        : `The minutes reach ${codesText(result.codes)}, and ${result.unknowns.join(', ')} could not be decided.`;
    case 'not-yet':
      return 'Nothing stands in the way, and the minutes do not reach a code.';
    case 'blocked':
      return `No code is supported: ${result.blockers.join(', ')} ${result.blockers.length === 1 ? 'stands' : 'stand'} in the way.`;
    default:
      return codedText(result.proposal);
  }
}

function warning(heading: string, items: readonly string[]): readonly Html[] {
  if (items.length === 0) return [];
  return [
    markup`<div class="warn">
<h3>${heading}</h3>
${points(items)}
</div>`,
  ];
}

function patientText({ patient }: PacketData): string {
  const { name, birthDate, sex, identifier } = patient;
  return [
    name,
    birthDate === undefined ? undefined : `born ${dayText(birthDate)}`,
    sex,
    identifier === undefined ? undefined : `${identifier.label} ${identifier.value}`,
  ]
    .filter((one) => one !== undefined && one !== '')
    .join(', ');
}

function practitionerText({ billingPractitioner }: PacketData): string {
  if (billingPractitioner === null) return 'not known';
  const { id, name, type } = billingPractitioner;
  return [name ?? id, type === undefined ? undefined : codedText(type), name === undefined ? undefined : id].filter(Boolean).join(', ');
}

function excludedText({ result }: PacketData): string {
  const seconds = new Map<string, number>();
  for (const { excluded } of result.time) for (const one of excluded) seconds.set(one.ruleId, (seconds.get(one.ruleId) ?? 0) + one.seconds);
  const each = [...seconds].map(([ruleId, left]) => `${lengthText(left)} (${ruleId})`);
  return each.join(', ') || 'none was left out';
}

function consentText({ facts, consents }: PacketData): string {
  if (facts['consent'] === null) return 'none on record';
  const given = consents.filter(({ own, answer }) => own && answer === undefined);
  const each = given.map(
    ({ date, method, revokedDate }) =>
      `${dayText(date)}${method === undefined ? '' : `, ${method}`}${typeof revokedDate === 'string' ? `, withdrawn ${dayText(revokedDate)}` : ''}`,
  );
  return each.join('; ') || 'not known';
}

function planText({ plan }: PacketData): string {
  if (plan === null) return 'none on record';
  const { version, signed, copyGiven } = plan;
  return [
    version === undefined ? plan.title : `${plan.title}, version ${version}`,
    signed === null ? 'no signature on record' : `signed ${dayText(signed.date)}${signed.by === undefined ? '' : ` by ${signed.by}`}`,
    copyGiven === null ? 'no copy to the patient on record' : `copy given ${dayText(copyGiven)}`,
  ].join(', ');
}

function recordedText({ charges, practice }: PacketData): string {
  const standing = charges.filter(isStandingOwn);
  if (standing.length === 0) return 'no charge of this month stands';
  const by = [...new Set(standing.map(({ enteredBy }) => enteredBy).filter((one) => one !== undefined))];
  const at = standing
    .map(({ enteredAt }) => enteredAt)
    .filter((one) => one !== undefined)
    .toSorted()
    .at(-1);
  const states = [...new Set(standing.map(({ status }) => status))].join(', ');
  return [
    `${codesText(standing)} (${states})`,
    by.length === 0 ? undefined : `by ${by.join(', ')}`,
    at === undefined ? undefined : momentText(at, practice.timeZone),
  ]
    .filter((one) => one !== undefined)
    .join(', ');
}

function madeText({ made, practice }: PacketData): string {
  const by = made.by === undefined ? '' : ` by ${made.by}`;
  return `${momentText(made.at, practice.timeZone)}${by}, with Intervisit ${made.appVersion}`;
}
