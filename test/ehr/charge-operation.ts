import type { Access } from './access.ts';
import type { Engine, Tree } from './interactions.ts';
import { create } from './interactions.ts';
import { isObject } from './json.ts';
import { refuse } from './outcome.ts';

const RULES: readonly (readonly [name: string, holds: (charge: Tree) => boolean])[] = [
  ['status', (charge) => charge['status'] === 'unknown'],
  ['subject', (charge) => isObject(charge['subject'])],
  ['context', (charge) => isObject(charge['context']) && String(charge['context']['reference']).startsWith('Encounter/')],
  ['occurrenceDateTime', (charge) => typeof charge['occurrenceDateTime'] === 'string'],
  ['quantity', (charge) => isObject(charge['quantity'])],
  ['code', ({ code }) => isObject(code) && Array.isArray(code['coding']) && code['coding'].length === 1],
];

/** `ChargeItem/$create`: Parameters with a transaction's UUID and a charge. A UUID that came before makes no second charge. Throws a Refusal. */
export function createCharge(engine: Engine, access: Access, parameters: Tree): void {
  const list = Array.isArray(parameters['parameter']) ? parameters['parameter'].filter(isObject) : [];
  const transaction = list.find(({ name }) => name === 'transactionId')?.['valueUuid'];
  const charge = list.find(({ name }) => name === 'chargeItem')?.['resource'];
  if (typeof transaction !== 'string' || !transaction.startsWith('urn:uuid:')) throw refuse(400, 'required', 'transactionId is required.');
  if (!isObject(charge) || charge['resourceType'] !== 'ChargeItem') throw refuse(400, 'required', 'chargeItem is required.');
  const wrong = RULES.filter(([, holds]) => !holds(charge)).map(([name]) => `ChargeItem.${name}`);
  if (wrong.length > 0) throw refuse(422, 'invalid', `Not as the operation wants it: ${wrong.join(', ')}.`, wrong[0]);
  const id = transaction.replace('urn:uuid:', '');
  if (engine.store.current('ChargeItem', id) !== undefined) return;
  const byType = { ...engine.persona.actions.byType, ChargeItem: ['c', 'r', 's'] as const };
  const persona = { ...engine.persona, actions: { ...engine.persona.actions, byType } };
  create({ ...engine, persona }, access, charge, { id });
}
