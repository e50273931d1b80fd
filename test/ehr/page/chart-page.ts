import { chartView, isTabName, type TabName } from './chart-view.ts';
import { byId, element } from './elements.ts';
import type { PagePatient } from './page-data.ts';
import { pageData } from './server.ts';
import { wordsFor } from './words.ts';

/** What is open. Kept with the entry of the browser's history, so that a reload shows it again and no address names a patient. */
interface Open {
  readonly patient: string;
  readonly tab: TabName;
}

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
fillUsers();
find.addEventListener('input', showPatients);
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
showPatients();
restore(history.state);

function fillUsers(): void {
  user.append(...data.users.map(({ id, name, role }) => element('option', { value: id }, `${name} (${role})`)));
  const remembered = data.users.find(({ id }) => id === sessionStorage.getItem('user'));
  if (remembered !== undefined) user.value = remembered.id;
}

function showPatients(): void {
  const wanted = find.value.trim().toLowerCase();
  const matches = data.patients.filter((patient) =>
    [patient.name, patient.mrn ?? '', patient.birthDate ?? '', words.when(patient.birthDate), patient.story ?? ''].some((text) =>
      text.toLowerCase().includes(wanted),
    ),
  );
  byId('found', HTMLElement).textContent = `${matches.length} of ${data.patients.length} patients`;
  list.replaceChildren(...matches.map((patient) => element('li', {}, patientButton(patient))));
}

function patientButton(patient: PagePatient): HTMLButtonElement {
  const facts = [patient.mrn, words.when(patient.birthDate), patient.isDeceased ? 'deceased' : ''];
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
  if (isOpen(state)) {
    showChart(state);
    return;
  }
  open = undefined;
  desk.classList.remove('with-chart');
  showList.hidden = true;
  chart.replaceChildren(element('p', { class: 'empty' }, 'Choose a patient to open the chart.'));
}

function isOpen(state: unknown): state is Open {
  if (typeof state !== 'object' || state === null || !('patient' in state) || !('tab' in state)) return false;
  return data.patients.some(({ id }) => id === state.patient) && isTabName(state.tab);
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
  const onTab = (tab: TabName): void => {
    open = { patient: patient.id, tab };
    history.replaceState(open, '');
  };
  chart.replaceChildren(...chartView({ patient, words, firstTab: wanted.tab, user: () => user.value, onTab }));
}
