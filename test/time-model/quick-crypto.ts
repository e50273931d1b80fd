import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';

const TAG_BYTES = 16;

interface Sealing {
  readonly iv: Uint8Array;
  readonly additionalData: Uint8Array;
}

/** By algorithm. The keys are real ones, so that storage takes them; what comes back from there is a copy. */
const secrets = new Map<string, Uint8Array>();
const keys = new Map<string, Promise<CryptoKey>>();

async function newKey(algorithm: AesKeyGenParams | HmacKeyGenParams, use: KeyUsage[]): Promise<CryptoKey> {
  const key = await crypto.subtle.generateKey(algorithm, true, use);
  secrets.set(algorithm.name, new Uint8Array(await crypto.subtle.exportKey('raw', key)));
  return key;
}

function secretOf({ algorithm }: CryptoKey): Uint8Array {
  const secret = secrets.get(algorithm.name);
  if (secret === undefined) throw new TypeError('no such key');
  return secret;
}

const METHODS = {
  // One of each kind serves all devices, since none sees another's storage.
  generateKey(algorithm: AesKeyGenParams | HmacKeyGenParams, _extractable: boolean, use: KeyUsage[]): Promise<CryptoKey> {
    const key = keys.get(algorithm.name) ?? newKey(algorithm, use);
    keys.set(algorithm.name, key);
    return key;
  },
  async encrypt({ iv, additionalData }: Sealing, key: CryptoKey, data: Uint8Array): Promise<ArrayBuffer> {
    const cipher = createCipheriv('aes-256-gcm', secretOf(key), iv).setAAD(additionalData);
    return bufferOf(Buffer.concat([cipher.update(data), cipher.final(), cipher.getAuthTag()]));
  },
  async decrypt({ iv, additionalData }: Sealing, key: CryptoKey, data: ArrayBuffer): Promise<ArrayBuffer> {
    const bytes = new Uint8Array(data);
    const end = bytes.length - TAG_BYTES;
    const cipher = createDecipheriv('aes-256-gcm', secretOf(key), iv).setAAD(additionalData).setAuthTag(bytes.subarray(end));
    return bufferOf(Buffer.concat([cipher.update(bytes.subarray(0, end)), cipher.final()]));
  },
  async sign(_name: string, key: CryptoKey, data: Uint8Array): Promise<ArrayBuffer> {
    return bufferOf(createHmac('sha256', secretOf(key)).update(data).digest());
  },
  async digest(_name: string, data: Uint8Array): Promise<ArrayBuffer> {
    return bufferOf(createHash('sha256').update(data).digest());
  },
};

function bufferOf(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

/**
 * The browser's cryptography with the same algorithms, answered at once: the platform's goes through a pool of threads, and
 * thousands of histories would mostly wait for it.
 *
 * @param isAlive whether anybody is left to be answered
 */
export function quickCrypto(isAlive: () => boolean): Crypto {
  const subtle = new Proxy(crypto.subtle, {
    get: (_target, name) => {
      const method: unknown = Reflect.get(METHODS, name);
      if (typeof method !== 'function') throw new TypeError(`${String(name)} is not there`);
      return (...given: readonly unknown[]): unknown => (isAlive() ? method.apply(METHODS, given) : new Promise(() => {}));
    },
  });
  return new Proxy(crypto, {
    get: (target, name) => {
      if (name === 'subtle') return subtle;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
