const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `2026-03` in words. No locale of the reader's machine has a say: every program must write the same page. */
export function monthText(month: string): string {
  return `${MONTHS[Number(month.slice(5, 7)) - 1] ?? month} ${month.slice(0, 4)}`;
}

/** `2026-03-05` as `5 March 2026`; anything else as it stands. */
export function dayText(date: string): string {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
  const name = MONTHS[Number(parts?.[2]) - 1];
  return parts === null || name === undefined ? date : `${Number(parts[3])} ${name} ${parts[1]}`;
}

/** An instant as `5 March 2026 14:05:09` on the practice's clock; a day as a day; what is neither as it stands. */
export function momentText(at: string, timeZone: string): string {
  if (!at.includes('T')) return dayText(at);
  const local = localOf(at, timeZone);
  return local === undefined ? at : `${dayText(local.slice(0, 10))} ${local.slice(11, 19)}`;
}

function localOf(at: string, timeZone: string): string | undefined {
  try {
    const zoned = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
    return zoned.toPlainDateTime().toString({ smallestUnit: 'second' });
  } catch {
    return undefined;
  }
}

/** Whole seconds as `22 min 30 s`. */
export function lengthText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds - minutes * 60;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

/** `99490, 2 × 99439`, or `no code`. */
export function codesText(codes: readonly { readonly code: string; readonly units: number }[]): string {
  const each = codes.map(({ code, units }) => (units === 1 ? code : `${units} × ${code}`));
  return each.join(', ') || 'no code';
}

const SHORT: Readonly<Record<string, string>> = {
  'clinical-staff': 'Clinical staff',
  'physician-qhp': 'Physician or other qualified professional',
  'non-clinical-staff': 'Non-clinical staff',
  qhp: 'Practitioner',
  staff: 'Clinical staff',
  STAFF: 'clinical staff',
  QHP: 'practitioner',
  COMPLEX: 'complex',
  'G0511-transition': 'G0511 (transition)',
  np: 'Nurse practitioner',
  pa: 'Physician assistant',
  cns: 'Clinical nurse specialist',
  cnm: 'Certified nurse-midwife',
  lcsw: 'Clinical social worker',
  rd: 'Dietitian',
  pt: 'Physical therapist',
  rn: 'Registered nurse',
  rhc: 'Rural health clinic',
  fqhc: 'Federally qualified health center',
  'pfs-practice': 'Practice under the physician fee schedule',
  'access-24x7': 'Access at all hours',
  'icd-10-codes': 'ICD-10-CM codes',
  qmb: 'Qualified Medicare Beneficiary',
};

/** A coded word as people read it: `care-coordination-call` becomes `Care coordination call`. */
export function codedText(word: string): string {
  const known = SHORT[word];
  if (known !== undefined) return known;
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(word)) return word;
  const spaced = word.replaceAll('-', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** The key of a fact in words: `partBStart` becomes `Part B start`. */
export function keyText(key: string): string {
  const spaced = key.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2');
  const words = spaced.split(' ').map((word, index) => (index > 0 && !/^[A-Z]+$/.test(word) ? word.toLowerCase() : word));
  const joined = words.join(' ');
  return joined.charAt(0).toUpperCase() + joined.slice(1);
}
