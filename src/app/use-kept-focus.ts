import { useEffect } from 'react';

/** What can hold a person's place: screens, panels, rows, and whatever takes the focus by itself. */
const PLACES = 'section, form, fieldset, li, main, header, [tabindex]';

/**
 * Keeps the place of a person who works by keyboard: where the control that has the focus goes away, the nearest place it stood in that
 * is still there takes the focus, so that the next Tab goes on from there and not from the top of the page.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let path: readonly HTMLElement[] = [];
    const came = ({ target }: FocusEvent) => {
      path = target instanceof HTMLElement ? pathOf(target) : [];
    };
    const look = () => {
      const [control, ...places] = path;
      if (control === undefined || control.isConnected || !hasNobody()) return;
      path = [];
      const place = places.find(({ isConnected }) => isConnected);
      if (place === undefined) return;
      if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
      place.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', came);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', came);
    };
  }, []);
}

function pathOf(control: HTMLElement): readonly HTMLElement[] {
  const path = [control];
  for (let at = control.parentElement; at !== null; at = at.parentElement) if (at.matches(PLACES)) path.push(at);
  return path;
}

function hasNobody(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
