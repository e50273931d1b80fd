// Stryker reads its plugins without TypeScript and only the process that runs the tests has it, so the runner is read there.
class Lazy {
  #runner = undefined;

  async init() {
    const { CcmRunner } = await import('./runner.ts');
    this.#runner = new CcmRunner();
    await this.#runner.init();
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  dryRun() {
    return this.#runner.dryRun();
  }

  mutantRun(order) {
    return this.#runner.mutantRun(order);
  }
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'ccm', factory: Object.assign(() => new Lazy(), { inject: [] }) }];
