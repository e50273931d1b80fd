import type { RawResource } from './client.ts';
import { objectIn, objectsIn, textIn } from './fields.ts';

/** The text inside a document; undefined where it is kept apart or is no text. */
export function attachedText(document: RawResource): string | undefined {
  for (const content of objectsIn(document, 'content')) {
    const attachment = objectIn(content, 'attachment');
    const data = textIn(attachment, 'data');
    const text = data !== undefined && (textIn(attachment, 'contentType') ?? '').startsWith('text/plain') ? decoded(data) : undefined;
    if (text !== undefined) return text;
  }
  return undefined;
}

function decoded(data: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(data.replace(/\s/g, '')), (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
