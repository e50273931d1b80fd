import DOMPurify from 'dompurify';
import { createElement, Fragment, useMemo, type ReactNode } from 'react';
import { boundedNarrative, HEADINGS, PLAIN_TAGS } from './bounded-narrative.ts';
import { NarrativeFrame } from './NarrativeFrame.tsx';

const VOID_TAGS = new Set(['br', 'hr']);
const MAX_DEPTH = 40;

/**
 * A FHIR narrative as text and structure alone: cleaned by DOMPurify, then built anew from a short list of elements with
 * no attributes at all, in a sandboxed frame without scripts, so that nothing in it can run, load, link, restyle or pose as
 * part of the app.
 */
export function Narrative({ xhtml }: { readonly xhtml: string }) {
  const { content, isCut } = useMemo(() => {
    const { markup, isCut: wasCut } = boundedNarrative(xhtml);
    const fragment = DOMPurify.sanitize(markup, {
      ALLOWED_TAGS: [...PLAIN_TAGS],
      ALLOWED_ATTR: [],
      RETURN_DOM_FRAGMENT: true,
    });
    return { content: createElement(Fragment, null, ...children(fragment, 0)), isCut: wasCut };
  }, [xhtml]);
  return (
    <>
      {isCut && <p className="soft">This text is very long. Its beginning is shown; read the rest in the EHR.</p>}
      <NarrativeFrame title="The plan as the EHR words it">{content}</NarrativeFrame>
    </>
  );
}

function children(node: Node, depth: number): ReactNode[] {
  if (depth > MAX_DEPTH) return [node.textContent];
  const rebuilt = [...node.childNodes].map((child) => rebuild(child, depth));
  // React refuses blank text between the rows and cells of a table.
  return isTablePart(node) ? rebuilt.filter((child) => typeof child !== 'string' || child.trim() !== '') : rebuilt;
}

function rebuild(node: Node, depth: number): ReactNode {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element)) return null;
  const name = node.localName;
  // Every heading of the text stands below the headings of the screen, and none of them is one of its own.
  if (HEADINGS.has(name)) return createElement('p', null, createElement('b', null, ...children(node, depth + 1)));
  if (!PLAIN_TAGS.has(name)) return createElement(Fragment, null, ...children(node, depth + 1));
  return VOID_TAGS.has(name) ? createElement(name) : createElement(name, null, ...children(node, depth + 1));
}

function isTablePart(node: Node): boolean {
  return node instanceof Element && ['table', 'thead', 'tbody', 'tfoot', 'tr'].includes(node.localName);
}
