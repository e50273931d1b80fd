import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { PersonaName } from '../ehr/ehr.ts';
import { settleAll, STEPS } from './histories.ts';
import { readKnown } from './hospital.ts';
import { aModel } from './model.ts';
import { ChannelOfWindow } from './page.ts';
import { World } from './world.ts';

const HISTORIES = Number(process.env['INTERVISIT_HISTORIES'] ?? 1_000);
const SEED = Number(process.env['INTERVISIT_SEED'] ?? 20_261_120);
const PERSONAS: readonly PersonaName[] = ['full', 'create-only', 'plan-writes-only', 'notes-only', 'forgetful-encounters'];

// A busy machine takes many times the half minute that an idle one does.
test(
  `${HISTORIES} histories of work, trouble and second windows end with every second in the EHR, once, under its patient (seed ${SEED})`,
  { timeout: 600_000 },
  async () => {
    vi.stubGlobal('BroadcastChannel', ChannelOfWindow);
    const known = await readKnown(PERSONAS);
    let entries = 0;
    const histories = fc.commands([...STEPS], { maxCommands: 90, size: 'max' });
    const everySoManySeconds = fc.constantFrom(20, 45, 85);
    await fc.assert(
      fc.asyncProperty(histories, fc.constantFrom(...PERSONAS), everySoManySeconds, async (steps, persona, lookEvery) => {
        const world = await World.open(persona, known, lookEvery);
        const model = aModel();
        await world.openPage(model, 0, 'pat-1');
        await fc.asyncModelRun(() => ({ model, real: world }), steps);
        await settleAll(model, world);
        await world.reconcile(model);
        entries += model.entries['pat-1'].size + model.entries['pat-2'].size;
      }),
      { numRuns: HISTORIES, seed: SEED },
    );
    expect(entries).toBeGreaterThan(HISTORIES / 2);
  },
);
