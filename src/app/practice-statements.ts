import type { LocalDate } from '../ccm/chart.ts';
import type { SiteSettings } from './settings.ts';

type Attestations = SiteSettings['practice']['attestations'];

/** What the practice says of itself, once for all its patients. */
export interface PracticeStatement {
  readonly ruleId: 'PRAC-1' | 'PRAC-2' | 'PRAC-3';
  readonly name: string;
  /** The key under `practice.attestations`. */
  readonly key: keyof Attestations;
  /** Absent: nobody has stated it. */
  readonly said?: { readonly holds: boolean; readonly by: string; readonly date: LocalDate };
}

const ASKED = [
  { ruleId: 'PRAC-1', key: 'access24x7', name: 'A clinician can be reached at any hour' },
  { ruleId: 'PRAC-2', key: 'designatedCareTeamMember', name: 'Each patient has a designated team member' },
  { ruleId: 'PRAC-3', key: 'certifiedEhr', name: 'The EHR is certified' },
] as const satisfies readonly PracticeStatement[];

/** The three statements that CCM asks of a practice, made or not. */
export function practiceStatements(attestations: Attestations): readonly PracticeStatement[] {
  return ASKED.map((asked): PracticeStatement => {
    const said = attestations[asked.key];
    return said === undefined ? asked : { ...asked, said: { holds: said.attested, by: said.by, date: said.date } };
  });
}
