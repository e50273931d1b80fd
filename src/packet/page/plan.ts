import type { PacketData, PacketPlan } from '../data.ts';
import { markup, type Html } from '../html.ts';
import { codedText, dayText, momentText } from '../words.ts';
import { findingsOn } from './findings.ts';
import { lines, part, row, table, withRecord } from './table.ts';

/** The care plan as it stood when the packet was made, its signature and its copy, and the findings on it. */
export function planPart(data: PacketData): Html {
  const { plan, practice } = data;
  return part('plan', 'Care plan', [
    ...(plan === null ? [markup`<p>No care plan for CCM is on record.</p>`] : planBody(plan, practice.timeZone)),
    ...findingsOn('Requirements of the plan', data, /^PLAN-/),
  ]);
}

function planBody(plan: PacketPlan, timeZone: string): readonly Html[] {
  const { version, signed, copyGiven, changedSinceSignature } = plan;
  return [
    lines([
      ['Plan', withRecord(plan.title, plan.reference)],
      ['Version', version ?? 'the EHR keeps no number'],
      ['Status', plan.status],
      ['Kept by', plan.keptBy],
      ['Established', dayOrNone(plan.established)],
      ['Last reviewed', dayOrNone(plan.lastReviewed)],
      [
        'Signed',
        signed === null ? 'no signature on record' : `${dayText(signed.date)}${signed.by === undefined ? '' : ` by ${signed.by}`}`,
      ],
      [
        'Changed since the signature',
        changedSinceSignature === undefined ? undefined : changedSinceSignature ? 'yes' : 'no change is dated after it',
      ],
      ['Copy given to the patient', dayOrNone(copyGiven)],
      ['Elements there', plan.elements.map(codedText).join('; ') || 'none'],
    ]),
    items('Problems', plan.problems),
    items('Goals', plan.goals),
    items('Activities', plan.activities),
    table(
      'Notes in the plan',
      ['When', 'Note', 'By'],
      plan.notes.map(({ text, at, by }) =>
        row([at === undefined ? '' : momentText(at, timeZone), markup`<span class="text">${text}</span>`, by ?? '']),
      ),
      'The plan has no notes.',
    ),
    table(
      'Changes on record',
      ['When', 'What', 'By'],
      plan.revisions.map(({ at, what, by, reference }) => row([momentText(at, timeZone), withRecord(what, reference), by.join(', ')])),
      'The EHR gave no record of changes to the plan.',
    ),
  ];
}

function items(caption: string, listed: PacketPlan['goals']): Html {
  return table(
    caption,
    ['What', 'Detail', 'Status', 'Due'],
    listed.map(({ what, detail, status, due, reference }) =>
      row([withRecord(what, reference), detail ?? '', status ?? '', due === undefined ? '' : dayText(due)]),
    ),
    `${caption}: none in the plan.`,
  );
}

function dayOrNone(date: string | null | undefined): string {
  return date === undefined || date === null ? 'not recorded' : dayText(date);
}
