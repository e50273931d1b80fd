import type { PacketData } from '../data.ts';
import { markup, type Html } from '../html.ts';
import { codedText, momentText } from '../words.ts';
import { findingsOn } from './findings.ts';
import { part, row, table, withRecord } from './table.ts';

/** The conditions relied on, what people stated, and every finding on whether the patient may have CCM. */
export function eligibilityPart(data: PacketData): Html {
  const { result, statements, practice } = data;
  return part('eligibility', 'Eligibility', [
    table(
      'Conditions, and how each was judged',
      ['Condition', 'Codes', 'Status', 'Judgement'],
      result.conditions.map(
        ({ display, codes, clinicalStatus, verificationStatus, verdict, reason, ruleId, matched, overriddenBy, reference }) =>
          row([
            withRecord(display, reference),
            codes.map(({ system, code }) => `${systemText(system)} ${code}`).join(', '),
            [clinicalStatus, verificationStatus].filter((one) => one !== undefined).join(', '),
            [
              `${codedText(verdict)} (${ruleId}): ${codedText(reason).toLowerCase()}`,
              matched === undefined ? undefined : `by ${matched}`,
              overriddenBy === undefined ? undefined : `on the word of ${overriddenBy}`,
            ]
              .filter((one) => one !== undefined)
              .join(', '),
          ]),
      ),
      'No condition is in the chart.',
    ),
    table(
      'Statements of persons',
      ['Matter', 'Says', 'By', 'When', 'Why'],
      statements.map(({ statement, value, ruleId, month, target, by, at, reason, reference }) =>
        row([
          withRecord(codedText(statement), target),
          [value, month === undefined ? undefined : `for ${month}`, ruleId].filter((one) => one !== undefined).join(', '),
          by,
          momentText(at, practice.timeZone),
          withRecord(reason, reference),
        ]),
      ),
      'No statement of a person is on record.',
    ),
    ...findingsOn('Requirements of eligibility', data, /^(ELIG|SCOPE|WHO|PRAC)-/),
    markup`<p class="soft">The documents behind each rule stand under <a href="#rules">Every rule that was applied</a>.</p>`,
  ]);
}

function systemText(system: string): string {
  const known: Readonly<Record<string, string>> = {
    'http://hl7.org/fhir/sid/icd-10-cm': 'ICD-10-CM',
    'http://snomed.info/sct': 'SNOMED CT',
  };
  return known[system] ?? system;
}
