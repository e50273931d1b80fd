import type { RawResource, ReadOptions, SearchOptions, SearchResult } from './client.ts';

/**
 * Where readers get resources: a server through its client, or a Bundle or NDJSON in memory. Readers filter again what
 * they get, so a source may return more than was asked. What it throws is a FhirError.
 */
export interface ResourceSource {
  /** True where a search gives all there is, whatever dates it asks for: nothing older can be found by asking again. */
  readonly holdsEverything?: boolean;
  read(type: string, id: string, options?: ReadOptions): Promise<RawResource>;
  search(type: string, params: Readonly<Record<string, string | readonly string[]>>, options?: SearchOptions): Promise<SearchResult>;
}
