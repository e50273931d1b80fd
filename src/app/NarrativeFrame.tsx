import { type ReactNode, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';

export interface NarrativeFrameProps {
  readonly title: string;
  readonly children: ReactNode;
}

const STYLE = `
  :root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif; overflow-wrap: break-word; }
  body { margin: 0; padding: 8px 12px; display: flow-root; block-size: fit-content; }
  div, p { margin-block: 0 8px; }
  table { border-collapse: collapse; margin-block-end: 8px; font: inherit; }
  td, th { padding: 2px 8px; border: 1px solid color-mix(in srgb, currentColor 30%, transparent); text-align: start; }
  pre { white-space: pre-wrap; }
  @media print { :root { color-scheme: light; } }
`;

/**
 * A document of its own for text that is not ours: sandboxed, so that it runs no script, sends no form, opens no window and
 * goes nowhere. It shares the origin only for the app to fill and measure it.
 */
export function NarrativeFrame({ title, children }: NarrativeFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [body, setBody] = useState<HTMLElement | null>(null);
  const [height, setHeight] = useState(0);
  const settle = () => setBody(frame.current?.contentDocument?.body ?? null);
  // An empty frame is there at once in some browsers, which tell nobody, and loads once more in others, which do.
  useEffect(settle, []);
  useEffect(() => (body === null ? undefined : dress(body, setHeight)), [body]);
  return (
    <div className="narrative">
      <iframe ref={frame} title={title} sandbox="allow-same-origin" onLoad={settle} style={{ blockSize: height }} />
      {body !== null && createPortal(children, body)}
    </div>
  );
}

/** Gives the document its look and tells the height of what is in it, until told to stop. */
function dress(body: HTMLElement, onHeight: (pixels: number) => void): (() => void) | undefined {
  const page = body.ownerDocument;
  const view = page.defaultView;
  page.documentElement.lang = document.documentElement.lang;
  // The policy of the app's host allows no style elements. What runs no browser's layout has no such sheets, and no heights.
  if (view === null || !('adoptedStyleSheets' in page) || !('ResizeObserver' in view)) return undefined;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(STYLE);
  page.adoptedStyleSheets = [sheet];
  const observer = new ResizeObserver(() => onHeight(body.offsetHeight));
  observer.observe(body);
  return () => observer.disconnect();
}
