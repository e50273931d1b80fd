import { button, byId, element } from './elements.ts';
import type { PageData, PagePatient } from './page-data.ts';
import { chartOf, launchAddress, pageData } from './server.ts';
import { documentsTab, encountersTab, problemsTab, summaryTab, type Tab } from './tabs.ts';
import { conceptText, type Words, wordsFor } from './words.ts';

type TabName = 'Intervisit' | 'Summary' | 'Problems' | 'Encounters' | 'Documents';

/** What is open. Kept with the entry of the browser's history, so that a reload shows it again and no address names a patient. */
interface Open {
  readonly patient: string;
  readonly tab: TabName;
}

const DATA_TABS: readonly (readonly [TabName, Tab])[] = [
  ['Summary', summaryTab],
  ['Problems', problemsTab],
  ['Encounters', encountersTab],
  ['Documents', documentsTab],
];
const TAB_NAMES: readonly TabName[] = [...DATA_TABS.map(([name]) => name), 'Intervisit'];

const list = byId('patients', HTMLUListElement);
const find = byId('find', HTMLInputElement);
const user = byId('user', HTMLSelectElement);
const chart = byId('chart', HTMLElement);
const desk = byId('desk', HTMLElement);
const showList = byId('show-list', HTMLButtonElement);

const data = await pageData();
const words = wordsFor(data.timeZone, data.today);
let open: Open | undefined;

byId('persona', HTMLElement).textContent = `Simulated, ${data.persona === 'full' ? 'full access' : data.persona}`;
byId('json-close', HTMLButtonElement).addEventListener('click', () => byId('json', HTMLDialogElement).close());
user.append(...data.users.map(({ id, name, role }) => element('option', { value: id }, `${name} (${role})`)));
const remembered = sessionStorage.getItem('user');
if (data.users.some(({ id }) => id === remembered) && remembered !== null) user.value = remembered;

find.addEventListener('input', () => showPatients(data));
user.addEventListener('change', () => {
  sessionStorage.setItem('user', user.value);
  if (open !== undefined) showChart(open);
});
showList.addEventListener('click', () => {
  desk.classList.remove('with-chart');
  showList.hidden = true;
  find.focus();
});
addEventListener('popstate', () => restore(history.state));
showPatients(data);
restore(history.state);

function showPatients({ patients }: PageData): void {
  const wanted = find.value.trim().toLowerCase();
  const matches = patients.filter((patient) =>
    [patient.name, patient.mrn ?? '', patient.birthDate ?? '', words.when(patient.birthDate), patient.story ?? ''].some((text) => text.toLowerCase().includes(wanted)),
  );
  byId('found', HTMLElement).textContent = `${matches.length} of ${patients.length} patients`;
  list.replaceChildren(...matches.map((patient) => element('li', {}, patientButton(patient))));
}

function patientButton(patient: PagePatient): HTMLButtonElement {
  const facts = [patient.mrn, words.when(patient.birthDate), patient.isDeceased ? 'deceased' : undefined];
  const row = element(
    'button',
    { type: 'button', 'data-patient': patient.id, ...(open?.patient === patient.id && { 'aria-current': 'true' }) },
    element('strong', {}, patient.name),
    element('span', {}, facts.filter((fact) => fact !== undefined && fact !== '').join(' · ')),
    patient.story === undefined ? null : element('span', { class: 'story' }, patient.story),
  );
  row.addEventListener('click', () => {
    const chosen: Open = { patient: patient.id, tab: 'Intervisit' };
    history.pushState(chosen, '');
    showChart(chosen);
  });
  return row;
}

function restore(state: unknown): void {
  if (isOpen(state)) showChart(state);
  else chart.replaceChildren(element('p', { class: 'empty' }, 'Choose a patient to open the chart.'));
}

function isOpen(state: unknown): state is Open {
  if (typeof state !== 'object' || state === null || !('patient' in state) || !('tab' in state)) return false;
  return data.patients.some(({ id }) => id === state.patient) && TAB_NAMES.some((name) => name === state.tab);
}

function showChart(wanted: Open): void {
  const patient = data.patients.find(({ id }) => id === wanted.patient);
  if (patient === undefined) return;
  open = wanted;
  desk.classList.add('with-chart');
  showList.hidden = false;
  for (const row of list.querySelectorAll('button')) {
    if (row.dataset['patient'] === patient.id) row.setAttribute('aria-current', 'true');
    else row.removeAttribute('aria-current');
  }
  const app = appPanel(patient.id);
  const panels = new Map<TabName, HTMLElement>(TAB_NAMES.map((name) => [name, name === 'Intervisit' ? app.panel : element('div', { class: 'panel' })]));
  chart.replaceChildren(chartHeader(patient, words), tabList(panels, wanted.tab, app.launch), ...panels.values());
}

function chartHeader(patient: PagePatient, { when, age }: Words): HTMLElement {
  const allergies = element('dd', {}, '…');
  void chartOf(patient.id, 'AllergyIntolerance').then((found) => {
    const names = found.map(({ code }) => conceptText(code));
    allergies.textContent = names.length === 0 ? 'None recorded' : names.join(', ');
  });
  const fact = (name: string, value: string | undefined): HTMLElement => element('div', {}, element('dt', {}, name), element('dd', {}, value ?? 'Not recorded'));
  const born = patient.birthDate === undefined ? undefined : `${when(patient.birthDate)} (${age(patient.birthDate)})`;
  return element(
    'header',
    { class: 'patient' },
    element('h2', {}, patient.name, patient.isDeceased ? element('span', { class: 'flag' }, 'Deceased') : null),
    element('dl', {}, fact('Born', born), fact('Sex', patient.gender), fact('MRN', patient.mrn), element('div', {}, element('dt', {}, 'Allergies'), allergies)),
  );
}

function tabList(panels: ReadonlyMap<TabName, HTMLElement>, first: TabName, launch: () => void): HTMLElement {
  const tabs = new Map(TAB_NAMES.map((name) => [name, button(name, () => show(name), { role: 'tab', id: `tab-${name}`, 'aria-controls': `panel-${name}` })]));
  let isLaunched = false;
  const show = (name: TabName): void => {
    for (const [other, tab] of tabs) {
      tab.setAttribute('aria-selected', String(other === name));
      tab.tabIndex = other === name ? 0 : -1;
      const panel = panels.get(other);
      if (panel !== undefined) panel.hidden = other !== name;
    }
    if (open !== undefined) {
      open = { ...open, tab: name };
      history.replaceState(open, '');
    }
    const panel = panels.get(name);
    const fill = DATA_TABS.find(([other]) => other === name)?.[1];
    if (panel !== undefined && fill !== undefined && open !== undefined) void fillPanel(panel, fill, open.patient);
    if (name === 'Intervisit' && !isLaunched) {
      isLaunched = true;
      launch();
    }
  };
  for (const [name, panel] of panels) {
    panel.id = `panel-${name}`;
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', `tab-${name}`);
  }
  const made = element('div', { role: 'tablist', class: 'tabs', 'aria-label': 'Chart' }, ...tabs.values());
  made.addEventListener('keydown', (event) => {
    const at = TAB_NAMES.findIndex((name) => tabs.get(name) === document.activeElement);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step === undefined || at < 0 ? undefined : TAB_NAMES[(at + step + TAB_NAMES.length) % TAB_NAMES.length];
    if (next === undefined) return;
    event.preventDefault();
    show(next);
    tabs.get(next)?.focus();
  });
  show(first);
  return made;
}

async function fillPanel(panel: HTMLElement, fill: Tab, patient: string): Promise<void> {
  if (panel.childElementCount === 0) panel.append(element('p', { class: 'empty' }, 'Reading …'));
  try {
    panel.replaceChildren(...(await fill(patient, words)));
  } catch (error) {
    panel.replaceChildren(element('p', { class: 'empty' }, `The chart could not be read. ${error instanceof Error ? error.message : ''}`));
  }
}

/** The app's place in the chart. It stays as it is while other tabs are looked at. */
function appPanel(patient: string): { readonly panel: HTMLElement; readonly launch: () => void } {
  const frame = element('iframe', { title: 'Intervisit', allow: 'clipboard-write', 'data-app': true });
  const problem = element('p', { class: 'note', role: 'alert' });
  const complain = (error: unknown): void => {
    problem.textContent = `Intervisit could not be opened. ${error instanceof Error ? error.message : ''}`;
  };
  const launch = (): void => {
    problem.textContent = '';
    launchAddress(patient, user.value).then((url) => (frame.src = url), complain);
  };
  const openWindow = (): void => {
    // Opened before the address is known: after a wait, browsers take it for an unwanted window.
    const opened = window.open('', '_blank');
    if (opened === null) return complain(new Error('The browser did not allow a new window.'));
    opened.opener = null;
    launchAddress(patient, user.value).then((url) => opened.location.replace(url), complain);
  };
  const menu = element('details', { class: 'menu' }, element('summary', {}, 'Open…'));
  const item = (label: string, action: () => void): HTMLElement =>
    button(label, () => {
      menu.open = false;
      action();
    });
  menu.append(element('div', {}, item('Open in a new window', openWindow), item('Launch again here', launch)));
  return { panel: element('div', { class: 'panel app' }, element('div', { class: 'tools' }, problem, menu), frame), launch };
}
