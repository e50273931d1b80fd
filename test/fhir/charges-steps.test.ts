import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { familyOf } from '../../src/ccm/families.ts';
import { isStanding, readCharges, type ChargeDraft, type StoredCharge } from '../../src/fhir/charges.ts';
import { chargeIdentifier, chargeItemOf } from '../../src/fhir/charges/charge-item.ts';
import { chargeSteps, type ChargeStep, codeOf } from '../../src/fhir/charges/steps.ts';
import { aChargeDraft } from '../builders/writes.ts';

const ADD_ON = aChargeDraft({ code: '99439', partOf: '99490' });
const COMPLEX = aChargeDraft({ code: '99487', totals: '62 min clinical staff' });

let made = 0;

/** A charge as the EHR has it once the draft was written. */
function stored(draft: ChargeDraft, status: string = draft.status): StoredCharge {
  made += 1;
  const [charge] = readCharges([{ ...chargeItemOf(draft), id: `c${made}`, status }]);
  if (charge === undefined) throw new Error('no charge');
  return charge;
}

function said({ steps }: ReturnType<typeof chargeSteps>): readonly string[] {
  return steps.map((step) => `${step.kind} ${codeOf(step)}`);
}

test.each<[string, readonly StoredCharge[], readonly ChargeDraft[], readonly string[]]>([
  ['nothing stands', [], [aChargeDraft(), ADD_ON], ['create 99490', 'create 99439']],
  ['the same stands', [stored(aChargeDraft())], [aChargeDraft()], ['keep 99490']],
  [
    'planned, and minutes grew',
    [stored(aChargeDraft({ status: 'planned', basis: 'Basis: less.' }))],
    [aChargeDraft({ status: 'planned' })],
    ['update 99490'],
  ],
  ['planned, and the practitioner signs', [stored(aChargeDraft({ status: 'planned' }))], [aChargeDraft()], ['sign-off 99490']],
  [
    'signed, and somebody else prepares the same units',
    [stored(aChargeDraft())],
    [aChargeDraft({ status: 'planned', basis: 'Basis: more.' })],
    ['keep 99490'],
  ],
  ['signed, and the practitioner signs more', [stored(aChargeDraft())], [aChargeDraft({ basis: 'Basis: more.' })], ['update 99490']],
  [
    'other diagnoses',
    [stored(aChargeDraft())],
    [aChargeDraft({ diagnoses: [{ code: 'I10', display: 'Hypertension' }] })],
    ['update 99490'],
  ],
  [
    'an add-on no longer reached, planned',
    [stored(aChargeDraft()), stored({ ...ADD_ON, status: 'planned' })],
    [aChargeDraft()],
    ['keep 99490', 'abort 99439'],
  ],
  ['an add-on no longer reached, signed', [stored(aChargeDraft()), stored(ADD_ON)], [aChargeDraft()], ['keep 99490', 'withdraw 99439']],
  ['nothing to be billed', [stored(aChargeDraft({ status: 'planned' })), stored(ADD_ON)], [], ['withdraw 99439', 'abort 99490']],
  ['another coding', [stored(aChargeDraft()), stored(ADD_ON)], [COMPLEX], ['create 99487', 'supersede 99439', 'supersede 99490']],
  ['billed', [stored(aChargeDraft(), 'billed')], [aChargeDraft()], ['billed 99490']],
  ['of a status only billing knows', [stored(aChargeDraft(), 'unknown')], [aChargeDraft()], ['billed 99490']],
  ['closed before', [stored(aChargeDraft(), 'entered-in-error')], [aChargeDraft()], ['create 99490']],
  ['G0506 stands and is not asked about', [stored(aChargeDraft({ code: 'G0506' }))], [aChargeDraft()], ['create 99490']],
  ['only G0506 is asked for', [stored(aChargeDraft())], [aChargeDraft({ code: 'G0506' })], ['create G0506']],
  [
    'the same code twice',
    [stored(aChargeDraft({ status: 'planned' })), stored(aChargeDraft())],
    [aChargeDraft()],
    ['keep 99490', 'supersede 99490'],
  ],
])('where %s', (_name, own, drafts, steps) => {
  expect(said(chargeSteps(own, drafts))).toEqual(steps);
});

test('CODE-15 beside a billed charge of another coding nothing is to be written, and it is named', () => {
  const billed = stored(aChargeDraft(), 'billed');
  const plan = chargeSteps([billed, stored({ ...ADD_ON, status: 'planned' })], [COMPLEX]);
  expect(said(plan)).toEqual(['billed 99490']);
  expect(plan.inTheWay).toEqual([{ code: '99490', reference: billed.reference, status: 'billed' }]);
});

test('a billed charge says how many units would be right', () => {
  expect(chargeSteps([stored({ ...ADD_ON, units: 2 }, 'billed')], [aChargeDraft(), ADD_ON]).steps).toMatchObject([
    { kind: 'create' },
    { kind: 'billed', wanted: 1 },
  ]);
  expect(chargeSteps([stored(ADD_ON, 'billed')], [aChargeDraft()]).steps.at(-1)).toMatchObject({ kind: 'billed', wanted: null });
});

test('a charge that comes after closed ones is numbered on from them', () => {
  const closed = [stored(aChargeDraft(), 'not-billable'), stored(aChargeDraft({ issue: 2 }), 'entered-in-error')];
  const [step] = chargeSteps(closed, [aChargeDraft()]).steps;
  expect(step?.kind === 'create' && chargeIdentifier(step.draft).value).toBe('pat-1/2026-10/99490#3');
});

test('late minutes: the new charge names the old ones, and each old one its successor and what came late', () => {
  const late = { reference: 'Encounter/ses-5', display: '14 min clinical staff 2026-10-29' };
  const draft = { ...COMPLEX, supporting: [...COMPLEX.supporting, late], entries: ['Encounter/ses-3', 'Encounter/ses-5'] };
  const base = stored(aChargeDraft());
  const addOn = stored(ADD_ON);
  const { steps } = chargeSteps([base, addOn], [draft]);
  const [create, ...closings] = steps;
  expect(create).toMatchObject({
    kind: 'create',
    draft: { basis: expect.stringMatching(/Replaces 99490 and 99439 of the same month\.$/) },
  });
  expect(create?.kind === 'create' && create.draft.supporting.slice(-2)).toEqual([
    { reference: base.reference, display: 'superseded' },
    { reference: addOn.reference, display: 'superseded' },
  ]);
  const note =
    'Superseded: after a late entry (14 min clinical staff 2026-10-29) the month totals 62 min clinical staff; replaced by ChargeItem pat-1/2026-10/99487.';
  expect(closings).toMatchObject([
    { there: addOn, note },
    { there: base, note },
  ]);
});

test('our words for a superseded charge have the shape of the example’s', () => {
  const item = JSON.parse(readFileSync(new URL('examples/chargeitem-99490-superseded.json', import.meta.url), 'utf8'));
  const shape =
    /^Superseded: after a late entry \(.+\) the month totals \d+ min clinical staff.*; replaced by ChargeItem \S+\/\d{4}-\d\d\/\d{5}\.$/;
  expect(item.note.at(-1).text).toMatch(shape);
  const draft = { ...COMPLEX, supporting: [{ reference: 'Encounter/x', display: '14 min' }], entries: ['Encounter/x'] };
  const step = chargeSteps([stored(aChargeDraft())], [draft]).steps.at(-1);
  expect(step?.kind === 'supersede' && step.note).toMatch(shape);
});

test('a close that broke off after the new charge is finished by the next one, which finds that charge as it should be', () => {
  const old = stored(aChargeDraft());
  const [create] = chargeSteps([old], [COMPLEX]).steps;
  if (create?.kind !== 'create') throw new Error('no charge is made');
  expect(said(chargeSteps([old, stored(create.draft)], [COMPLEX]))).toEqual(['keep 99487', 'supersede 99490']);
});

test('a finished change of coding stays as it is when the month is closed again', () => {
  const world = new World();
  world.close([aChargeDraft(), ADD_ON]);
  world.close([COMPLEX]);
  expect(said(chargeSteps(world.charges, [COMPLEX]))).toEqual(['keep 99487']);
});

test('an add-on whose base was issued anew is told its new base', () => {
  const wrong = stored(aChargeDraft(), 'entered-in-error');
  const [addOn] = readCharges([{ ...chargeItemOf(ADD_ON, { reference: wrong.reference }), id: 'a' }]);
  expect(said(chargeSteps([wrong, addOn ?? wrong], [aChargeDraft(), ADD_ON]))).toEqual(['create 99490', 'update 99439']);
});

/** The charges of a month under closes, as an EHR without faults would have them. */
class World {
  charges: readonly StoredCharge[] = [];
  readonly billedOnce = new Set<string>();

  close(drafts: readonly ChargeDraft[]): void {
    for (const step of chargeSteps(this.charges, drafts).steps) this.#take(step);
  }

  bill(index: number): void {
    const open = this.charges.filter(({ status }) => status === 'billable');
    const one = open[index % Math.max(open.length, 1)];
    if (one === undefined) return;
    this.billedOnce.add(one.reference);
    this.#set(one, { ...one, status: 'billed' });
  }

  withdraw(index: number): void {
    const standing = this.charges.filter(({ status }) => status === 'planned' || status === 'billable');
    const one = standing[index % Math.max(standing.length, 1)];
    if (one !== undefined) this.#set(one, { ...one, status: 'entered-in-error' });
  }

  #take(step: ChargeStep): void {
    switch (step.kind) {
      case 'create':
        this.charges = [...this.charges, stored(step.draft)];
        return;
      case 'update':
      case 'sign-off':
        this.#write(step.there, { ...stored(step.draft), reference: step.there.reference });
        return;
      case 'supersede':
      case 'abort':
      case 'withdraw':
        this.#write(step.there, {
          ...step.there,
          status: step.kind === 'abort' ? 'aborted' : 'not-billable',
          notes: [...(step.there.notes ?? []), step.note],
        });
        return;
      case 'keep':
      case 'billed':
        return;
      default:
        step satisfies never;
    }
  }

  #write(there: StoredCharge, next: StoredCharge): void {
    if (there.status === 'billed') throw new Error('a billed charge was written to');
    this.#set(there, next);
  }

  #set(there: StoredCharge, next: StoredCharge): void {
    this.charges = this.charges.map((one) => (one === there ? next : one));
  }
}

const coding = fc.oneof(
  fc.nat({ max: 2 }).map((units) => ['99490', '99439', units] as const),
  fc.nat({ max: 3 }).map((units) => ['99487', '99489', units] as const),
  fc.nat({ max: 2 }).map((units) => ['99491', '99437', units] as const),
  fc.constant(null),
);

const closing = fc
  .record({ coding, signs: fc.boolean(), basis: fc.constantFrom('Basis: 1.', 'Basis: 2.') })
  .map(({ coding: chosen, signs, basis }) => {
    const common = { status: signs ? 'billable' : 'planned', basis } as const;
    if (chosen === null) return [];
    const [base, addOn, units] = chosen;
    const first = aChargeDraft({ ...common, code: base });
    return units === 0 ? [first] : [first, aChargeDraft({ ...common, code: addOn, partOf: base, units })];
  });

const event = fc.oneof(
  { weight: 4, arbitrary: closing.map((drafts) => ({ kind: 'close', drafts }) as const) },
  { weight: 1, arbitrary: fc.nat().map((index) => ({ kind: 'bill', index }) as const) },
  { weight: 1, arbitrary: fc.nat().map((index) => ({ kind: 'withdraw', index }) as const) },
);

test('CODE-15 whatever is closed, reopened, withdrawn and billed by whom: one standing charge a code, one coding, and billed ones as they were', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 12 }), (events) => {
      const world = new World();
      for (const one of events) {
        if (one.kind === 'close') world.close(one.drafts);
        else if (one.kind === 'bill') world.bill(one.index);
        else world.withdraw(one.index);
        const standing = world.charges.filter(isStanding);
        expect(new Set(standing.map(({ code }) => code)).size).toBe(standing.length);
        expect(new Set(standing.map(({ code }) => familyOf(code))).size).toBeLessThanOrEqual(1);
        expect(new Set(world.charges.map(({ identifier }) => identifier)).size).toBe(world.charges.length);
      }
    }),
  );
});

test('closing a second time the same way changes nothing', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 8 }), closing, (events, drafts) => {
      const world = new World();
      for (const one of events) {
        if (one.kind === 'close') world.close(one.drafts);
        else if (one.kind === 'bill') world.bill(one.index);
      }
      world.close(drafts);
      const again = chargeSteps(world.charges, drafts).steps;
      expect(again.filter(({ kind }) => kind !== 'keep' && kind !== 'billed')).toEqual([]);
    }),
  );
});
