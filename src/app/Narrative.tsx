import DOMPurify from 'dompurify';
import { createElement, Fragment, useMemo, type ReactNode } from 'react';

const INLINE_TAGS = 'p div span br hr b strong i em u small sub sup pre code blockquote';
const LIST_AND_TABLE_TAGS = 'ul ol li dl dt dd table caption thead tbody tfoot tr th td';
const TEXT_TAGS = `${INLINE_TAGS} ${LIST_AND_TABLE_TAGS}`.split(' ');
const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const VOID_TAGS = new Set(['br', 'hr']);
const MAX_DEPTH = 40;

/**
 * A FHIR narrative as text and structure alone: cleaned by DOMPurify, then built anew from a short list of elements with
 * no attributes at all, so that nothing in it can run, load, link, restyle or pose as part of the app.
 */
export function Narrative({ xhtml }: { readonly xhtml: string }) {
  const content = useMemo(() => {
    const fragment = DOMPurify.sanitize(xhtml, {
      ALLOWED_TAGS: [...TEXT_TAGS, ...HEADINGS],
      ALLOWED_ATTR: [],
      RETURN_DOM_FRAGMENT: true,
    });
    return createElement(Fragment, null, ...children(fragment, 0));
  }, [xhtml]);
  return <div className="narrative">{content}</div>;
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
  if (HEADINGS.includes(name)) return createElement('p', null, createElement('b', null, ...children(node, depth + 1)));
  if (!TEXT_TAGS.includes(name)) return createElement(Fragment, null, ...children(node, depth + 1));
  return VOID_TAGS.has(name) ? createElement(name) : createElement(name, null, ...children(node, depth + 1));
}

function isTablePart(node: Node): boolean {
  return node instanceof Element && ['table', 'thead', 'tbody', 'tfoot', 'tr'].includes(node.localName);
}
