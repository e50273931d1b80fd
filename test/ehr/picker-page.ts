import type { EhrUser } from './contract.ts';
import { isObject } from './json.ts';
import type { Store } from './store.ts';

const STYLE = `:root{color-scheme:light dark;font:14px/1.4 system-ui,sans-serif}body{margin:8vh auto;max-width:26rem;padding:0 1rem}
h1{font-size:1.3rem}label{display:block;margin:1rem 0 .25rem}select,button{font:inherit;padding:.4rem .6rem}select{width:100%}
p.actions{display:flex;gap:.5rem;margin-top:1.5rem}`;

/** The page of a standalone launch: who is signing in, and on which patient. Without a store no patient is asked for. */
export function pickerPage(params: URLSearchParams, users: readonly EhrUser[], store: Store | undefined): Response {
  const hidden = [...params]
    .filter(([name]) => !name.startsWith('_'))
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join('');
  const people = users.map((user) => option(user.id, `${user.name}, ${user.role}`)).join('');
  const patients = store === undefined ? '' : select('Patient', '_patient', patientOptions(store));
  return page(
    200,
    'Sign in',
    `<form method="get" action="/auth/authorize">${hidden}${select('User', '_user', people)}${patients}<p class="actions">` +
      '<button name="_choice" value="allow">Allow</button><button name="_choice" value="deny">Deny</button></p></form>',
  );
}

export function plainPage(status: number, title: string, sentence: string): Response {
  return page(status, title, `<p>${escape(sentence)}</p>`);
}

function page(status: number, title: string, body: string): Response {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)}</title><style>${STYLE}</style><h1>${escape(title)}</h1>${body}</html>`;
  return new Response(html, { status, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' } });
}

function select(label: string, name: string, options: string): string {
  return `<label for="${name}">${label}</label><select id="${name}" name="${name}" required>${options}</select>`;
}

function option(value: string, label: string): string {
  return `<option value="${escape(value)}">${escape(label)}</option>`;
}

function patientOptions(store: Store): string {
  const patients = [...store.ids('Patient')].flatMap((id) => {
    const version = store.current('Patient', id);
    return version === undefined || version.deleted ? [] : [{ id, name: nameOf(version.resource) }];
  });
  return patients
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
    .map(({ id, name }) => option(id, name === '' ? id : name))
    .join('');
}

function nameOf(patient: Readonly<Record<string, unknown>>): string {
  const name: unknown = Array.isArray(patient['name']) ? patient['name'][0] : undefined;
  if (!isObject(name)) return '';
  if (typeof name['text'] === 'string') return name['text'];
  const given = Array.isArray(name['given']) ? name['given'].join(' ') : '';
  return `${typeof name['family'] === 'string' ? name['family'] : ''}, ${given}`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
