import type { RawResource } from '../client.ts';
import { objectIn, objectsIn, textIn } from '../fields.ts';
import { CARE_PLAN_ID, CUSTODIAN_EXTENSION } from '../naming.ts';
import { present } from './items.ts';
import { hasOwnBlock } from './own-mark.ts';
import type { PlanKeeper } from './plan.ts';

/**
 * Who keeps the plan. One that a practice adopted carries our identifier and is still another system's: it has an author,
 * an identifier or a source that this app never writes, and no narrative of ours. `isOwn`: it carries our identifier or category.
 */
export function keeperOf(plan: RawResource, isOwn: boolean): PlanKeeper {
  const theirs = objectsIn(plan, 'identifier').filter((one) => textIn(one, 'system') !== CARE_PLAN_ID);
  const source = sourceOf(plan);
  const isForeign = theirs.length > 0 || plan['author'] !== undefined || source !== undefined;
  if (isOwn && (hasOwnBlock(textIn(objectIn(plan, 'text'), 'div')) || !isForeign)) return { kind: 'own' };
  const custodian = objectsIn(plan, 'extension').find((one) => textIn(one, 'url') === CUSTODIAN_EXTENSION);
  const assigner = theirs.map((one) => textIn(objectIn(one, 'assigner'), 'display')).find((name) => name !== undefined);
  const name =
    textIn(objectIn(plan, 'author'), 'display') ??
    textIn(objectsIn(plan, 'contributor')[0], 'display') ??
    textIn(objectIn(custodian, 'valueReference'), 'display') ??
    assigner ??
    source;
  return { kind: 'other', ...present('name', name) };
}

// Some servers note there which of their requests wrote it; only an address of another system tells anything.
function sourceOf(plan: RawResource): string | undefined {
  const source = textIn(objectIn(plan, 'meta'), 'source');
  if (source === undefined || !/^https?:\/\//.test(source) || !URL.canParse(source)) return undefined;
  return new URL(source).hostname;
}
