/** An exclusive lock among the windows of this origin; the browser frees it when its window goes, however it goes. */
export class WebLock {
  readonly #locks: LockManager;
  readonly #name: string;
  readonly #stolen: () => void;
  #letGo: (() => void) | null = null;

  /** @param stolen called when another window has taken the lock away */
  constructor(locks: LockManager, name: string, stolen: () => void) {
    this.#locks = locks;
    this.#name = name;
    this.#stolen = stolen;
  }

  /** True once this window has the lock; false where another has it and `steal` is not asked for. Throws where locks are forbidden. */
  hold(steal: boolean): Promise<boolean> {
    return new Promise((resolve, reject) => {
      let mine = false;
      const options: LockOptions = steal ? { steal: true } : { ifAvailable: true };
      const request = this.#locks.request(this.#name, options, (lock) => {
        if (lock === null) return resolve(false);
        mine = true;
        return new Promise<void>((letGo) => {
          this.#letGo = letGo;
          resolve(true);
        });
      });
      request.catch((error: unknown) => {
        if (!mine) return reject(error instanceof Error ? error : new Error('The lock was refused'));
        this.#letGo = null;
        this.#stolen();
      });
    });
  }

  release(): void {
    this.#letGo?.();
    this.#letGo = null;
  }
}
