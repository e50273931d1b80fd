/** A PKCE pair (RFC 7636): the verifier to keep, and its SHA-256 to send ahead. */
export interface ProofKey {
  readonly codeVerifier: string;
  readonly codeChallenge: string;
}

/**
 * A new pair of 256 random bits, by the browser's own cryptography. fhirclient's maker of pairs would bring a base64
 * library along that alone takes the launch page over its size.
 */
export async function createProofKey(): Promise<ProofKey> {
  const codeVerifier = base64Url(crypto.getRandomValues(new Uint8Array(32)));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier));
  return { codeVerifier, codeChallenge: base64Url(new Uint8Array(digest)) };
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
