/** Beyond this many characters or tags a text is cut, so that no text of a chart can hold up the page. */
const MOST_CHARACTERS = 100_000;
const MOST_TAGS = 5_000;

const INLINE_TAGS = 'p div span br hr b strong i em u small sub sup pre code blockquote';
const LIST_AND_TABLE_TAGS = 'ul ol li dl dt dd table caption thead tbody tfoot tr th td';
export const HEADINGS: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** The tags of plain text and structure; of all others only what stands inside is shown. */
export const PLAIN_TAGS: ReadonlySet<string> = new Set([...`${INLINE_TAGS} ${LIST_AND_TABLE_TAGS}`.split(' '), ...HEADINGS]);

/** What stands inside is never text to be read. */
const RAW = new Set(['script', 'style', 'title', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes', 'noscript', 'plaintext']);

/**
 * Markup with plain and bare tags alone, no longer than a page can take, and whether something was cut off. Attributes and
 * other tags go before anything parses it: a parser keeps open formatting elements apart by their attributes and would put
 * thousands into each paragraph, and what opens another language can swallow the text after it.
 */
export function boundedNarrative(xhtml: string): { readonly markup: string; readonly isCut: boolean } {
  const text = xhtml.slice(0, MOST_CHARACTERS);
  const lower = text.toLowerCase();
  let markup = '';
  let at = 0;
  for (let tags = 0; tags <= MOST_TAGS;) {
    const open = text.indexOf('<', at);
    markup += text.slice(at, open < 0 ? undefined : open);
    if (open < 0) return { markup, isCut: xhtml.length > MOST_CHARACTERS };
    const [, name] = /^<(\/?[a-z][a-z0-9]*)/.exec(lower.slice(open, open + MOST_NAME)) ?? [];
    if (name !== undefined) {
      tags += 1;
      if (tags <= MOST_TAGS && PLAIN_TAGS.has(name.replace('/', ''))) markup += `<${name}>`;
      at = endOfTag(text, open);
      if (RAW.has(name)) at = orEnd(text, lower.indexOf(`</${name}`, at));
    } else if (text.startsWith('<!--', open)) {
      at = after(text, '-->', open);
    } else if (/^<[!?]/.test(text.slice(open, open + 2))) {
      at = after(text, '>', open);
    } else {
      markup += '&lt;';
      at = open + 1;
    }
  }
  return { markup, isCut: true };
}

/** Characters in which the name of a tag ends, if it is one of those that are shown. */
const MOST_NAME = 24;

/** Past the end of the tag that opens at `open`; a quoted value may hold a `>`. */
function endOfTag(text: string, open: number): number {
  const marks = /["'>]/g;
  marks.lastIndex = open;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    if (mark[0] === '>') return mark.index + 1;
    const close = text.indexOf(mark[0], mark.index + 1);
    if (close < 0) return after(text, '>', mark.index);
    marks.lastIndex = close + 1;
  }
  return text.length;
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

function orEnd(text: string, found: number): number {
  return found < 0 ? text.length : found;
}
