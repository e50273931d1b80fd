import type { CarePlan, ChargeItem, Condition, Consent, Encounter, FhirResource } from 'fhir/r4';
import { button, element } from './elements.ts';
import { showJson } from './json-dialog.ts';
import { chartOf } from './server.ts';
import { codes, conceptText, lengthText, type Words } from './words.ts';

type Row = { readonly cells: readonly string[]; readonly resource: FhirResource };

const FIRST_ROWS = 100;

/** What a tab shows of a patient, read anew each time it is opened. */
export type Tab = (patient: string, words: Words) => Promise<readonly Node[]>;

export const summaryTab: Tab = async (patient, words) => {
  const [problems, medicines, coverage, plans, consents, charges, encounters] = await Promise.all([
    chartOf(patient, 'Condition'),
    chartOf(patient, 'MedicationRequest'),
    chartOf(patient, 'Coverage'),
    chartOf(patient, 'CarePlan'),
    chartOf(patient, 'Consent'),
    chartOf(patient, 'ChargeItem'),
    chartOf(patient, 'Encounter'),
  ]);
  const active = problems.filter((problem) => statusOf(problem) === 'active');
  const names = [...new Set(active.map(({ code }) => conceptText(code)))];
  const last = encounters.toSorted(byStart).slice(0, 5);
  return [
    element(
      'div',
      { class: 'cards' },
      card('Active problems', names.slice(0, 12), names.length > 12 ? `and ${names.length - 12} more` : undefined),
      card(
        'Medications',
        medicines.map(({ medicationCodeableConcept }) => conceptText(medicationCodeableConcept)),
      ),
      card(
        'Coverage',
        coverage.map(({ type, period }) => `${conceptText(type)}, since ${words.when(period?.start)}`),
      ),
      card(
        'Care plans',
        plans.map((plan) => `${planTitle(plan)}, ${plan.status}`),
      ),
      card(
        'Consents',
        consents.map((consent) => `${consentTitle(consent)}, ${words.when(consent.dateTime)}, ${consent.status}`),
      ),
      card(
        'Charges',
        charges.map((charge) => `${chargeTitle(charge)}, ${charge.status}`),
      ),
      card(
        'Latest encounters',
        last.map((one) => `${words.when(one.period?.start)}: ${conceptText(one.type?.[0])}`),
      ),
    ),
  ];
};

export const problemsTab: Tab = async (patient, words) => {
  const problems = await chartOf(patient, 'Condition');
  const rows = problems.map((resource): Row => {
    const onset = resource.onsetDateTime ?? resource.onsetPeriod?.start ?? resource.onsetString;
    const category = (resource.category ?? []).map(conceptText).join(', ');
    const verified = conceptText(resource.verificationStatus);
    return {
      resource,
      cells: [conceptText(resource.code), codes([resource.code]), statusOf(resource), verified, words.when(onset), category],
    };
  });
  return [table('Problems', ['Problem', 'Codes', 'Status', 'Verification', 'Onset', 'Kind'], rows)];
};

export const encountersTab: Tab = async (patient, words) => {
  const encounters = (await chartOf(patient, 'Encounter')).toSorted(byStart);
  const rows = encounters.map((resource): Row => {
    const who = (resource.participant ?? []).map(({ individual }) => individual?.display ?? individual?.reference ?? '');
    const type = [conceptText(resource.type?.[0]), codes(resource.type ?? [])].filter((part) => part !== '').join(' · ');
    const cells = [
      words.when(resource.period?.start),
      type,
      lengthText(resource),
      [...new Set(who)].join(', '),
      resource.class.code ?? '',
      resource.status,
    ];
    return { resource, cells };
  });
  return [table('Encounters', ['Start', 'Type', 'Length', 'Who', 'Class', 'Status'], rows)];
};

export const documentsTab: Tab = async (patient, words) => {
  const [plans, goals, consents, charges, documents, messages, provenance] = await Promise.all([
    chartOf(patient, 'CarePlan'),
    chartOf(patient, 'Goal'),
    chartOf(patient, 'Consent'),
    chartOf(patient, 'ChargeItem'),
    chartOf(patient, 'DocumentReference'),
    chartOf(patient, 'Communication'),
    chartOf(patient, 'Provenance'),
  ]);
  const headings = ['What', 'Status', 'Date', 'Version'];
  const of = (caption: string, resources: readonly FhirResource[], cells: (resource: FhirResource) => readonly string[]): Node =>
    table(
      caption,
      headings,
      resources.map((resource) => ({ resource, cells: [...cells(resource), resource.meta?.versionId ?? '1'] })),
    );
  return [
    of('Care plans', plans, (one) => (one.resourceType === 'CarePlan' ? [planTitle(one), one.status, words.when(one.period?.start)] : [])),
    of('Goals', goals, (one) =>
      one.resourceType === 'Goal' ? [conceptText(one.description), one.lifecycleStatus, words.when(one.startDate)] : [],
    ),
    of('Consents', consents, (one) => (one.resourceType === 'Consent' ? [consentTitle(one), one.status, words.when(one.dateTime)] : [])),
    of('Charges', charges, (one) => (one.resourceType === 'ChargeItem' ? [chargeTitle(one), one.status, chargeDate(one, words)] : [])),
    of('Notes', documents, (one) =>
      one.resourceType === 'DocumentReference' ? [one.description ?? conceptText(one.type), one.status, words.when(one.date)] : [],
    ),
    of('Messages', messages, (one) =>
      one.resourceType === 'Communication' ? [conceptText(one.topic), one.status, words.when(one.sent)] : [],
    ),
    of('Changes recorded', provenance, (one) =>
      one.resourceType === 'Provenance'
        ? [one.target.map(({ reference }) => reference ?? '').join(', '), '', words.when(one.recorded)]
        : [],
    ),
  ];
};

function statusOf({ clinicalStatus }: Condition): string {
  return clinicalStatus?.coding?.[0]?.code ?? conceptText(clinicalStatus);
}

function planTitle({ title, category }: CarePlan): string {
  return title ?? (conceptText(category?.[0]) || 'Care plan');
}

function consentTitle({ category }: Consent): string {
  return conceptText(category.find(({ text }) => text !== undefined) ?? category[0]);
}

function chargeTitle({ code, quantity }: ChargeItem): string {
  return `${codes([code]) || conceptText(code)} × ${quantity?.value ?? 1}${code.text === undefined ? '' : `, ${code.text}`}`;
}

function chargeDate({ occurrenceDateTime, occurrencePeriod }: ChargeItem, words: Words): string {
  if (occurrencePeriod === undefined) return words.when(occurrenceDateTime);
  return `${words.when(occurrencePeriod.start)} – ${words.when(occurrencePeriod.end)}`;
}

function byStart(a: Encounter, b: Encounter): number {
  return (Date.parse(b.period?.start ?? '') || 0) - (Date.parse(a.period?.start ?? '') || 0);
}

function card(title: string, lines: readonly string[], more?: string): HTMLElement {
  const items = lines.map((line) => element('li', {}, line));
  return element(
    'section',
    { class: 'card' },
    element('h3', {}, title),
    lines.length === 0 ? element('p', { class: 'note' }, 'None recorded') : element('ul', {}, ...items),
    more === undefined ? null : element('p', { class: 'note' }, more),
  );
}

/** The first rows at once, the rest on request: a chart of a thousand encounters opens as fast as any. */
function table(caption: string, headings: readonly string[], rows: readonly Row[]): HTMLElement {
  const body = element('tbody', {}, ...rows.slice(0, FIRST_ROWS).map((row) => tableRow(headings, row)));
  const head = element(
    'tr',
    {},
    ...headings.map((text) => element('th', { scope: 'col' }, text)),
    element('th', { scope: 'col' }, 'Record'),
  );
  const box = element('section', { class: 'table' }, element('h3', {}, `${caption} (${rows.length})`));
  if (rows.length === 0) box.append(element('p', { class: 'note' }, 'None recorded'));
  else box.append(element('table', { 'aria-label': caption }, element('thead', {}, head), body));
  if (rows.length > FIRST_ROWS) {
    const more = button(`Show all ${rows.length}`, () => {
      body.append(...rows.slice(FIRST_ROWS).map((row) => tableRow(headings, row)));
      more.remove();
    });
    box.append(more);
  }
  return box;
}

function tableRow(headings: readonly string[], { cells, resource }: Row): HTMLElement {
  const { resourceType, id = '' } = resource;
  const open = button('JSON', () => void showJson(resourceType, id), { class: 'quiet', 'aria-label': `JSON of ${resourceType} ${id}` });
  const filled = cells.map((cell, index) => element('td', { 'data-heading': headings[index] }, cell));
  return element('tr', {}, ...filled, element('td', {}, open));
}
