import { parseSearchRequest } from '@medplum/core';
import { refuse } from './outcome.ts';
import type { Action } from './persona.ts';
import { isInCompartment, type ReferenceIndex } from './reference-index.ts';
import type { ClinicalScope } from './scopes.ts';
import { isMatch } from './search.ts';
import type { Version } from './store.ts';

/** What one access token may do. A scope `patient/…` reaches the compartment of the launch's patient and nothing outside. */
export class Access {
  readonly #scopes: readonly ClinicalScope[];
  readonly #patient: string | undefined;
  readonly #index: ReferenceIndex;

  constructor(scopes: readonly ClinicalScope[], patient: string | undefined, index: ReferenceIndex) {
    this.#scopes = scopes;
    this.#patient = patient;
    this.#index = index;
  }

  /** Throws a Refusal with 403 where no scope covers the action on any resource of the type. */
  require(action: Action, type: string): void {
    if (this.#covering(action, type).length === 0) {
      throw refuse(403, 'forbidden', `The granted scopes do not cover ${action} on ${type}.`);
    }
  }

  permits(action: Action, version: Version): boolean {
    return this.#covering(action, version.type).some(
      (scope) =>
        (scope.context !== 'patient' || (this.#patient !== undefined && this.#index.isOfPatient(version, this.#patient))) &&
        (scope.query === '' || isMatch(version, parseSearchRequest(`${version.type}?${scope.query}`))),
    );
  }

  /** Throws a Refusal with 403 where the resource is outside the scopes. */
  requireFor(action: Action, version: Version): void {
    this.require(action, version.type);
    if (!this.permits(action, version)) {
      throw refuse(403, 'forbidden', `This ${version.type} is outside what the granted scopes cover.`);
    }
  }

  /** The patient whose compartment holds everything the scopes reach of a type; undefined where they reach further. */
  onlyPatient(action: Action, type: string): string | undefined {
    return this.#covering(action, type).every((scope) => scope.context === 'patient') ? this.#patient : undefined;
  }

  /** Whether every resource within `onlyPatient` is permitted without looking at it. */
  isUniform(action: Action, type: string): boolean {
    const covering = this.#covering(action, type);
    return covering.some((scope) => scope.query === '' && (scope.context !== 'patient' || this.onlyPatient(action, type) !== undefined));
  }

  #covering(action: Action, type: string): readonly ClinicalScope[] {
    return this.#scopes.filter(
      (scope) =>
        (scope.type === '*' || scope.type === type) &&
        scope.actions.includes(action) &&
        (scope.context !== 'patient' || (this.#patient !== undefined && isInCompartment(type))),
    );
  }
}

/** Everything, for an open server. */
export function unlimited(index: ReferenceIndex): Access {
  return new Access([{ context: 'system', type: '*', actions: ['c', 'r', 'u', 'd', 's'], query: '' }], undefined, index);
}
