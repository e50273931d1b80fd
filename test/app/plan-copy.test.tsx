// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { CopyMedicines } from '../../src/app/care-plan/copy/CopyMedicines.tsx';
import { CopyPage } from '../../src/app/care-plan/copy/CopyPage.tsx';
import { CopyScreen } from '../../src/app/care-plan/copy/CopyScreen.tsx';
import { checkCopy, type CopyFields, emptyCopyFields } from '../../src/app/care-plan/copy/copy-form.ts';
import type { CopyDesk, CopyView } from '../../src/app/care-plan/copy/copy-view.ts';
import { COPY_WORDS, longDate, namesIn, numberTarget } from '../../src/app/care-plan/copy/copy-words.ts';
import { copyWarnings } from '../../src/app/care-plan/copy/copy-warnings.ts';
import { copyDesk, saveCopyGiven } from '../../src/app/queries/plan-copy.ts';
import { ownPlan } from '../../src/app/queries/views.ts';
import { markText } from '../../src/fhir/care-plan/marked-notes.ts';
import { readCopyMaterial } from '../../src/fhir/care-plan/copy/material.ts';
import { anOwnPlan, PATIENT, RN, type StageOptions } from '../builders/writes.ts';
import { aStatementStage, TODAY } from './statement-stage.ts';

afterEach(cleanup);

const NOW = '2026-10-20T14:00:00-04:00';
/** Milliseconds: reading a chart and finding controls by their role takes long on a busy machine. */
const SLOW = 30_000;
const SCOPE = ['patient/*.rs', ...['DocumentReference', 'Communication', 'CarePlan'].map((type) => `patient/${type}.cruds`)].join(' ');
const eleanor = { reference: `Patient/${PATIENT}`, display: 'Eleanor Whitfield' };

function aView(overrides: Partial<CopyView> = {}): CopyView {
  return {
    patientName: 'Eleanor Whitfield',
    birthDate: '1950-02-03',
    practiceName: 'Lakeside Family Medicine',
    phone24x7: '555-0100',
    today: '2026-10-20',
    begun: '2026-10-01',
    versionId: '5',
    problems: ['Type 2 diabetes'],
    goals: [
      { what: 'Walk to church again', byPatient: true },
      { what: 'Better sugar', target: 'Hemoglobin A1c < 7.5 %', due: '2027-03-01', byPatient: false },
    ],
    patientSteps: [{ what: 'Home glucose log', who: ['Jane Rivera, RN'], paused: false }],
    practiceSteps: [{ what: 'Weekly call', who: ['Jane Rivera, RN'], every: { count: 1, unit: 'wk' }, paused: false }],
    medicines: [{ name: 'Metformin 500 mg', dosage: '1 tablet twice daily', said: 'taking', paused: false }],
    medicinesSaidOn: '2026-10-02',
    helpers: [{ name: 'Ruth Whitfield', role: 'Daughter' }],
    whenToCall: ['Call when glucose is below 70.'],
    review: { every: { count: 3, unit: 'mo' }, next: '2027-01-01', isDue: false },
    unread: 0,
    isSigned: true,
    ...overrides,
  };
}

function aDesk(overrides: Partial<CopyDesk> = {}): CopyDesk {
  let ids = 0;
  return {
    view: aView(),
    today: TODAY,
    timeZone: 'America/New_York',
    now: () => NOW,
    preset: 'en',
    newId: () => `d0000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
    giver: 'Jane Rivera, RN',
    caregivers: [{ reference: 'RelatedPerson/rel-1', name: 'Ruth Whitfield', role: 'Daughter' }],
    given: [],
    saveTarget: { where: 'DocumentReference' },
    onSave: async () => ({ result: { kind: 'failed', error: 'network' } }),
    ...overrides,
  };
}

const CHART_TEXTS = [
  'Type 2 diabetes',
  'Walk to church again',
  'Better sugar',
  'Hemoglobin A1c',
  'Home glucose log',
  'Weekly call',
  'Metformin 500 mg',
  '1 tablet twice daily',
  'Daughter',
  'Call when glucose is below 70.',
];

test('in Spanish our words are Spanish, and every text of the chart is left as it is and marked', () => {
  render(<CopyPage view={aView()} language="es" size="normal" />);
  const sheet = screen.getByRole('article', { name: 'Mi plan de cuidados' });
  expect(sheet).toHaveAttribute('lang', 'es');
  const marked = [...sheet.querySelectorAll('[lang="en"]')];
  expect(marked.map(({ textContent }) => textContent)).toEqual(CHART_TEXTS);
  for (const one of marked) expect(one.nextSibling).toHaveTextContent('*');
  expect(sheet).toHaveTextContent('Hemoglobin A1c* menos de 7.5 %, para el 1 de marzo de 2027');
  expect(sheet).toHaveTextContent('cada semana');
  expect(sheet).toHaveTextContent('Repasaremos este plan con usted a más tardar el 1 de enero de 2027. Lo repasamos cada 3 meses.');
  // Whatever is left without the chart's texts and the names is ours: nothing of the English page may stand in it.
  for (const one of marked) one.remove();
  const english = Object.values(COPY_WORDS.en).filter((words: unknown) => typeof words === 'string' && words.length > 5);
  expect(english.filter((words) => sheet.textContent.includes(String(words)))).toEqual([]);
});

test('in English nothing is marked, and numbers are told in words', () => {
  render(<CopyPage view={aView()} language="en" size="large" />);
  const sheet = screen.getByRole('article', { name: 'My care plan' });
  expect(sheet.querySelector('.copy-mark, [lang="es"]')).toBeNull();
  expect(sheet).toHaveTextContent('Hemoglobin A1c below 7.5 %, by March 1, 2027');
  expect(sheet).toHaveTextContent('Walk to church again (Your own goal)');
  expect(sheet).toHaveTextContent('Call us, day or night: 555-0100');
  expect(sheet).toHaveClass('plan-copy-large');
  expect(
    within(sheet)
      .getAllByRole('heading', { level: 2 })
      .map(({ textContent }) => textContent),
  ).toEqual([
    'What we work on',
    'Your goals',
    'What you do',
    'What we do',
    'Your medicines',
    'Who helps you',
    'When to call',
    'Your next review',
  ]);
});

test('without a number for day and night there is a warning on the screen and a line on the sheet', () => {
  render(<CopyScreen desk={aDesk({ view: aView({ phone24x7: null }) })} />);
  expect(screen.getByText(/^No phone number for day and night/)).toBeVisible();
  expect(screen.getByRole('article').querySelectorAll('.copy-blank')).toHaveLength(2);
  cleanup();
  render(<CopyScreen desk={aDesk()} />);
  expect(screen.queryByText('Look before you print')).toBeNull();
});

test.each<[Partial<CopyView>, RegExp]>([
  [{ medicines: null }, /medicines could not all be read/],
  [{ medicines: [{ name: 'Metformin', paused: false }], medicinesSaidOn: null }, /never gone through with the patient/],
  [{ medicines: [{ name: 'Metformin', said: 'unsure', paused: false }] }, /unsure about 1 medicine;/],
  [{ unread: 2 }, /^2 goals or activities/],
  [{ isSigned: false }, /^No practitioner has signed/],
  [{ goals: [] }, /no goals/],
  [{ patientSteps: [] }, /nothing that the patient does/],
  [{ review: null }, /no date for its next review/],
  [{ review: { isDue: true } }, /should have been reviewed/],
])('whoever gives the copy is warned of %j', (lack, warning) => {
  expect(copyWarnings({ view: aView(lack) })).toEqual([expect.stringMatching(warning)]);
});

const SAID: CopyView['medicines'] = [
  { name: 'Metformin', dosage: 'Twice daily', said: 'taking', paused: false },
  { name: 'Aspirin', dosage: 'Once daily', said: 'not-taking', paused: false },
  { name: 'Lisinopril', dosage: 'At night', said: 'unsure', paused: false },
  { name: 'Vitamin D', dosage: 'Weekly', paused: false },
  { name: 'Warfarin', dosage: 'Once daily', said: 'taking', paused: true },
];

test.each([
  ['en', 'We went through your medicines with you on October 2, 2026.', /not sure about these/, /you do not take them/, /not talked about/],
  ['es', 'Repasamos sus medicinas con usted el 2 de octubre de 2026.', /no estaba seguro/, /nos dijo que no las toma/, /no hemos hablado/],
] as const)(
  'in %s the medicines stand as the patient told of them, and none that is not taken says how to take it',
  (language, on, unsure, not, unasked) => {
    render(<CopyMedicines medicines={SAID} saidOn="2026-10-02" language={language} />);
    const lists = screen.getAllByRole('list').map((list) => [list.previousElementSibling?.textContent, list.textContent]);
    expect(lists).toEqual([
      [expect.stringContaining(on), expect.stringMatching(/Metformin.*Twice daily.*Vitamin D.*Weekly.*Warfarin/)],
      [expect.stringMatching(unsure), expect.stringMatching(/^Lisinopril.*At night/)],
      [expect.stringMatching(not), expect.not.stringContaining('Once daily')],
    ]);
    expect(lists[2]?.[1]).toMatch(/^Aspirin/);
    const items = screen.getAllByRole('listitem');
    expect(items.filter(({ textContent }) => unasked.test(textContent)).map(({ textContent }) => textContent.slice(0, 9))).toEqual([
      'Vitamin D',
    ]);
    expect(items.filter(({ textContent }) => textContent.includes(COPY_WORDS[language].medicinePaused))).toHaveLength(1);
  },
);

test('medicines that were never talked about are a plain list', () => {
  render(<CopyMedicines medicines={[{ name: 'Metformin', paused: false }]} saidOn={null} language="en" />);
  expect(screen.getByRole('list')).toHaveTextContent(/^Metformin$/);
});

test('the sheet begins in the patient’s language and can be changed; a language it does not have is told', async () => {
  render(<CopyScreen desk={aDesk({ preset: 'es' })} />);
  expect(screen.getByRole('radio', { name: 'Español' })).toBeChecked();
  expect(screen.getByRole('article', { name: 'Mi plan de cuidados' })).toBeVisible();
  await userEvent.click(screen.getByRole('radio', { name: 'English' }));
  expect(screen.getByRole('article', { name: 'My care plan' })).toBeVisible();
  cleanup();
  render(<CopyScreen desk={aDesk({ otherLanguage: 'Vietnamese' })} />);
  expect(screen.getByText(/language on record is Vietnamese/)).toBeVisible();
});

const given: CopyFields = { ...emptyCopyFields('en'), to: 'patient', way: 'mail' };
const context = {
  id: 'x',
  now: NOW,
  timeZone: 'America/New_York',
  caregivers: aDesk().caregivers,
  page: { title: 'T', html: '<p>', text: 'p' },
};

test.each<[string, Partial<CopyFields>, keyof CopyFields]>([
  ['nobody', { to: '' }, 'to'],
  ['no way', { way: '' }, 'way'],
  ['an unnamed caregiver', { to: 'caregiver' }, 'caregiver'],
  ['another caregiver without a name', { to: 'both', caregiver: 'other' }, 'caregiverName'],
  ['a day to come', { date: '2026-10-21', time: '09:00' }, 'date'],
  ['a time to come', { date: '2026-10-20', time: '14:01' }, 'time'],
  ['no day', { date: 'x', time: '09:00' }, 'date'],
])('a copy given to %s is not recorded', (_what, fields, field) => {
  const check = checkCopy({ ...given, ...fields }, context);
  expect(check.ok ? [] : Object.keys(check.errors)).toEqual([field]);
});

test('what was given earlier keeps the day and the time at the practice', () => {
  const check = checkCopy({ ...given, to: 'both', caregiver: 'RelatedPerson/rel-1', date: '2026-10-19', time: '22:30' }, context);
  expect(check).toMatchObject({
    ok: true,
    input: {
      givenAt: '2026-10-19T22:30:00-04:00',
      givenOn: '2026-10-19',
      recordedAt: NOW,
      toPatient: true,
      caregiver: { reference: 'RelatedPerson/rel-1', name: 'Ruth Whitfield' },
    },
  });
});

test(
  'what is kept is the sheet word for word; another language is another copy',
  async () => {
    const onSave = vi.fn<CopyDesk['onSave']>(async () => ({ result: { kind: 'failed', error: 'network' } }));
    render(<CopyScreen desk={aDesk({ onSave })} />);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Record as Jane Rivera, RN' }));
    expect(screen.getByText('Who was given it?')).toBeVisible();
    expect(onSave).not.toHaveBeenCalled();
    await user.click(screen.getByRole('radio', { name: 'A caregiver' }));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Caregiver' }), 'Somebody else');
    await user.type(screen.getByLabelText('Caregiver’s name'), 'Pat Neighbor');
    await user.click(screen.getByRole('radio', { name: 'Handed over' }));
    const record = () => user.click(screen.getByRole('button', { name: 'Record as Jane Rivera, RN' }));
    await record();
    expect(screen.getByText('The copy was not recorded')).toBeVisible();
    await record();
    await user.click(screen.getByRole('radio', { name: 'Español' }));
    const shown = screen.getByRole('article').textContent;
    await record();
    const [first, again, spanish] = onSave.mock.calls.map(([input]) => input);
    expect(again?.id).toBe(first?.id);
    expect(spanish?.id).not.toBe(first?.id);
    expect(first).toMatchObject({ toPatient: false, caregiver: { name: 'Pat Neighbor' }, language: 'en', title: 'My care plan' });
    expect(spanish).toMatchObject({ language: 'es', title: 'Mi plan de cuidados' });
    const kept = new DOMParser().parseFromString(spanish?.html ?? '', 'text/html');
    expect(kept.documentElement.lang).toBe('es');
    expect(kept.body.textContent?.trim()).toBe(shown);
  },
  SLOW,
);

test('a frame that prints nothing says so, and what to do instead', async () => {
  vi.spyOn(window, 'print').mockImplementation(() => {});
  vi.spyOn(window, 'open').mockReturnValue(null);
  render(<CopyScreen desk={aDesk()} />);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Print' }));
  expect(screen.getByText('The EHR’s page does not let Intervisit print')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Open as a page of its own' }));
  expect(screen.getByText('No new window was opened')).toBeVisible();
  vi.spyOn(window, 'print').mockImplementation(() => void window.dispatchEvent(new Event('beforeprint')));
  await user.click(screen.getByRole('button', { name: 'Print' }));
  expect(screen.queryByRole('alert')).toBeNull();
});

const goal = (id: string, text: string, overrides: object = {}) => ({
  resourceType: 'Goal',
  id,
  lifecycleStatus: 'active',
  subject: eleanor,
  description: { text },
  ...overrides,
});
const PLAN = anOwnPlan({
  addresses: [{ reference: 'Condition/c', display: 'Heart failure' }],
  goal: ['g1', 'g2', 'g3'].map((id) => ({ reference: `Goal/${id}` })),
  contained: [
    {
      resourceType: 'ServiceRequest',
      id: 'activity-1',
      status: 'active',
      intent: 'plan',
      code: { text: 'Weigh every morning' },
      subject: eleanor,
      performer: [eleanor],
      patientInstruction: 'Call us if you gain 3 pounds in a day.',
    },
    {
      resourceType: 'ServiceRequest',
      id: 'activity-2',
      status: 'active',
      intent: 'plan',
      code: { text: 'Review' },
      subject: eleanor,
      occurrenceTiming: { repeat: { frequency: 1, period: 2, periodUnit: 'mo' } },
    },
  ],
  activity: [
    { extension: [tag('symptom-management')], reference: { reference: '#activity-1' } },
    { extension: [tag('periodic-review')], reference: { reference: '#activity-2' } },
  ],
});

function tag(code: string) {
  return {
    url: 'https://w3id.org/intervisit/fhir/StructureDefinition/ccm-careplan-element',
    valueCoding: { system: 'https://w3id.org/intervisit/fhir/CodeSystem/ccm', code },
  };
}

async function deskOf(options: StageOptions = {}) {
  const stage = await aStatementStage({
    scope: SCOPE,
    resources: [
      PLAN,
      goal('g1', 'Weight steady'),
      goal('g2', 'Dance at the wedding', { expressedBy: eleanor }),
      goal('g3', 'Given up', { lifecycleStatus: 'cancelled' }),
    ],
    ...options,
  });
  const look = async () => {
    const { assessment, ...saving } = await stage.look();
    const plan = ownPlan(saving.reading);
    if (plan === null) throw new Error('no plan was read');
    const raw = saving.reading.basis.timeSources.find(({ resourceType }) => resourceType === 'CarePlan') ?? PLAN;
    const material = await readCopyMaterial(saving.target.client, raw, { patientId: PATIENT, timeZone: 'America/New_York' });
    const desk = copyDesk({ saving, plan, material, saveTarget: { where: 'DocumentReference' }, readAgainAfter: (save) => save });
    return { desk, saving, plan, verdict: assessment.findings.find(({ ruleId }) => ruleId === 'PLAN-3')?.verdict };
  };
  return { ...stage, look };
}

test('the sheet tells what the chart holds: own goals first, calls where they are looked for, the review by its interval', async () => {
  const { desk } = await (await deskOf()).look();
  expect(desk.view).toMatchObject({
    problems: ['Heart failure'],
    goals: [
      { what: 'Dance at the wedding', byPatient: true },
      { what: 'Weight steady', byPatient: false },
    ],
    patientSteps: [{ what: 'Weigh every morning' }],
    practiceSteps: [],
    whenToCall: ['Call us if you gain 3 pounds in a day.'],
    review: { every: { count: 2, unit: 'mo' }, next: '2026-12-01', isDue: false },
    medicines: [],
    phone24x7: null,
    isSigned: false,
  });
  expect(desk.view.patientSteps[0]).not.toHaveProperty('instruction');
});

const medicine = (id: string, text: string, status = 'active') => ({
  resourceType: 'MedicationRequest',
  id,
  status,
  intent: 'order',
  subject: eleanor,
  medicationCodeableConcept: { text },
});
const GONE_THROUGH = {
  authorString: RN.display,
  time: '2026-10-03T02:30:00Z',
  text: markText({
    kind: 'reconciled',
    medicines: [
      { reference: 'MedicationRequest/m1', display: 'Metformin', answer: 'taking' },
      { reference: 'MedicationRequest/m2', display: 'Aspirin', answer: 'not-taking', remark: 'Forgets it; daughter worries.' },
      { reference: 'MedicationRequest/m3', display: 'Ibuprofen', answer: 'taking' },
    ],
  }),
};

test('the sheet tells of the medicines what the patient last said; stopped ones and the staff’s remarks are left out', async () => {
  const plan = { ...PLAN, note: [GONE_THROUGH] };
  const stopped = medicine('m3', 'Ibuprofen', 'stopped');
  const resources = [plan, medicine('m1', 'Metformin'), medicine('m2', 'Aspirin'), stopped, medicine('m4', 'Lisinopril', 'on-hold')];
  const { desk } = await (await deskOf({ resources })).look();
  expect(desk.view.medicines).toEqual([
    { name: 'Aspirin', said: 'not-taking', paused: false },
    { name: 'Lisinopril', paused: true },
    { name: 'Metformin', said: 'taking', paused: false },
  ]);
  expect(desk.view.medicinesSaidOn).toBe('2026-10-02');
  expect(JSON.stringify(desk.view)).not.toContain('daughter');
});

test.each([
  [[{ language: { coding: [{ code: 'es-MX' }] }, preferred: true }], 'es', undefined],
  [[{ language: { coding: [{ code: 'vi', display: 'Vietnamese' }] } }], 'en', 'Vietnamese'],
  [[], 'en', undefined],
])('a patient on record with %j gets the sheet in %s', async (communication, preset, otherLanguage) => {
  const patient = {
    resourceType: 'Patient',
    id: PATIENT,
    name: [{ text: 'Eleanor Whitfield' }],
    ...(communication.length > 0 && { communication }),
  };
  const { desk } = await (await deskOf({ resources: [patient, PLAN] })).look();
  expect([desk.preset, desk.otherLanguage]).toEqual([preset, otherLanguage]);
});

const AN_INPUT = {
  id: 'd0000000-0000-4000-8000-000000000009',
  toPatient: true,
  way: 'handed-over',
  givenAt: '2026-10-19T10:00:00-04:00',
  givenOn: '2026-10-19',
  recordedAt: NOW,
  language: 'es',
  title: 'Mi plan de cuidados',
  html: '<p>á</p>',
  text: 'á',
} as const;

test('PLAN-3 is met once a copy is recorded as given, and the screen shows the day', async () => {
  const stage = await deskOf();
  const before = await stage.look();
  expect(before.verdict).not.toBe('met');
  expect(before.desk.given).toEqual([]);
  expect(await saveCopyGiven(before.saving, before.plan, AN_INPUT)).toMatchObject({
    result: { kind: 'stored', where: 'DocumentReference' },
    communication: 'stored',
  });
  const after = await stage.look();
  expect(after.verdict).toBe('met');
  expect(after.desk.given).toEqual(['2026-10-19']);
  expect(stage.ehr.stored('DocumentReference', PATIENT)[0]).toMatchObject({ content: [{ attachment: { language: 'es-US' } }] });
});

test('an EHR that keeps nothing gives the words to keep', async () => {
  const { saving, plan } = await (await deskOf({ persona: 'read-only' })).look();
  const { result } = await saveCopyGiven(saving, plan, { ...AN_INPUT, caregiver: { name: RN.display } });
  expect(result).toMatchObject({
    kind: 'not-stored',
    text: expect.stringContaining('Given to Eleanor Whitfield and Jane Rivera, RN, handed over.'),
  });
});

test.each([
  ['Hemoglobin A1c < 7.5 %', { label: 'Hemoglobin A1c', comparator: 'below', value: '7.5 %' }],
  ['<= 130/80 mm[Hg]', { label: '', comparator: 'atMost', value: '130/80 mmHg' }],
  ['PHQ-9 score < 5 {score}', { label: 'PHQ-9 score', comparator: 'below', value: '5' }],
  ['eGFR > 60 mL/min/{1.73_m2}', { label: 'eGFR', comparator: 'above', value: '60 mL/min/1.73 m²' }],
  ['walks daily', null],
  ['A < 1 %; B < 2 %', null],
])('the target %j is told as %j', (target, told) => {
  expect(numberTarget(target)).toEqual(told);
});

test('names and days read as in each language', () => {
  expect(namesIn('en', ['Ana', 'Ines', 'Igor'])).toBe('Ana, Ines and Igor');
  expect(namesIn('es', ['Ana', 'Igor'])).toBe('Ana e Igor');
  expect(namesIn('es', ['Ana', 'Yolanda'])).toBe('Ana y Yolanda');
  expect(longDate('en', '2026-11-18')).toBe('November 18, 2026');
  expect(longDate('es', '2026-11-18')).toBe('18 de noviembre de 2026');
  expect(longDate('es', '2026')).toBe('2026');
});
