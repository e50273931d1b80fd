import { inflateSync } from 'node:zlib';

/**
 * The text of a PDF that Chromium printed, page after page, words as they follow each other and lines run together. It knows
 * only what Chromium writes: flat objects, deflated streams, fonts with a table from glyphs to characters.
 */
export function pdfText(pdf: Buffer): string {
  const objects = objectsIn(pdf);
  const fonts = new Map([...objects].flatMap(([id, one]) => fontOf(id, one, objects)));
  const pages = [...objects.values()].filter(({ head }) => /\/Type\s*\/Page\b/.test(head));
  return pages.map(({ head }) => pageText(head, objects, fonts)).join(' ');
}

/** How many pages it has. */
export function pageCount(pdf: Buffer): number {
  return [...objectsIn(pdf).values()].filter(({ head }) => /\/Type\s*\/Page\b/.test(head)).length;
}

interface PdfObject {
  readonly head: string;
  readonly stream: string;
}

function objectsIn(pdf: Buffer): ReadonlyMap<string, PdfObject> {
  const text = pdf.toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\b/g)) {
    const end = text.indexOf('endobj', match.index);
    const body = text.slice(match.index + match[0].length, end);
    const [head = '', data] = body.split(/\bstream\r?\n/, 2);
    const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
    const start = match.index + match[0].length + head.length + (/\bstream\r?\n/.exec(body)?.[0].length ?? 0);
    const isText = data !== undefined && head.includes('/FlateDecode') && !head.includes('/Subtype /Image');
    objects.set(match[1] ?? '', { head, stream: isText ? inflateSync(pdf.subarray(start, start + length)).toString('latin1') : '' });
  }
  return objects;
}

type Glyphs = ReadonlyMap<string, string>;

function fontOf(id: string, { head }: PdfObject, objects: ReadonlyMap<string, PdfObject>): readonly (readonly [string, Glyphs])[] {
  const table = /\/ToUnicode (\d+) 0 R/.exec(head)?.[1];
  return table === undefined ? [] : [[id, glyphsOf(objects.get(table)?.stream ?? '')]];
}

function glyphsOf(table: string): Glyphs {
  const glyphs = new Map<string, string>();
  for (const [, block = ''] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, glyph = '', to = ''] of block.matchAll(/<([0-9A-F]+)>\s*<([0-9A-F]+)>/gi))
      glyphs.set(glyph.toUpperCase(), charactersOf(to));
  }
  for (const [, block = ''] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', until = '', to = ''] of block.matchAll(/<([0-9A-F]+)>\s*<([0-9A-F]+)>\s*<([0-9A-F]+)>/gi)) {
      for (let glyph = parseInt(from, 16); glyph <= parseInt(until, 16); glyph++) {
        const character = parseInt(to, 16) + glyph - parseInt(from, 16);
        glyphs.set(glyph.toString(16).toUpperCase().padStart(from.length, '0'), String.fromCodePoint(character));
      }
    }
  }
  return glyphs;
}

function charactersOf(hex: string): string {
  return (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(parseInt(unit, 16))).join('');
}

function pageText(page: string, objects: ReadonlyMap<string, PdfObject>, fonts: ReadonlyMap<string, Glyphs>): string {
  const resources = new Map([...page.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, fonts.get(id)]));
  const content = objects.get(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? '')?.stream ?? '';
  let glyphs: Glyphs | undefined;
  let text = '';
  for (const [token, font, hex] of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9A-F]+)>|\bET\b/gi)) {
    if (font !== undefined) glyphs = resources.get(font);
    else if (hex !== undefined) text += (hex.match(/.{4}/g) ?? []).map((glyph) => glyphs?.get(glyph.toUpperCase()) ?? '').join('');
    else if (token === 'ET') text += ' ';
  }
  return text;
}
