import type { Clock } from './contract.ts';
import { isObject, parseExact, writeExact } from './json.ts';
import { isResourceTypeName } from './definitions.ts';

/** One version of a resource. The text is what is served, so that decimals and unknown elements come back as they were sent. */
export interface Version {
  readonly type: string;
  readonly id: string;
  readonly versionId: string;
  readonly lastUpdated: string;
  readonly deleted: boolean;
  /** Parsed, for search and validation; never changed. */
  readonly resource: Readonly<Record<string, unknown>>;
  readonly text: string;
}

type Listener = (type: string, id: string) => void;

/**
 * Resources by type and id with their history. The MemoryRepository of the FHIR library is not used for this: it keeps parsed copies
 * (1.50 becomes 1.5), takes the time from the machine, has no rollback, and looks at every resource in every search.
 */
export class Store {
  readonly #clock: Clock;
  readonly #versions = new Map<string, Map<string, Version[]>>();
  readonly #listeners: Listener[] = [];
  #journal: (() => void)[] | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls back after any change of a resource, undone ones included. */
  onChange(listener: Listener): void {
    this.#listeners.push(listener);
  }

  current(type: string, id: string): Version | undefined {
    return this.#versions.get(type)?.get(id)?.at(-1);
  }

  /** Oldest first. */
  versions(type: string, id: string): readonly Version[] {
    return this.#versions.get(type)?.get(id) ?? [];
  }

  ids(type: string): Iterable<string> {
    return this.#versions.get(type)?.keys() ?? [];
  }

  types(): Iterable<string> {
    return this.#versions.keys();
  }

  /** Keeps a resource as another system wrote it, with its id, version and time where it has them. */
  load(resource: object | string): void {
    const tree = typeof resource === 'string' ? parseExact(resource) : resource;
    if (!isObject(tree) || typeof tree['resourceType'] !== 'string' || !isResourceTypeName(tree['resourceType'])) {
      throw new Error('Not a FHIR R4 resource.');
    }
    const id = typeof tree['id'] === 'string' ? tree['id'] : crypto.randomUUID();
    this.#append(tree['resourceType'], id, tree, typeof resource === 'object', true);
  }

  /** Stores a tree of `parseExact` as the next version under `id`; version and time are the server's. */
  write(type: string, id: string, tree: Readonly<Record<string, unknown>>): Version {
    return this.#append(type, id, tree, false, false);
  }

  remove(type: string, id: string): void {
    const last = this.current(type, id);
    if (last === undefined || last.deleted) return;
    this.#push({ ...last, versionId: nextVersionId(last), lastUpdated: this.#now(), deleted: true });
  }

  /** Runs `work`; when it throws, everything it wrote is undone. */
  transact<T>(work: () => T): T {
    if (this.#journal !== undefined) return this.#nested(this.#journal, work);
    this.#journal = [];
    try {
      return this.#nested(this.#journal, work);
    } finally {
      this.#journal = undefined;
    }
  }

  #nested<T>(journal: (() => void)[], work: () => T): T {
    const mark = journal.length;
    try {
      return work();
    } catch (error) {
      for (const undo of journal.splice(mark).toReversed()) undo();
      throw error;
    }
  }

  #append(type: string, id: string, tree: Readonly<Record<string, unknown>>, plain: boolean, keepMeta: boolean): Version {
    const last = this.current(type, id);
    const meta = isObject(tree['meta']) ? tree['meta'] : {};
    const given = keepMeta && last === undefined;
    const versionId = given && typeof meta['versionId'] === 'string' ? meta['versionId'] : nextVersionId(last);
    const lastUpdated = given && typeof meta['lastUpdated'] === 'string' ? meta['lastUpdated'] : this.#now();
    const stamped = stamp(tree, id, { ...meta, versionId, lastUpdated });
    const version = plain
      ? lazily(type, id, versionId, lastUpdated, stamped)
      : exactly(type, id, versionId, lastUpdated, writeExact(stamped));
    this.#push(version);
    return version;
  }

  #push(version: Version): void {
    const { type, id } = version;
    const ofType = this.#versions.get(type) ?? new Map<string, Version[]>();
    this.#versions.set(type, ofType);
    const history = ofType.get(id) ?? [];
    ofType.set(id, history);
    history.push(version);
    this.#journal?.push(() => {
      history.pop();
      if (history.length === 0) ofType.delete(id);
      this.#tell(type, id);
    });
    this.#tell(type, id);
  }

  #tell(type: string, id: string): void {
    for (const listener of this.#listeners) listener(type, id);
  }

  #now(): string {
    return new Date(this.#clock()).toISOString();
  }
}

function nextVersionId(last: Version | undefined): string {
  if (last === undefined) return '1';
  const number = Number(last.versionId);
  return Number.isSafeInteger(number) ? String(number + 1) : `${last.versionId}.1`;
}

/** `id` and `meta` in place where the resource has them, else right after the type. */
function stamp(tree: Readonly<Record<string, unknown>>, id: string, meta: object): Record<string, unknown> {
  const { resourceType, ...rest } = tree;
  const missing = { ...('id' in tree ? {} : { id }), ...('meta' in tree ? {} : { meta }) };
  const stamped: Record<string, unknown> = { resourceType, ...missing, ...rest };
  stamped['id'] = id;
  stamped['meta'] = meta;
  return stamped;
}

function exactly(type: string, id: string, versionId: string, lastUpdated: string, text: string): Version {
  return { type, id, versionId, lastUpdated, deleted: false, text, resource: JSON.parse(text) as Record<string, unknown> };
}

/** Charts of many thousand resources are mostly never served: their text is made when it is. */
function lazily(type: string, id: string, versionId: string, lastUpdated: string, resource: Record<string, unknown>): Version {
  let text: string | undefined;
  return {
    type,
    id,
    versionId,
    lastUpdated,
    deleted: false,
    resource,
    get text() {
      return (text ??= JSON.stringify(resource));
    },
  };
}
