import { IDBFactory } from 'fake-indexeddb';
import { quickCrypto } from './quick-crypto.ts';

/** One computer with one browser: its clocks, its storage, and what its windows share. Nothing here waits for real time. */
export class Device {
  /** What the clock on the wall says, epoch milliseconds; anybody may set it. Not on a whole second, as clocks are not. */
  wall = Date.parse('2026-10-20T14:00:00-04:00') + 437;
  /** Milliseconds that have really passed. */
  passed = 0;
  /** Milliseconds that the processor has run. */
  ran = 0;
  readonly storage = new IDBFactory();
  readonly #windows = new Set<BrowserWindow>();
  readonly #locks = new Map<string, { readonly holder: BrowserWindow; readonly broken: (reason: DOMException) => void }>();
  readonly #channels = new Set<Channel>();
  #underWay = 0;

  readonly clock = (): number => this.wall;

  open(name: string): BrowserWindow {
    const window = new BrowserWindow(this, name);
    this.#windows.add(window);
    return window;
  }

  /** Time passes, the windows looking after the first second, from then on every so many seconds, and at the end. */
  pass(seconds: number, lookEvery: number): void {
    this.skip(1);
    this.look();
    for (let left = seconds - 1; left > 0; left -= lookEvery) {
      this.skip(Math.min(left, lookEvery));
      this.look();
    }
  }

  /** Time passes and nothing runs; with `asleep` not even the processor's clock. */
  skip(seconds: number, asleep = false): void {
    this.wall += seconds * 1000;
    this.passed += seconds * 1000;
    if (!asleep) this.ran += seconds * 1000;
  }

  /** Every window does what was due. */
  look(): void {
    for (const window of this.#windows) window.fireTimers();
  }

  /** Settles once storage and messages between the windows have come to rest. */
  async quiet(): Promise<void> {
    for (let calm = 0; calm < 4; calm += 1) {
      await macrotask();
      if (this.#underWay > 0) calm = 0;
    }
  }

  /** Counts work of the browser's own, so that `quiet` can wait for it. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await work;
    } finally {
      this.#underWay -= 1;
    }
  }

  join(channel: Channel): void {
    this.#channels.add(channel);
  }

  tell(from: Channel, data: unknown): void {
    for (const channel of this.#channels) {
      if (channel !== from) queueMicrotask(() => channel.hear(data));
    }
  }

  async request(
    holder: BrowserWindow,
    name: string,
    { steal = false }: LockOptions,
    granted: LockGrantedCallback<unknown>,
  ): Promise<unknown> {
    const present = this.#locks.get(name);
    if (present !== undefined && !steal) return granted(null);
    present?.broken(new DOMException('Stolen.', 'AbortError'));
    return new Promise((resolve, reject) => {
      const held = { holder, broken: reject };
      this.#locks.set(name, held);
      const done = (): void => {
        if (this.#locks.get(name) === held) this.#locks.delete(name);
      };
      Promise.resolve(granted({ name, mode: 'exclusive' }))
        .finally(done)
        .then(resolve, reject);
    });
  }

  forget(window: BrowserWindow): void {
    this.#windows.delete(window);
    for (const channel of this.#channels) if (channel.window === window) this.#channels.delete(channel);
    for (const [name, { holder }] of this.#locks) if (holder === window) this.#locks.delete(name);
  }
}

const never = new Promise<never>(() => {});

/** One window, until it dies: from then on nothing it still tries has any effect, and nothing answers it. */
export class BrowserWindow {
  alive = true;
  readonly name: string;
  readonly #device: Device;
  readonly #openedAt: number;
  readonly #databases: IDBDatabase[] = [];
  #timers: { readonly at: number; readonly callback: () => void }[] = [];

  constructor(device: Device, name: string) {
    this.#device = device;
    this.name = name;
    this.#openedAt = device.ran;
  }

  readonly clock = (): number => this.#device.wall;
  readonly steady = (): number => this.#device.ran - this.#openedAt;

  readonly schedule = (callback: () => void, ms: number): (() => void) => {
    const timer = { at: this.#device.passed + ms, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  };

  fireTimers(): void {
    const due = this.#timers.filter(({ at }) => at <= this.#device.passed);
    this.#timers = this.#timers.filter((timer) => !due.includes(timer));
    for (const { callback } of due) callback();
  }

  get facilities() {
    return { indexedDB: this.#indexedDB(), crypto: quickCrypto(() => this.alive), locks: this.#locks() };
  }

  channel(): Channel {
    const channel = new Channel(this, this.#device);
    this.#device.join(channel);
    return channel;
  }

  /** As when the tab is killed. */
  die(): void {
    this.alive = false;
    this.#timers = [];
    for (const database of this.#databases) database.close();
    this.#device.forget(this);
  }

  #indexedDB(): IDBFactory {
    const { storage } = this.#device;
    const open = (name: string, version?: number): IDBOpenDBRequest => {
      if (!this.alive) throw new DOMException('The window is gone.', 'InvalidStateError');
      const request = storage.open(name, version);
      const opened = new Promise<void>((resolve) => {
        request.addEventListener('success', () => {
          this.#databases.push(this.#watched(request.result));
          resolve();
        });
        request.addEventListener('error', () => resolve());
      });
      void this.#device.during(opened);
      return request;
    };
    return new Proxy(storage, { get: (target, key) => (key === 'open' ? open : Reflect.get(target, key, target)) });
  }

  #watched(database: IDBDatabase): IDBDatabase {
    const begin = database.transaction.bind(database);
    database.transaction = (...given) => {
      const transaction = begin(...given);
      const ended = new Promise<void>((resolve) => {
        transaction.addEventListener('complete', () => resolve());
        transaction.addEventListener('abort', () => resolve());
      });
      void this.#device.during(ended);
      return transaction;
    };
    return database;
  }

  #locks(): LockManager {
    const request = (name: string, options: LockOptions | LockGrantedCallback<unknown>, granted?: LockGrantedCallback<unknown>) => {
      if (typeof options === 'function' || granted === undefined) throw new TypeError('Ask with options.');
      return this.alive ? this.#device.request(this, name, options, granted) : never;
    };
    return { request, query: () => Promise.resolve({ held: [], pending: [] }) };
  }
}

/** The part of BroadcastChannel that is used. */
export class Channel {
  readonly window: BrowserWindow;
  readonly #device: Device;
  #listeners: ((event: { readonly data: unknown }) => void)[] = [];

  constructor(window: BrowserWindow, device: Device) {
    this.window = window;
    this.#device = device;
  }

  addEventListener(_type: 'message', listener: (event: { readonly data: unknown }) => void): void {
    this.#listeners.push(listener);
  }

  postMessage(data: unknown): void {
    if (this.window.alive) this.#device.tell(this, structuredClone(data));
  }

  hear(data: unknown): void {
    if (this.window.alive) for (const listener of this.#listeners) listener({ data });
  }

  close(): void {
    this.#listeners = [];
  }
}

export function macrotask(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
