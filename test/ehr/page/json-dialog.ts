import { button, byId } from './elements.ts';
import { rawText, versionsOf } from './server.ts';

/** Shows a resource as the EHR keeps it, with its earlier versions where there are any. */
export async function showJson(type: string, id: string): Promise<void> {
  const dialog = byId('json', HTMLDialogElement);
  const text = byId('json-text', HTMLPreElement);
  const versions = byId('json-versions', HTMLElement);
  byId('json-title', HTMLElement).textContent = `${type} ${id}`;
  text.textContent = 'Reading …';
  versions.replaceChildren();
  dialog.showModal();
  try {
    const current = await rawText(type, id);
    text.textContent = indented(current);
    const all = await versionsOf(type, id);
    if (all.length < 2) return;
    const show = (label: string, content: string) => button(label, () => (text.textContent = content));
    versions.append(
      ...all.map((version, index) => {
        const isCurrent = index === all.length - 1;
        const label = `Version ${version.meta?.versionId ?? index + 1}${isCurrent ? ' (current)' : ''}`;
        return show(label, isCurrent ? indented(current) : JSON.stringify(version, null, 2));
      }),
    );
  } catch (error) {
    text.textContent = error instanceof Error ? error.message : String(error);
  }
}

/** JSON over several lines, every number with the digits it came with (a parser would make 1.5 of 1.50). */
export function indented(json: string): string {
  let depth = 0;
  const line = (): string => `\n${'  '.repeat(depth)}`;
  return [...json.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g)]
    .map(([token], index, all) => {
      const next = all[index + 1]?.[0];
      const previous = all[index - 1]?.[0];
      if (token === '{' || token === '[') {
        if (next === '}' || next === ']') return token;
        depth += 1;
        return token + line();
      }
      if (token === '}' || token === ']') {
        if (previous === '{' || previous === '[') return token;
        depth -= 1;
        return line() + token;
      }
      if (token === ',') return token + line();
      return token === ':' ? ': ' : token;
    })
    .join('');
}
