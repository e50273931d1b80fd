import type { LocalDate, Performer } from '../ccm/chart.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { formatAge, formatDate } from './format.ts';
import { PERFORMER_TEXT } from './vocabulary-text.ts';

export interface PatientBannerProps {
  readonly patient: BannerPatient;
  readonly ehrName: string;
  readonly user: BannerUser;
  readonly mode: Mode;
  /** For the age. */
  readonly today: LocalDate;
}

export interface BannerPatient {
  readonly name: string;
  readonly birthDate?: string;
  /** As the EHR words it: female, male, other, unknown. */
  readonly sex?: string;
  readonly identifier?: { readonly label: string; readonly value: string };
  /** A date where it is known, `true` where only the fact is. */
  readonly deceased?: LocalDate | true;
}

interface BannerUser {
  readonly name?: string;
  /** Undefined where the EHR did not say what the person may do. */
  readonly performer?: Performer;
}

export type Mode = 'live' | 'read-only' | 'sandbox' | 'demo';

const MODES = {
  live: { word: 'Live', meaning: 'Reads and writes this EHR', icon: 'check' },
  'read-only': { word: 'Read-only', meaning: 'This EHR lets Intervisit read and not write', icon: 'lock' },
  sandbox: { word: 'Sandbox', meaning: 'A test server: no real patients here', icon: 'info' },
  demo: { word: 'Demo', meaning: 'Made-up patients; nothing leaves this computer', icon: 'info' },
} as const satisfies Record<Mode, { word: string; meaning: string; icon: IconName }>;

/** Who the patient is, who is signed in and what this session may do. Stays in sight on every screen. */
export function PatientBanner({ patient, ehrName, user, mode, today }: PatientBannerProps) {
  const age = patient.birthDate === undefined ? null : formatAge(patient.birthDate, today);
  const { word, meaning, icon } = MODES[mode];
  return (
    <div className="banner">
      <div className="banner-patient">
        <strong className="banner-name">{patient.name}</strong>
        <span>
          {patient.birthDate === undefined ? 'Birth date not recorded' : `Born ${formatDate(patient.birthDate)}`}
          {age !== null && patient.deceased === undefined && ` (${age})`}
        </span>
        {patient.deceased !== undefined && (
          <strong className="banner-deceased">{patient.deceased === true ? 'Deceased' : `Died ${formatDate(patient.deceased)}`}</strong>
        )}
        {patient.sex !== undefined && <span>{patient.sex}</span>}
        <span>{patient.identifier === undefined ? 'No record number' : `${patient.identifier.label} ${patient.identifier.value}`}</span>
      </div>
      <div className="banner-session">
        <span>{ehrName}</span>
        <span>
          {user.name ?? 'Signed-in user not named'}
          <span className="soft banner-role"> {user.performer === undefined ? 'role not stated' : PERFORMER_TEXT[user.performer]}</span>
        </span>
        <span className={`mode mode-${mode}`} title={meaning}>
          <Icon name={icon} />
          {word}
        </span>
      </div>
    </div>
  );
}
