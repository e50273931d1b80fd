import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { CloseOutcome } from '../../src/app/charge-view.ts';
import { PERSONAS } from '../ehr/personas.ts';
import { closeOnly, type Sent } from './attempts.ts';
import { changeOfCoding, ehrOf, firstClose, signingOff, type Situation } from './situations.ts';

/** Set to write the files anew, on purpose, and look at what changed in them. */
const isWriting = process.env['INTERVISIT_WRITE_GOLDEN'] === '1';

test.each(Object.values(PERSONAS).map((persona) => [persona.name, persona] as const))(
  'every request of closing a month at %s is the one in its file',
  { timeout: 60_000 },
  async (name, persona) => {
    const closes: Record<string, unknown> = {};
    for (const make of [firstClose, signingOff, changeOfCoding]) {
      const situation = await make(persona);
      closes[situation.name] = await recorded(situation);
    }
    const file = new URL(`golden/${name}.json`, import.meta.url);
    const text = `${JSON.stringify(closes, null, 2)}\n`;
    if (isWriting) writeFileSync(file, text);
    expect(existsSync(file), `golden/${name}.json is missing; INTERVISIT_WRITE_GOLDEN=1 writes it`).toBe(true);
    expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  },
);

async function recorded(situation: Situation): Promise<{ readonly requests: readonly Sent[]; readonly told: readonly string[] }> {
  const { sent, outcome } = await closeOnly(await ehrOf(situation), situation);
  return { requests: sent, told: told(outcome) };
}

function told({ charges, noCharges }: CloseOutcome): readonly string[] {
  const each = charges.map(({ step, code, state, status }) => [step, code, state, status].filter((word) => word !== undefined).join(' '));
  return noCharges === true ? [...each, 'the EHR takes no charges'] : each;
}
