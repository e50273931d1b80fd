/** The part of the browser's lock manager that is used: exclusive locks, asked for if free or stolen. Share one per browser. */
export function webLocks(): LockManager & { readonly crash: () => void } {
  const held = new Map<string, (reason: DOMException) => void>();
  async function request(
    name: string,
    options: LockOptions | LockGrantedCallback<unknown>,
    granted?: LockGrantedCallback<unknown>,
  ): Promise<unknown> {
    if (typeof options === 'function' || !granted) throw new TypeError('Ask with options');
    const holder = held.get(name);
    if (holder && !options.steal) return granted(null);
    holder?.(new DOMException('Lock broken by another request with the steal option.', 'AbortError'));
    return new Promise((resolve, reject) => {
      held.set(name, reject);
      const done = (): void => {
        if (held.get(name) === reject) held.delete(name);
      };
      Promise.resolve(granted({ name, mode: 'exclusive' }))
        .finally(done)
        .then(resolve, reject);
    });
  }
  return { request, query: () => Promise.resolve({ held: [], pending: [] }), crash: () => held.clear() };
}

/** The lock manager of a browser that answers the question whether it has locks, and then refuses them. */
export const refusingLocks: LockManager = {
  request: () => Promise.reject(new DOMException('not here', 'SecurityError')),
  query: () => Promise.resolve({ held: [], pending: [] }),
};

/** The lock manager of a frame in which locks are forbidden. */
export const forbiddenLocks: LockManager = {
  request: () => Promise.reject(new DOMException('not here', 'SecurityError')),
  query: () => Promise.reject(new DOMException('not here', 'SecurityError')),
};
