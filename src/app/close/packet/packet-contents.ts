import type { PacketData } from '../../../packet/data.ts';
import { formatDate, plural } from '../../format.ts';

/** One part of a packet and what of it there is, in a few words. */
export interface ContentsLine {
  readonly what: string;
  readonly how: string;
}

/** What is in a packet, part by part; a part of which there is nothing says so. */
export function contentsOf(data: PacketData): readonly ContentsLine[] {
  const { result, consents, plan, statements, ledger, charges, handOvers, rules } = data;
  const voided = ledger.filter((entry) => entry.voided).length;
  const notes = ledger.filter(({ note }) => note !== undefined).length;
  return [
    { what: 'Eligibility', how: `${plural(result.conditions.length, 'condition')}, ${plural(statements.length, 'statement')} of persons` },
    { what: 'Consent', how: consents.length === 0 ? 'none on record' : plural(consents.length, 'record') },
    { what: 'Care plan', how: plan === null ? 'none on record' : planText(plan) },
    {
      what: 'Time',
      how: `${plural(ledger.length, 'entry', 'entries')}${voided === 0 ? '' : `, ${voided} of them taken back`}, ${plural(notes, 'note')}, ${result.countedMinutes.total} min counted`,
    },
    { what: 'Coding', how: codingText(data) },
    { what: 'Charges', how: charges.length === 0 ? 'none recorded' : plural(charges.length, 'record') },
    ...(handOvers.length === 0 ? [] : [{ what: 'Handed to billing', how: plural(handOvers.length, 'record') }]),
    { what: 'Rules', how: `version ${data.rulesVersion}, ${plural(rules.length, 'rule')} with their sources, and what each one found` },
  ];
}

function planText({ version, signed, copyGiven }: NonNullable<PacketData['plan']>): string {
  return [
    version === undefined ? undefined : `version ${version}`,
    signed === null ? 'no signature on record' : `signed ${formatDate(signed.date)}`,
    copyGiven === null ? 'no copy on record' : `copy given ${formatDate(copyGiven)}`,
  ]
    .filter((one) => one !== undefined)
    .join(', ');
}

function codingText({ result: { codes, alternatives } }: PacketData): string {
  const proposed = codes.map(({ code, units }) => (units === 1 ? code : `${units} × ${code}`)).join(', ') || 'no code proposed';
  return alternatives.length === 0 ? proposed : `${proposed}, and ${plural(alternatives.length, 'other correct coding')}`;
}
