import type { ChargeSheetView } from '../../../../src/app/close/sheet/sheet-view.ts';

/** A complete sheet of a fictional patient's month. */
export function aSheet(overrides: Partial<ChargeSheetView> = {}): ChargeSheetView {
  return {
    month: '2026-10',
    signedBy: 'Maria Chen, MD',
    preparedBy: 'Maria Chen, MD',
    preparedAt: '2026-11-01T09:05:00-05:00',
    patient: {
      name: 'Eleanor Whitfield',
      birthDate: '1950-02-03',
      sex: 'female',
      recordNumber: { label: 'MRN', value: 'LFM-1' },
      mbi: '1EG4TE5MK73',
    },
    coverage: [{ payer: 'Medicare, Part B', memberId: '1EG4TE5MK73' }],
    lines: [
      { code: '99490', units: 1, identifier: 'pat-1/2026-10/99490', pointers: 'AB' },
      { code: '99439', units: 2, addOnTo: '99490', identifier: 'pat-1/2026-10/99439', pointers: 'AB' },
    ],
    dateOfService: '2026-10-20',
    servicePeriod: { start: '2026-10-01', end: '2026-10-31' },
    diagnoses: [
      { pointer: 'A', code: 'E11.9', display: 'Type 2 diabetes mellitus' },
      { pointer: 'B', code: 'J44.9', display: 'COPD' },
    ],
    placeOfService: { code: '11', text: 'Office: where the practitioner would see the patient face to face' },
    practitioner: { name: 'Maria Chen, MD', npi: '1234567893' },
    organization: { name: 'Lakeside Family Medicine', npi: '9000000015' },
    advice: [{ ruleId: 'BILL-5', text: 'Modifier 25 goes on the visit.' }],
    basis: 'Basis: 62 min clinical staff in 3 entries (…). Rule set ccm-rules 2026.1.',
    rulesVersion: '2026.1',
    supporting: ['22 min clinical staff 2026-10-06 (Encounter/ses-1)', 'Comprehensive care plan (CarePlan/cp-1)'],
    ...overrides,
  };
}

/** Rows of a CSV by RFC 4180, read strictly: what does not follow it throws. */
export function parseCsv(text: string): readonly (readonly string[])[] {
  if (!text.startsWith('\uFEFF')) throw new Error('no byte order mark');
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 1;
  while (at < text.length) {
    const field = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;
    field.lastIndex = at;
    const match = field.exec(text);
    if (match === null) throw new Error(`no field at ${at}`);
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    at = field.lastIndex;
    if (text[at] === ',') at += 1;
    else if (text.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else throw new Error(`no separator at ${at}`);
  }
  return rows;
}
