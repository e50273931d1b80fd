import { base64url, type Grant } from './grants.ts';

/** Signs id_tokens with a key of its own (ES256: a key pair is made at once, RSA takes a tenth of a second per EHR). */
export class IdTokens {
  readonly #fhirBase: string;
  #keys: Promise<CryptoKeyPair> | undefined;

  constructor(fhirBase: string) {
    this.#fhirBase = fhirBase;
  }

  /** `fhirUser` is an absolute URL; `iss` is the FHIR base, as in the discovery document. */
  async sign(grant: Grant, now: number): Promise<string> {
    const seconds = Math.floor(now / 1000);
    const reference = grant.user === undefined ? undefined : `${this.#fhirBase}/${grant.user.reference}`;
    const claims = {
      iss: this.#fhirBase,
      aud: grant.clientId,
      sub: grant.user?.id,
      iat: seconds,
      exp: seconds + 300,
      name: grant.user?.name,
      ...(grant.scope.split(' ').includes('fhirUser') ? { fhirUser: reference, profile: reference } : {}),
    };
    const text = `${part({ alg: 'ES256', typ: 'JWT', kid: 'ehr' })}.${part(claims)}`;
    const { privateKey } = await this.#pair();
    const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, new TextEncoder().encode(text));
    return `${text}.${base64url(new Uint8Array(signature))}`;
  }

  async keySet(): Promise<object> {
    const { publicKey } = await this.#pair();
    return { keys: [{ ...(await crypto.subtle.exportKey('jwk', publicKey)), kid: 'ehr', use: 'sig', alg: 'ES256' }] };
  }

  async #pair(): Promise<CryptoKeyPair> {
    this.#keys ??= crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    return this.#keys;
  }
}

function part(value: object): string {
  return base64url(new TextEncoder().encode(JSON.stringify(value)));
}
