import type { BilledCode, Chart, LocalDate, Visit } from '../../ccm/chart.ts';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import { isEmVisit, isOwn } from '../../ccm/visit-days.ts';
import { chargeBundle, itemsOf, type SheetItem } from '../../fhir/charges/sheet-bundle.ts';
import { readSheetCharge, type SheetCharge } from '../../fhir/charges/sheet-charge.ts';
import { type ClaimParties, readClaimParties } from '../../fhir/charges/sheet-parties.ts';
import { type ChargeDraft, isStanding } from '../../fhir/charges.ts';
import { lastDayOfMonth } from '../../fhir/dates.ts';
import type { RawResource } from '../../fhir/client.ts';
import type { CloseInput } from '../charge-view.ts';
import type { ChargeSheetView, SheetAdvice, SheetLine, SheetParty } from '../close/sheet/sheet-view.ts';
import { formatDate, list } from '../format.ts';
import { type Access, capabilitiesOf, nowAt } from './access.ts';
import { closeDrafts } from './charges.ts';
import { sheetPatient } from './correction.ts';
import type { Saving } from './signed-in.ts';

/** Whom the claim names, as the EHR has them; read when somebody looks at the sheet. `statement`: what the EHR says it can do. */
export function partiesQuery({ access, reading }: Saving, month: string, practitioner: string | undefined, statement: RawResource | null) {
  const { client, session, settings } = access;
  const { patientId, base } = session.connection;
  const { organization } = settings.practice;
  return {
    // Below the chart's own key: what a save makes stale, it makes stale here too.
    queryKey: [session.id, 'chart', month, 'claim-parties', practitioner ?? '', reading.patient.id],
    queryFn: ({ signal }: { readonly signal: AbortSignal }): Promise<ClaimParties> =>
      readClaimParties(client, {
        patientId,
        base,
        month,
        timeZone: settings.practice.timeZone,
        capabilities: capabilitiesOf(access, statement),
        signal,
        ...(practitioner?.startsWith('Practitioner/') === true && { practitioner }),
        ...(organization !== undefined && { organization: organization.reference }),
      }),
    staleTime: Infinity,
  };
}

/** The ChargeItems of ours that stand in the EHR for the month, as they are there; read when somebody looks at the sheet. */
export function recordedQuery({ access, reading }: Saving, month: string) {
  const standing = reading.charges.filter((charge) => charge.own && charge.month === month && isStanding(charge));
  const references = standing.map(({ reference }) => reference);
  return {
    queryKey: [access.session.id, 'chart', month, 'sheet-charges', references],
    queryFn: ({ signal }: { readonly signal: AbortSignal }): Promise<readonly SheetItem[]> =>
      Promise.all(
        references.map(async (reference) => ({
          reference,
          item: await access.client.read('ChargeItem', reference.slice('ChargeItem/'.length), { signal }),
        })),
      ),
    enabled: references.length > 0,
  };
}

/** A month's charges and the sheet that says the same. */
export interface SheetOfMonth {
  readonly sheet: ChargeSheetView;
  readonly items: readonly SheetItem[];
  /** The charges as they would be handed over; absent where they stand in the EHR. */
  readonly drafts?: readonly [ChargeDraft, ...ChargeDraft[]];
}

/** The sheet of what stands in the EHR; null where nothing does. */
export function sheetOfRecorded(saving: Saving, items: readonly SheetItem[], parties: ClaimParties | undefined): SheetOfMonth | null {
  const sheet = sheetView(saving, items, parties);
  return sheet === null ? null : { sheet, items };
}

/** The sheet of what the person decided; null where nothing is to be billed, or nobody is signed in. */
export function sheetOfInput(
  saving: Saving,
  assessment: MonthAssessment,
  input: CloseInput,
  parties: ClaimParties | undefined,
): SheetOfMonth | null {
  const [first, ...others] = closeDrafts(saving, assessment, input);
  if (first === undefined) return null;
  const items = itemsOf([first, ...others]);
  const sheet = sheetView(saving, items, parties, input.billingPractitioner.npi);
  return sheet === null ? null : { sheet, items, drafts: [first, ...others] };
}

function sheetView(
  { access, reading }: Saving,
  items: readonly SheetItem[],
  parties: ClaimParties | undefined,
  npi?: string,
): ChargeSheetView | null {
  const charges = items.flatMap(({ item }) => readSheetCharge(item) ?? []).toSorted((a, b) => Number(isAddOn(a)) - Number(isAddOn(b)));
  const [first] = charges;
  const month = first === undefined ? undefined : /\/(\d{4}-\d\d)\//.exec(first.identifier)?.[1];
  if (first === undefined || month === undefined) return null;
  const diagnoses = first.diagnoses.map(({ code, display }, index) => ({ pointer: LETTERS[index] ?? '', code, display }));
  const dateOfService = first.dateOfService ?? null;
  const who = first.enteredBy ?? 'nobody named';
  return {
    month,
    ...(charges.every(({ status }) => status === 'billable' || status === 'billed') && { signedBy: who }),
    preparedBy: who,
    preparedAt: first.enteredAt ?? nowAt(access),
    patient: { ...sheetPatient(reading), ...(parties?.mbi !== undefined && { mbi: parties.mbi }) },
    coverage: parties?.coverage ?? null,
    lines: charges.map((charge) => lineOf(charge, diagnoses)),
    dateOfService,
    servicePeriod: { start: `${month}-01`, end: lastDayOfMonth(`${month}-01`) },
    diagnoses,
    placeOfService: placeOfService(access),
    practitioner: {
      name: first.practitioner?.display ?? parties?.practitioner?.name ?? 'not named',
      npi: parties?.practitioner?.npi ?? npi ?? null,
    },
    organization: practiceParty(access, parties),
    advice: adviceOf(access, reading.chart, dateOfService, diagnoses.length),
    basis: first.basis ?? 'The charge does not say what it rests on.',
    rulesVersion: first.rulesVersion ?? 'not named',
    supporting: first.supporting,
  };
}

function isAddOn({ addOnTo }: SheetCharge): boolean {
  return addOnTo !== undefined;
}

// A claim has room for twelve diagnoses, and a line of it for four.
const LETTERS = 'ABCDEFGHIJKL'.split('');
const POINTERS = 4;

function lineOf({ code, units, identifier, addOnTo }: SheetCharge, diagnoses: ChargeSheetView['diagnoses']): SheetLine {
  const pointers = diagnoses.slice(0, POINTERS).map(({ pointer }) => pointer);
  return { code, units, identifier, pointers: pointers.join(''), ...(addOnTo !== undefined && { addOnTo }) };
}

function practiceParty({ settings: { practice } }: Access, parties: ClaimParties | undefined): SheetParty {
  const { organization, name } = practice;
  return { name: parties?.organization?.name ?? organization?.display ?? name, npi: parties?.organization?.npi ?? null };
}

const PLACES: Readonly<Record<string, string>> = {
  '11': 'Office',
  '19': 'Off-campus outpatient hospital',
  '22': 'On-campus outpatient hospital',
};

/** Where the billing practitioner would see the patient face to face (BILL-2); rural and federal health centers bill without one. */
function placeOfService({ settings: { practice, charges } }: Access): ChargeSheetView['placeOfService'] {
  if (practice.settingType !== 'pfs-practice') return { text: 'none: this is an institutional claim' };
  const code = charges?.placeOfService ?? '11';
  return { code, text: `${PLACES[code] ?? 'As set for this practice'}: where the practitioner would see the patient face to face` };
}

function adviceOf({ settings }: Access, chart: Chart, dateOfService: LocalDate | null, diagnoses: number): readonly SheetAdvice[] {
  const { settingType } = settings.practice;
  const visits = dateOfService === null ? [] : visitCodes(chart, dateOfService);
  const advice: readonly (SheetAdvice | false)[] = [
    diagnoses < 2 && { ruleId: 'BILL-3', text: 'Two or more ICD-10-CM codes of chronic conditions are expected.' },
    {
      ruleId: 'BILL-5',
      text:
        dateOfService === null || visits.length === 0
          ? 'If a visit by the same practitioner carries this date of service, modifier 25 goes on the visit.'
          : `${list(visits)} of the practice stands on ${formatDate(dateOfService)} too: modifier 25 goes on the visit.`,
    },
    {
      ruleId: 'BILL-2',
      text: 'The CCM codes themselves take no modifier: CCM is no telehealth service, so never 95, nor place of service 02 or 10.',
    },
    settingType === 'rhc' && { ruleId: 'BILL-7', text: 'Type of bill 71X, revenue code 052X, no modifier CG.' },
    settingType === 'fqhc' && { ruleId: 'BILL-7', text: 'Type of bill 77X, revenue code 052X.' },
    chart.coverage?.qmb === true && {
      ruleId: 'BILL-6',
      text: 'Qualified Medicare Beneficiary: the coinsurance must not be charged to the patient.',
    },
  ];
  return advice.filter((one) => one !== false);
}

function visitCodes({ visits, otherBilledCodes }: Chart, day: string): readonly string[] {
  const all: readonly (Visit | BilledCode)[] = [...(visits ?? []), ...(otherBilledCodes ?? [])];
  return [
    ...new Set(
      all.filter(({ date, code, practitioner }) => date === day && isEmVisit(code) && isOwn(practitioner)).map(({ code }) => code),
    ),
  ];
}

/** The charges as a FHIR Bundle, as text. */
export function sheetBundle({ access, reading }: Saving, { items, sheet }: SheetOfMonth): string {
  const { base } = access.session.connection;
  return JSON.stringify(chargeBundle(items, { base, at: nowAt(access), name: `${reading.patient.id}/${sheet.month}` }), null, 2);
}
