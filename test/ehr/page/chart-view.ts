import { appPanel } from './app-panel.ts';
import { button, element } from './elements.ts';
import type { PagePatient } from './page-data.ts';
import { chartOf } from './server.ts';
import { documentsTab, encountersTab, problemsTab, summaryTab, type Tab } from './tabs.ts';
import { conceptText, type Words } from './words.ts';

const DATA_TABS = { Summary: summaryTab, Problems: problemsTab, Encounters: encountersTab, Documents: documentsTab } as const;
const NAMES = ['Summary', 'Problems', 'Encounters', 'Documents', 'Intervisit'] as const;
export type TabName = (typeof NAMES)[number];

export function isTabName(name: unknown): name is TabName {
  return NAMES.some((one) => one === name);
}

export interface ChartView {
  readonly patient: PagePatient;
  readonly words: Words;
  readonly firstTab: TabName;
  readonly user: () => string;
  readonly onTab: (name: TabName) => void;
}

/** A patient's chart: who it is, the tabs, and what the first of them shows. */
export function chartView({ patient, words, firstTab, user, onTab }: ChartView): readonly HTMLElement[] {
  const app = appPanel(patient.id, user);
  const panels = new Map(NAMES.map((name) => [name, name === 'Intervisit' ? app.panel : element('div', { class: 'panel' })]));
  const tabs = new Map(NAMES.map((name) => [name, tabButton(name, () => show(name))]));
  const show = (name: TabName): void => {
    for (const [other, panel] of panels) {
      tabs.get(other)?.setAttribute('aria-selected', String(other === name));
      tabs.get(other)?.setAttribute('tabindex', other === name ? '0' : '-1');
      panel.hidden = other !== name;
    }
    onTab(name);
    const panel = panels.get(name);
    if (name === 'Intervisit') app.launchOnce();
    else if (panel !== undefined) void fill(panel, DATA_TABS[name], patient.id, words);
  };
  for (const [name, panel] of panels) {
    panel.id = `panel-${name}`;
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', `tab-${name}`);
  }
  const bar = element('div', { role: 'tablist', class: 'tabs', 'aria-label': 'Chart' }, ...tabs.values());
  bar.addEventListener('keydown', (event) => {
    const next = neighbour(event.key, [...tabs.values()]);
    if (next === undefined) return;
    event.preventDefault();
    next.click();
    next.focus();
  });
  show(firstTab);
  return [header(patient, words), bar, ...panels.values()];
}

function tabButton(name: TabName, onPress: () => void): HTMLButtonElement {
  return button(name, onPress, { role: 'tab', id: `tab-${name}`, 'aria-controls': `panel-${name}` });
}

/** The tab that an arrow key leads to, round the ends. */
function neighbour(key: string, tabs: readonly HTMLButtonElement[]): HTMLButtonElement | undefined {
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  const at = tabs.findIndex((tab) => tab === document.activeElement);
  return step === 0 || at < 0 ? undefined : tabs[(at + step + tabs.length) % tabs.length];
}

async function fill(panel: HTMLElement, tab: Tab, patient: string, words: Words): Promise<void> {
  if (panel.childElementCount === 0) panel.append(element('p', { class: 'empty' }, 'Reading …'));
  try {
    panel.replaceChildren(...(await tab(patient, words)));
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    panel.replaceChildren(element('p', { class: 'empty' }, `The chart could not be read. ${reason}`));
  }
}

function header(patient: PagePatient, { when, age }: Words): HTMLElement {
  const allergies = element('dd', {}, '…');
  void showAllergies(patient.id, allergies);
  const born = patient.birthDate === undefined ? undefined : `${when(patient.birthDate)} (${age(patient.birthDate)})`;
  const name = element('h2', {}, patient.name, patient.isDeceased ? element('span', { class: 'flag' }, 'Deceased') : null);
  const facts = [fact('Born', born), fact('Sex', patient.gender), fact('MRN', patient.mrn)];
  return element('header', { class: 'patient' }, name, element('dl', {}, ...facts, pair('Allergies', allergies)));
}

async function showAllergies(patient: string, place: HTMLElement): Promise<void> {
  try {
    const names = (await chartOf(patient, 'AllergyIntolerance')).map(({ code }) => conceptText(code));
    place.textContent = names.length === 0 ? 'None recorded' : names.join(', ');
  } catch {
    place.textContent = 'Could not be read';
  }
}

function fact(name: string, value: string | undefined): HTMLElement {
  return pair(name, element('dd', {}, value ?? 'Not recorded'));
}

function pair(name: string, value: HTMLElement): HTMLElement {
  return element('div', {}, element('dt', {}, name), value);
}
