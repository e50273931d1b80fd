import type { CodeFamily } from '../ccm/month-assessment.ts';
import type { ChargeView } from './charge-view.ts';

export const FAMILY_TEXT = {
  STAFF: 'Clinical staff time',
  QHP: 'Practitioner’s own time',
  COMPLEX: 'Complex care management',
  'G0511-transition': 'Rural and federal health centers, until September 2025',
} as const satisfies Record<CodeFamily, string>;

/** Our own labels; the numbers are all that is taken from CPT and HCPCS. */
const CODE_LABELS: Readonly<Record<string, string>> = {
  '99490': 'CCM by staff, first 20 min',
  '99439': 'CCM by staff, each further 20 min',
  '99491': 'CCM by the practitioner, first 30 min',
  '99437': 'CCM by the practitioner, each further 30 min',
  '99487': 'Complex CCM, first 60 min',
  '99489': 'Complex CCM, each further 30 min',
  G0506: 'Care planning added to the initiating visit',
  G0511: 'Health center care management',
  '99424': 'One-condition care by the practitioner, first 30 min',
  '99425': 'One-condition care by the practitioner, each further 30 min',
  '99426': 'One-condition care by staff, first 30 min',
  '99427': 'One-condition care by staff, each further 30 min',
  G0556: 'Advanced primary care, level 1',
  G0557: 'Advanced primary care, level 2',
  G0558: 'Advanced primary care, level 3',
};

/** Other services of a month, first and last code of each range. */
const SERVICE_LABELS: readonly (readonly [first: string, last: string, label: string])[] = [
  ['90935', '90947', 'Dialysis session'],
  ['90951', '90970', 'Monthly dialysis services'],
  ['92002', '92014', 'Eye visit'],
  ['93792', '93793', 'Home INR monitoring'],
  ['96156', '96171', 'Health behavior service'],
  ['98000', '98016', 'Telehealth visit'],
  ['98960', '98962', 'Self-management training'],
  ['98966', '98972', 'Telephone or online assessment'],
  ['98975', '98986', 'Remote therapeutic monitoring'],
  ['99091', '99091', 'Remote data review'],
  ['99202', '99215', 'Office visit'],
  ['99221', '99239', 'Hospital visit'],
  ['99241', '99255', 'Consultation'],
  ['99281', '99288', 'Emergency department visit'],
  ['99304', '99318', 'Nursing facility visit'],
  ['99324', '99350', 'Home visit'],
  ['99354', '99359', 'Prolonged service'],
  ['99366', '99368', 'Team conference'],
  ['99374', '99380', 'Care plan oversight'],
  ['99381', '99397', 'Preventive visit'],
  ['99417', '99418', 'Prolonged service'],
  ['99421', '99423', 'Online visit'],
  ['99441', '99443', 'Telephone visit'],
  ['99445', '99445', 'Remote physiologic monitoring'],
  ['99453', '99458', 'Remote physiologic monitoring'],
  ['99470', '99470', 'Remote physiologic monitoring'],
  ['99483', '99483', 'Cognitive assessment and care planning'],
  ['99484', '99484', 'Behavioral health integration'],
  ['99492', '99494', 'Psychiatric collaborative care'],
  ['99495', '99496', 'Post-discharge transition care'],
  ['99497', '99498', 'Advance care planning'],
  ['99605', '99607', 'Medication therapy management'],
  ['G0019', 'G0022', 'Community health integration'],
  ['G0023', 'G0024', 'Navigation services'],
  ['G0136', 'G0136', 'Social needs assessment'],
  ['G0140', 'G0146', 'Peer navigation services'],
  ['G0179', 'G0180', 'Home health certification'],
  ['G0181', 'G0182', 'Home health or hospice oversight'],
  ['G0402', 'G0402', 'First Medicare preventive visit'],
  ['G0438', 'G0439', 'Yearly wellness visit'],
  ['G0463', 'G0463', 'Hospital clinic visit'],
  ['G2211', 'G2211', 'Added to an office visit'],
  ['G2212', 'G2212', 'Prolonged service'],
  ['G2214', 'G2214', 'Psychiatric collaborative care'],
  ['G3002', 'G3003', 'Chronic pain management'],
];

/** What a code is called: our own label of it, or of the range it belongs to. */
export function codeLabel(code: string): string {
  const own = CODE_LABELS[code];
  if (own !== undefined) return own;
  const range = SERVICE_LABELS.find(([first, last]) => code.length === first.length && first <= code && code <= last);
  return range?.[2] ?? 'Other service';
}

export const CHARGE_STATUS_TEXT = {
  planned: 'Prepared, waiting for sign-off',
  billable: 'Recorded, ready for billing',
  'not-billable': 'Superseded',
  aborted: 'Dropped',
  billed: 'Taken up by the billing system',
  'entered-in-error': 'Entered in error',
  unknown: 'Status not stated',
} as const satisfies Record<ChargeView['status'], string>;
