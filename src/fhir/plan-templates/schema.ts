import * as z from 'zod/mini';
import type { CarePlanElement } from '../../ccm/chart.ts';
import { GROUP_NAMES } from '../../ccm/chronic-conditions/group-names.ts';
import { objectsIn, textIn } from '../fields.ts';
import { CCM_SYSTEM, CONDITION_GROUP_SYSTEM, ICD_10_CM, isCcmCode, LOINC } from '../naming.ts';

// zod's compiled parsers probe `new Function`, which the content security policy reports on every load.
// A site's templates may have mistakes, which are told in words.
z.config({ ...z.locales.en(), jitless: true });

const text = z.string({ error: 'is not a text' }).check(z.refine((value) => value.trim() !== '', { error: 'is empty' }));
const day = z.iso.date({ error: 'is not a date such as 2026-11-22' });
const count = z.int({ error: 'is not a whole number' }).check(z.gte(1, { error: 'is not 1 or more' }));

const Coding = z.looseObject({ system: text, code: text });
const Concept = z.looseObject({ coding: z.array(Coding, { error: 'is not a list of codes' }) });

const Focus = z.looseObject({ valueCodeableConcept: Concept }).check(
  z.refine((one) => one.valueCodeableConcept.coding.every(isKnownFocus), {
    error: 'names a condition group that does not exist, or a code of another system',
  }),
);

const Target = z
  .looseObject({
    measure: z.exactOptional(z.looseObject({ coding: z.exactOptional(z.array(Coding)), text: z.exactOptional(text) })),
    detailQuantity: z.exactOptional(
      z.looseObject({
        comparator: z.enum(['<', '<=', '>', '>='], { error: 'is not <, <=, > or >=' }),
        value: z.number({ error: 'is not a number' }),
        code: text,
      }),
    ),
    detailCodeableConcept: z.exactOptional(z.looseObject({ text })),
    due: z.exactOptional(z.looseObject({ value: count, code: z.enum(['mo', 'a'], { error: 'is not mo or a' }) })),
  })
  .check(
    z.refine((target) => target.detailQuantity === undefined || loincOf(target.measure) !== undefined, {
      error: 'says how much and not of what: its measure has no LOINC code',
    }),
    z.refine((target) => target.detailQuantity === undefined || target.detailCodeableConcept === undefined, {
      error: 'has a quantity and words: one is enough',
    }),
    z.refine((target) => target['detailRange'] === undefined, { error: 'is a range: make it two goals, or say it in words' }),
  );

const Goal = z.looseObject({
  id: z.exactOptional(text),
  description: z.looseObject({ text }),
  documentation: z.exactOptional(z.array(z.looseObject({ display: z.exactOptional(text) }))),
  target: z.exactOptional(z.array(Target).check(z.maxLength(1, { error: 'is more than one: make them goals of their own' }))),
});
/** What a goal of a template aims at. */
export type PlanDefinitionTarget = z.infer<typeof Target>;

/** A goal of a template. */
export type PlanDefinitionGoal = z.infer<typeof Goal>;

const Participant = z.looseObject({
  type: z.enum(['patient', 'practitioner', 'related-person'], { error: 'is not patient, practitioner or related-person' }),
  role: z.exactOptional(z.looseObject({ text })),
});

const Action = z
  .looseObject({
    id: z.exactOptional(text),
    title: text,
    goalId: z.exactOptional(z.array(text)),
    description: z.exactOptional(text),
    code: z
      .array(Concept, { error: 'is missing' })
      .check(z.refine((code) => elementOf(code) !== undefined, { error: 'names no element of the care plan' })),
    timingTiming: z.exactOptional(
      z.looseObject({
        repeat: z.looseObject({
          frequency: z.exactOptional(z.literal(1, { error: 'is not 1' })),
          period: count,
          periodUnit: z.enum(['wk', 'mo', 'a'], { error: 'is not wk, mo or a; say what is daily in the title' }),
        }),
      }),
    ),
    participant: z.exactOptional(z.array(Participant).check(z.maxLength(1, { error: 'is more than one: make them actions of their own' }))),
    action: z.exactOptional(z.array(z.looseObject({ prefix: text, description: text }))),
  })
  .check(z.refine((action) => !hasOther(action, 'timing', 'timingTiming'), { error: 'has a timing other than timingTiming' }));
/** An action of a template. */
export type PlanDefinitionAction = z.infer<typeof Action>;

/** What a template must be for it to be used: an R4 PlanDefinition that says no more than this app can take over. */
export const PlanDefinitionTemplate = z
  .looseObject({
    resourceType: z.literal('PlanDefinition', { error: 'is not PlanDefinition' }),
    url: text,
    version: text,
    date: day,
    title: text,
    reviewer: z.exactOptional(z.array(z.looseObject({ name: text }))),
    lastReviewDate: z.exactOptional(day),
    useContext: z.array(Focus, { error: 'is missing' }).check(z.minLength(1, { error: 'names no condition' })),
    relatedArtifact: z
      .array(z.looseObject({ label: text, url: z.exactOptional(z.url({ protocol: /^https?$/, error: 'is not a web address' })) }), {
        error: 'is missing',
      })
      .check(z.minLength(1, { error: 'names no source' })),
    goal: z.exactOptional(z.array(Goal)),
    action: z.exactOptional(z.array(Action)),
  })
  .check(
    z.refine(({ goal = [], action = [] }) => action.every(({ goalId = [] }) => goalId.every((id) => goal.some((one) => one.id === id))), {
      error: 'names a goal that the template does not have',
      path: ['action', 'goalId'],
    }),
  );
export type PlanDefinitionTemplate = z.infer<typeof PlanDefinitionTemplate>;

function isKnownFocus({ system, code }: { readonly system: string; readonly code: string }): boolean {
  return system === ICD_10_CM || (system === CONDITION_GROUP_SYSTEM && Object.hasOwn(GROUP_NAMES, code));
}

/** The LOINC code of a concept; undefined where it has none. */
export function loincOf(concept: unknown): string | undefined {
  return textIn(
    objectsIn(concept, 'coding').find((one) => one['system'] === LOINC),
    'code',
  );
}

/** The care plan element that the concepts name; undefined where they name none of ours. */
export function elementOf(concepts: readonly unknown[]): CarePlanElement | undefined {
  const codes = concepts.flatMap((concept) => objectsIn(concept, 'coding')).filter((one) => one['system'] === CCM_SYSTEM);
  return codes.map((one) => textIn(one, 'code') ?? '').find((code) => isCcmCode('careplan-element', code));
}

function hasOther(parent: Readonly<Record<string, unknown>>, prefix: string, allowed: string): boolean {
  return Object.keys(parent).some((key) => key.startsWith(prefix) && key !== allowed);
}
