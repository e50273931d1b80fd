import { launchAddress, startLaunch } from './launch.ts';
import { adviceFor, LaunchError } from './launch-error.ts';
import { browserPage, type Page } from './page.ts';

/** Runs the launch on the page and, where it fails, says so in the page's place for it. */
async function runLaunchPage(page: Page, place: HTMLElement): Promise<void> {
  try {
    await startLaunch(page);
  } catch (error) {
    const failure = error instanceof LaunchError ? error : new LaunchError('unreachable', { cause: error });
    place.replaceChildren(...failureText(failure, page.address()));
  }
}

function failureText(failure: LaunchError, address: string): readonly HTMLElement[] {
  const { heading, advice } = adviceFor(failure);
  const parts = [textIn('h1', heading), textIn('p', advice)];
  if (failure.reason !== undefined) parts.push(textIn('p', failure.reason));
  if (failure.kind === 'storage-blocked') parts.push(newWindowLink(address));
  return parts;
}

function textIn(name: 'h1' | 'p', text: string): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

/** The launch as it came: nothing was asked of the EHR yet, so its launch token is still good. */
function newWindowLink(address: string): HTMLElement {
  const link = document.createElement('a');
  link.href = launchAddress(address);
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  link.textContent = 'Open in a new window';
  return link;
}

const place = document.getElementById('status');
if (place !== null)
  void runLaunchPage(
    browserPage(() => Date.now()),
    place,
  );
