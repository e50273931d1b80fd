import type { Clock, EhrUser, LaunchContext } from './contract.ts';

/** What a user and a client agreed on; codes and tokens stand for it. */
export interface Grant {
  readonly clientId: string;
  readonly scope: string;
  readonly user: EhrUser | undefined;
  readonly patient: string | undefined;
  readonly encounter: string | undefined;
  readonly needPatientBanner: boolean | undefined;
  readonly intent: string | undefined;
}

interface Code {
  readonly grant: Grant;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly expiresAt: number;
  /** Tokens issued for it, which die when the code is shown again. */
  family: string | undefined;
}

interface AccessToken {
  readonly grant: Grant;
  readonly family: string;
  readonly expiresAt: number;
}

interface RefreshToken {
  readonly grant: Grant;
  readonly family: string;
  used: boolean;
}

export type TokenState = { readonly kind: 'valid'; readonly grant: Grant } | { readonly kind: 'expired' | 'unknown' };

const CODE_SECONDS = 60;
const LAUNCH_SECONDS = 300;

/** Launch tokens, codes and tokens that are out, all in memory and judged by the injected clock. */
export class Grants {
  readonly #clock: Clock;
  readonly #launches = new Map<string, { readonly context: LaunchContext; readonly expiresAt: number }>();
  readonly #codes = new Map<string, Code>();
  readonly #access = new Map<string, AccessToken>();
  readonly #refresh = new Map<string, RefreshToken>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  openLaunch(context: LaunchContext): string {
    const token = secret();
    this.#launches.set(token, { context, expiresAt: this.#in(LAUNCH_SECONDS) });
    return token;
  }

  /** The context of a launch token, once; undefined for one that is unknown, used or older than five minutes. */
  takeLaunch(token: string): LaunchContext | undefined {
    const launch = this.#launches.get(token);
    this.#launches.delete(token);
    return launch !== undefined && launch.expiresAt > this.#clock() ? launch.context : undefined;
  }

  issueCode(grant: Grant, redirectUri: string, challenge: string): string {
    const code = secret();
    this.#codes.set(code, { grant, redirectUri, challenge, expiresAt: this.#in(CODE_SECONDS), family: undefined });
    return code;
  }

  /** The grant behind a code and a way to name its tokens' family; undefined unless everything fits. A code works once. */
  takeCode(code: string, clientId: string, redirectUri: string, challenge: string): { grant: Grant; family: string } | undefined {
    const found = this.#codes.get(code);
    if (found === undefined) return undefined;
    if (found.family !== undefined) {
      this.revokeFamily(found.family);
      return undefined;
    }
    found.family = secret();
    const fits = found.grant.clientId === clientId && found.redirectUri === redirectUri && found.challenge === challenge;
    return fits && found.expiresAt > this.#clock() ? { grant: found.grant, family: found.family } : undefined;
  }

  issueAccess(grant: Grant, family: string, seconds: number): string {
    const token = secret();
    this.#access.set(token, { grant, family, expiresAt: this.#in(seconds) });
    return token;
  }

  issueRefresh(grant: Grant, family: string): string {
    const token = secret();
    this.#refresh.set(token, { grant, family, used: false });
    return token;
  }

  /** The grant of a refresh token, once. One that is shown again was stolen or mishandled: its whole family dies. */
  takeRefresh(token: string, clientId: string): { grant: Grant; family: string } | undefined {
    const found = this.#refresh.get(token);
    if (found === undefined || found.grant.clientId !== clientId) return undefined;
    if (found.used) {
      this.revokeFamily(found.family);
      return undefined;
    }
    found.used = true;
    return found;
  }

  stateOf(token: string): TokenState {
    const found = this.#access.get(token);
    if (found === undefined) return { kind: 'unknown' };
    return found.expiresAt > this.#clock() ? { kind: 'valid', grant: found.grant } : { kind: 'expired' };
  }

  /** Revokes a token of either sort together with those that came with it. */
  revoke(token: string): void {
    const family = (this.#access.get(token) ?? this.#refresh.get(token))?.family;
    if (family !== undefined) this.revokeFamily(family);
  }

  revokeAccess(token: string): void {
    this.#access.delete(token);
  }

  revokeAll(withRefresh: boolean): void {
    this.#access.clear();
    if (withRefresh) this.#refresh.clear();
  }

  revokeFamily(family: string): void {
    for (const map of [this.#access, this.#refresh]) {
      for (const [token, issued] of map) if (issued.family === family) map.delete(token);
    }
  }

  #in(seconds: number): number {
    return this.#clock() + seconds * 1000;
  }
}

export function secret(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(24)));
}

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
