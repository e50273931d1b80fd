import { button, element } from './elements.ts';
import { launchAddress } from './server.ts';

/** The app's place in a chart. It stays as it is while other tabs are looked at. */
export interface AppPanel {
  readonly panel: HTMLElement;
  /** Launches the app in the frame, the first time only. */
  readonly launchOnce: () => void;
}

/** A frame for the app, and a menu to open it elsewhere. `user` is asked at each launch. */
export function appPanel(patient: string, user: () => string): AppPanel {
  const frame = element('iframe', { title: 'Intervisit', allow: 'clipboard-write', 'data-app': true });
  const problem = element('p', { class: 'note', role: 'alert' });
  const launchInto = async (go: (address: string) => void): Promise<void> => {
    problem.textContent = '';
    try {
      go(await launchAddress(patient, user()));
    } catch (error) {
      problem.textContent = `Intervisit could not be opened. ${error instanceof Error ? error.message : ''}`;
    }
  };
  const launch = (): void => void launchInto((address) => (frame.src = address));
  const openWindow = (): void => {
    // Opened before the address is known: after a wait, browsers take it for an unwanted window.
    const opened = window.open('', '_blank');
    if (opened === null) {
      problem.textContent = 'The browser did not allow a new window.';
      return;
    }
    opened.opener = null;
    void launchInto((address) => opened.location.replace(address));
  };
  const actions = menu('Open…', [
    ['Open in a new window', openWindow],
    ['Launch again here', launch],
  ]);
  let isLaunched = false;
  return {
    panel: element('div', { class: 'panel app' }, element('div', { class: 'tools' }, problem, actions), frame),
    launchOnce: () => {
      if (!isLaunched) launch();
      isLaunched = true;
    },
  };
}

function menu(label: string, items: readonly (readonly [string, () => void])[]): HTMLElement {
  const made = element('details', { class: 'menu' }, element('summary', {}, label));
  const close = (): void => {
    made.open = false;
  };
  const buttons = items.map(([text, action]) =>
    button(text, () => {
      close();
      action();
    }),
  );
  made.append(element('div', {}, ...buttons));
  made.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    close();
    made.querySelector('summary')?.focus();
  });
  made.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !made.contains(relatedTarget)) close();
  });
  return made;
}
