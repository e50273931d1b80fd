import type { PacketCharge, PacketData } from '../data.ts';
import { markup, type Html } from '../html.ts';
import { codedText, codesText, dayText, momentText } from '../words.ts';
import { findingsOn } from './findings.ts';
import { lines, part, row, table, withRecord } from './table.ts';

/** What the rules propose, the other correct codings, and what was decided and recorded, by whom. */
export function chargesPart(data: PacketData): Html {
  const { result, charges, handOvers, practice } = data;
  return part('charges', 'Coding and charges', [
    lines([
      ['Proposed', `${codesText(result.codes)}${result.family === null ? '' : `, ${codedText(result.family)} family`}`],
      [
        'Other correct codings',
        result.alternatives.map(({ codes, family }) => `${codesText(codes)} (${codedText(family)})`).join('; ') || 'none',
      ],
      ['Earliest date of service', dateOrNone(result.earliestDateOfService)],
      ['Default date of service', dateOrNone(result.defaultDateOfService)],
      ['Other programmes that fit', result.otherPrograms.map(({ program, codes }) => `${program} ${codesText(codes)}`).join('; ')],
    ]),
    table(
      'Charges of the month, those taken back too',
      ['Code', 'Status', 'Date of service', 'Entered', 'Basis, as it was noted'],
      charges.map((charge) => chargeRow(charge, practice.timeZone)),
      'No charge of this month is in the EHR.',
    ),
    table(
      'Handed to billing',
      ['What', 'When', 'By', 'To', 'Note'],
      handOvers.map(({ what, at, by, to, status, note, reference }) =>
        row([
          withRecord(status === undefined ? what : `${what} (${status})`, reference),
          at === undefined ? '' : momentText(at, practice.timeZone),
          by ?? '',
          to ?? '',
          note ?? '',
        ]),
      ),
      'Nothing on record was handed to billing in another way.',
    ),
    ...findingsOn('Rules of codes, claim and other billing', data, /^(?!SCOPE|ELIG|WHO|PRAC|CONS|PLAN|TIME|ACT)/),
    markup`<p class="soft">Billing by other practices cannot be seen in this EHR.</p>`,
  ]);
}

function chargeRow(charge: PacketCharge, timeZone: string): Html {
  const { code, units, status, own, dateOfService, servicePeriod, enteredBy, enteredAt, note, reference } = charge;
  const days =
    servicePeriod === undefined ? undefined : [servicePeriod.start, servicePeriod.end].filter((one) => one !== undefined).map(dayText);
  return row([
    withRecord(`${code}, ${units} ${units === 1 ? 'unit' : 'units'}`, reference),
    own ? status : `${status}, not of this app`,
    dateOfService === undefined ? (days?.join(' to ') ?? 'not recorded') : dayText(dateOfService),
    [enteredBy, enteredAt === undefined ? undefined : momentText(enteredAt, timeZone)].filter((one) => one !== undefined).join(', '),
    markup`<span class="text">${note ?? ''}</span>`,
  ]);
}

function dateOrNone(date: string | null): string {
  return date === null ? 'none' : dayText(date);
}
