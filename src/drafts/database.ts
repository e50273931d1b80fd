const NAME = 'intervisit-drafts';
const VERSION = 1;

export type StoreName = 'keys' | 'drafts' | 'leases';

/** The browser's database of drafts, opened when first used and opened again after the browser has closed it. */
export interface Database {
  /**
   * What `work` resolves to, once the transaction has been committed; `work` may await nothing but `answerOf` requests.
   * @throws the browser's error, such as a QuotaExceededError; nothing was written then
   */
  transact<T>(stores: readonly StoreName[], mode: 'readonly' | 'readwrite', work: (transaction: IDBTransaction) => Promise<T>): Promise<T>;
  close(): void;
}

/** The database behind the factory. Nothing is opened yet. */
export function databaseOf(factory: IDBFactory): Database {
  let opening: Promise<IDBDatabase> | null = null;
  const letGo = (): void => {
    opening?.then((database) => database.close()).catch(() => undefined);
    opening = null;
  };
  const open = (): Promise<IDBDatabase> => {
    opening ??= opened(factory, () => (opening = null));
    return opening;
  };
  return {
    async transact(stores, mode, work) {
      const begin = async (): Promise<IDBTransaction> => (await open()).transaction([...stores], mode);
      let transaction: IDBTransaction;
      try {
        transaction = await begin();
      } catch {
        letGo();
        transaction = await begin();
      }
      return committed(transaction, work);
    },
    close: letGo,
  };
}

/** What a request answers. */
export function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('The request failed')));
  });
}

async function committed<T>(transaction: IDBTransaction, work: (transaction: IDBTransaction) => Promise<T>): Promise<T> {
  const done = new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('The transaction was aborted')));
  });
  // The work may fail first, and is then what is reported.
  done.catch(() => undefined);
  const value = await work(transaction);
  await done;
  return value;
}

function opened(factory: IDBFactory, onClosed: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(NAME, VERSION);
    request.addEventListener('upgradeneeded', () => {
      const database = request.result;
      database.createObjectStore('keys');
      database.createObjectStore('drafts', { keyPath: 'tag' }).createIndex('owner', 'owner');
      database.createObjectStore('leases', { keyPath: 'tag' });
    });
    request.addEventListener('success', () => {
      const database = request.result;
      database.addEventListener('close', onClosed);
      database.addEventListener('versionchange', () => {
        database.close();
        onClosed();
      });
      resolve(database);
    });
    request.addEventListener('error', () => reject(request.error ?? new Error('The database did not open')));
    request.addEventListener('blocked', () => reject(new Error('Another window keeps the database from opening')));
  });
}
