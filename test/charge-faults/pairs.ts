import { statementOf } from './attempts.ts';
import { type FaultKind, FAULTS, leftBy, stepsOf } from './left-by.ts';
import { ehrOf, type Situation } from './situations.ts';

/** Of the pairs, every so many are followed by a close without faults, which must end well. */
const CLOSE_AGAIN_EVERY = 8;

/**
 * What is wrong after a close under every pair of faults, a fault with itself included, at each two requests in a row;
 * which of the two comes first alternates. Where the first ends the close the second has nothing to strike, and is left out.
 */
export async function leftByPairs(situation: Situation): Promise<readonly string[]> {
  const statement = await statementOf(await ehrOf(situation));
  const steps = await stepsOf(situation);
  const wrongs: string[] = [];
  let pairs = 0;
  for (const first of FAULTS) {
    for (let at = 1; at <= steps; at += 1) {
      const alone = await leftBy(situation, statement, [{ kind: first, at }], true);
      wrongs.push(...alone.wrongs);
      if (alone.requests <= at) continue;
      for (const second of FAULTS.filter((one) => isFirst(first, one, at))) {
        pairs += 1;
        const strikes = [
          { kind: first, at },
          { kind: second, at: at + 1 },
        ];
        wrongs.push(...(await leftBy(situation, statement, strikes, pairs % CLOSE_AGAIN_EVERY === 0)).wrongs);
      }
    }
  }
  return wrongs;
}

function isFirst(one: FaultKind, other: FaultKind, at: number): boolean {
  const [here, there] = [FAULTS.indexOf(one), FAULTS.indexOf(other)];
  return here === there || here < there === ((at + here + there) % 2 === 0);
}
