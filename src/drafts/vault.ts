import { answerOf, type Database, databaseOf } from './database.ts';
import { cryptoOf, databasesOf, type Facilities } from './facilities.ts';
import { bytesOf, isKeyed, type Sealed } from './stored-values.ts';

/** The database, and the keys that seal what goes into it. */
export interface Vault {
  readonly database: Database;
  /** A name for the parts that tells nothing of them, and that only this browser's key can make. */
  tag(...parts: readonly string[]): Promise<string>;
  /** The text encrypted, and bound to `context`: it opens beside nothing else. */
  seal(text: string, context: string): Promise<Sealed>;
  /** The text; null where it was changed, sealed with another key, or belongs to another context. */
  unseal(sealed: Sealed, context: string): Promise<string | null>;
}

interface Keys {
  readonly cipher: CryptoKey;
  readonly names: CryptoKey;
}

const KEY_RECORD = 'current';
const CIPHER = { name: 'AES-GCM', length: 256 } as const;
const NAMES = { name: 'HMAC', hash: 'SHA-256' } as const;

/**
 * The vault of this origin, made with new keys where there is none. The keys cannot be exported from the browser; they keep
 * what is stored from being read off the disk, not from script that runs in this origin.
 *
 * @returns null where the browser has no usable storage or no cryptography
 */
export async function openVault(facilities: Facilities): Promise<Vault | null> {
  const crypto = cryptoOf(facilities);
  const factory = databasesOf(facilities);
  if (!factory || !crypto) return null;
  const database = databaseOf(factory);
  try {
    return vaultOf(database, crypto, await keysOf(database, crypto.subtle));
  } catch {
    database.close();
    return null;
  }
}

/** Two windows that open at once agree on one pair of keys: the first that is stored. */
async function keysOf(database: Database, subtle: SubtleCrypto): Promise<Keys> {
  const found = await database.transact(['keys'], 'readonly', (transaction) => storedKeys(transaction));
  if (found) return found;
  const made: Keys = {
    cipher: await subtle.generateKey(CIPHER, false, ['encrypt', 'decrypt']),
    names: await subtle.generateKey({ ...NAMES, length: 256 }, false, ['sign']),
  };
  return database.transact(['keys'], 'readwrite', async (transaction) => {
    const present = await storedKeys(transaction);
    if (present) return present;
    await answerOf(transaction.objectStore('keys').put(made, KEY_RECORD));
    return made;
  });
}

async function storedKeys(transaction: IDBTransaction): Promise<Keys | null> {
  const value: unknown = await answerOf<unknown>(transaction.objectStore('keys').get(KEY_RECORD));
  if (!isKeyed(value)) return null;
  const { cipher, names } = value;
  if (!(cipher instanceof CryptoKey) || !(names instanceof CryptoKey)) return null;
  return cipher.algorithm.name === CIPHER.name && names.algorithm.name === NAMES.name ? { cipher, names } : null;
}

function vaultOf(database: Database, crypto: Crypto, keys: Keys): Vault {
  const { subtle } = crypto;
  return {
    database,
    async tag(...parts) {
      const signature = new Uint8Array(await subtle.sign(NAMES.name, keys.names, bytesOf(JSON.stringify(parts))));
      return Array.from(signature, (byte) => byte.toString(16).padStart(2, '0')).join('');
    },
    async seal(text, context) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      return { iv, data: await subtle.encrypt({ name: CIPHER.name, iv, additionalData: bytesOf(context) }, keys.cipher, bytesOf(text)) };
    },
    async unseal({ iv, data }, context) {
      try {
        return new TextDecoder().decode(
          await subtle.decrypt({ name: CIPHER.name, iv, additionalData: bytesOf(context) }, keys.cipher, data),
        );
      } catch {
        return null;
      }
    },
  };
}
