import type { Access } from './access.ts';
import type { Engine } from './interactions.ts';
import { requireSupport } from './interactions.ts';
import { outcome, refuse } from './outcome.ts';
import type { Query } from './search.ts';
import { shown } from './showing.ts';
import type { Version } from './store.ts';

interface Page {
  readonly type: string;
  readonly matches: readonly Version[];
  readonly included: readonly Version[];
  readonly from: number;
  readonly count: number;
  /** Whose pages they are: a page link is not a way round the scopes. */
  readonly access: Access;
}

const KEPT_PAGES = 500;
const NOTHING_FOUND = JSON.stringify(
  outcome([{ severity: 'warning', code: 'processing', diagnostics: 'Resource request returns no results.' }]),
);

/** Pages of searches under way, by the opaque token in their link. A search is a snapshot: writes do not shift its pages. */
export class Pages {
  readonly #pages = new Map<string, Page>();

  keep(page: Page): string {
    const token = crypto.randomUUID().replaceAll('-', '');
    this.#pages.set(token, page);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > KEPT_PAGES && oldest !== undefined) this.#pages.delete(oldest);
    return token;
  }

  /** Throws a Refusal with 410 where the search is no longer kept. */
  find(token: string): Page {
    const page = this.#pages.get(token);
    if (page === undefined) throw refuse(410, 'expired', 'This page is no longer kept. Search again.');
    return page;
  }
}

/** Text of the searchset's first page. `self` is the URL of the search as it came. */
export function searchBundle(engine: Engine, access: Access, pages: Pages, query: Query, self: string): string {
  requireSupport(engine.persona, query.type, 's');
  access.require('s', query.type);
  const all = engine.search.matches(query, access.onlyPatient('s', query.type));
  const matches = access.isUniform('s', query.type) ? all : all.filter((version) => access.permits('s', version));
  if (query.countOnly) return JSON.stringify({ resourceType: 'Bundle', type: 'searchset', total: matches.length });
  const { defaultCount, maxCount } = engine.persona.search;
  const count = Math.min(query.count ?? defaultCount, maxCount);
  const included = engine.search.included(query, matches).filter((version) => access.permits('r', version));
  return pageText(engine, pages, { type: query.type, matches, included, from: 0, count, access }, self);
}

/** Text of a later page. */
export function nextPage(engine: Engine, access: Access, pages: Pages, type: string, token: string, self: string): string {
  requireSupport(engine.persona, type, 's');
  access.require('s', type);
  const page = pages.find(token);
  if (page.type !== type || !sameReach(page, access)) throw refuse(403, 'forbidden', 'This page belongs to another search.');
  return pageText(engine, pages, page, self);
}

/** A refreshed token is another object with the same reach. */
function sameReach(page: Page, access: Access): boolean {
  return page.access === access || page.access.onlyPatient('s', page.type) === access.onlyPatient('s', page.type);
}

function pageText(engine: Engine, pages: Pages, page: Page, self: string): string {
  const { type, matches, included, from, count } = page;
  const { repeatsOverPages = false, outcomeForNothing = false } = engine.persona.search;
  const ofThisPage = matches.slice(repeatsOverPages ? Math.max(0, from - 1) : from, from + count);
  const link = [{ relation: 'self', url: new URL(self, `${engine.base}/`).href }];
  if (from + count < matches.length) {
    link.push({ relation: 'next', url: `${engine.base}/${type}?_page=${pages.keep({ ...page, from: from + count })}` });
  }
  const entry = (version: Version, mode: 'match' | 'include'): string =>
    `{"fullUrl":${JSON.stringify(`${engine.base}/${version.type}/${version.id}`)},"resource":${shown(engine.persona, version)},"search":{"mode":"${mode}"}}`;
  const ofPage = from === 0 ? included : [];
  const entries = [...ofThisPage.map((version) => entry(version, 'match')), ...ofPage.map((version) => entry(version, 'include'))];
  if (outcomeForNothing && entries.length === 0) entries.push(`{"resource":${NOTHING_FOUND},"search":{"mode":"outcome"}}`);
  // FHIR has no empty arrays.
  const list = entries.length === 0 ? '' : `,"entry":[${entries.join(',')}]`;
  return `{"resourceType":"Bundle","type":"searchset","total":${matches.length},"link":${JSON.stringify(link)}${list}}`;
}
