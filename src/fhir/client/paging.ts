import { addressWithin } from '../connection.ts';
import { FhirError } from '../fhir-error.ts';
import { isObject, isRawResource, issuesOf, type RawResource } from './answer.ts';

/** Pages in a row that may bring nothing new before paging counts as going round in circles. Some EHRs repeat an id over pages. */
const BARREN_PAGES = 3;

export interface Page {
  readonly resources: readonly RawResource[];
  /** False where the page itself says, or shows, that something is missing from it. */
  readonly whole: boolean;
  /** Address of the next page as the server wrote it. */
  readonly next?: string;
}

export interface Paging {
  readonly base: string;
  readonly first: string;
  readonly maxPages: number;
  readonly onProgress: ((count: number) => void) | undefined;
  /** Fetches one page of an absolute address. */
  readonly page: (address: string) => Promise<Page>;
}

/**
 * All pages from the first on, each resource once. `complete` is false where a later page failed, lay outside the base,
 * came again, or never ended.
 *
 * @throws FhirError of the first page; of a later one only where the session ended or the caller left.
 */
export async function readPages(paging: Paging): Promise<{ readonly resources: readonly RawResource[]; readonly complete: boolean }> {
  const resources: RawResource[] = [];
  const ids = new Set<string>();
  const visited = new Set<string>();
  let complete = true;
  let barren = 0;
  let address: string | undefined = paging.first;
  while (address !== undefined) {
    visited.add(address);
    const page: Page | undefined = await laterPage(paging, address, visited.size > 1);
    if (page === undefined) return { resources, complete: false };
    const before = resources.length;
    for (const resource of page.resources) {
      const key = `${resource.resourceType}/${resource.id}`;
      if (resource.id !== undefined && ids.has(key)) continue;
      ids.add(key);
      resources.push(resource);
    }
    paging.onProgress?.(resources.length);
    complete &&= page.whole;
    barren = resources.length === before ? barren + 1 : 0;
    const next: string | null | undefined = page.next === undefined ? undefined : nextAddress(paging.base, address, page.next);
    if (next === null || barren === BARREN_PAGES) return { resources, complete: false };
    if (next !== undefined && (visited.has(next) || visited.size === paging.maxPages)) return { resources, complete: false };
    address = next;
  }
  return { resources, complete };
}

async function laterPage(paging: Paging, address: string, later: boolean): Promise<Page | undefined> {
  try {
    return await paging.page(address);
  } catch (error) {
    const survivable = error instanceof FhirError && error.kind !== 'session-expired' && error.kind !== 'cancelled';
    if (later && survivable) return undefined;
    throw error;
  }
}

/** Absolute address of a `next` link, or null where it leads outside. A bare query belongs to the page it stood on. */
function nextAddress(base: string, current: string, link: string): string | null {
  const address = link.startsWith('?') ? new URL(link, current).href : link;
  return addressWithin(base, address)?.href ?? null;
}

/** What a searchset Bundle holds, outcomes left out. Entries that cannot be resources make the page less than whole. */
export function pageOf(bundle: RawResource): Page {
  const resources: RawResource[] = [];
  let whole = true;
  const entries: readonly unknown[] = Array.isArray(bundle['entry']) ? bundle['entry'] : [];
  for (const entry of entries) {
    const resource = isObject(entry) ? entry['resource'] : undefined;
    if (!isRawResource(resource)) whole = false;
    else if (resource.resourceType !== 'OperationOutcome') resources.push(resource);
    else if (issuesOf(resource).some(saysIncomplete)) whole = false;
  }
  const next = nextLink(bundle['link']);
  return { resources, whole, ...(next !== undefined && { next }) };
}

/** `suppressed` does not count: some EHRs put that general warning on every answer. */
function saysIncomplete(issue: { readonly severity: string; readonly code: string }): boolean {
  return issue.severity === 'error' || issue.severity === 'fatal' || issue.code === 'incomplete';
}

function nextLink(links: unknown): string | undefined {
  if (!Array.isArray(links)) return undefined;
  const next: unknown = links.find((link) => isObject(link) && link['relation'] === 'next');
  return isObject(next) && typeof next['url'] === 'string' ? next['url'] : undefined;
}
