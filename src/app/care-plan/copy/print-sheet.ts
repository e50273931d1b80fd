/**
 * Prints this window. False where nothing came of it: a frame that is not allowed to open dialogs ignores the call
 * without a word.
 */
export function printHere(): boolean {
  let began = false;
  const note = () => {
    began = true;
  };
  window.addEventListener('beforeprint', note, { once: true });
  window.print();
  window.removeEventListener('beforeprint', note);
  return began;
}

interface SheetWindow {
  readonly title: string;
  readonly language: string;
  /** Of the page's only element, which holds the sheet and the button. */
  readonly className?: string;
}

/**
 * Shows the sheet in a window of its own, with a button that prints it. False where the browser or the EHR's frame opens
 * none. The window has no address, so that nothing of the patient stands in one.
 */
export function openSheet(sheet: Element, { title, language, className = 'copy-alone' }: SheetWindow): boolean {
  const opened = window.open('', '_blank');
  if (opened === null) return false;
  const page = opened.document;
  page.title = title;
  page.documentElement.lang = language;
  page.head.append(...[...document.querySelectorAll('link[rel="stylesheet"], style')].map((style) => styleFor(page, style)));
  const button = page.createElement('button');
  button.type = 'button';
  button.className = 'button button-primary';
  button.textContent = 'Print';
  button.addEventListener('click', () => opened.print());
  const main = page.createElement('main');
  main.className = className;
  main.append(button, page.importNode(sheet, true));
  page.body.append(main);
  return true;
}

// A window without an address cannot resolve a relative one in every browser.
function styleFor(page: Document, style: Element): Node {
  const copy = page.importNode(style, true);
  if (style instanceof HTMLLinkElement && copy instanceof Element) copy.setAttribute('href', style.href);
  return copy;
}
