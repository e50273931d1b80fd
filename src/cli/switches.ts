import { z } from 'zod';
import type { PolicySwitches } from '../ccm/policy.ts';

z.config({ jitless: true });

/** The policy switches as a file or a scenario gives them: any subset, by the rulebook's names, nothing else. */
const Switches = z
  .strictObject({
    complexRequiresSubstantialRevision: z.boolean(),
    selection: z.enum(['SEL-1', 'highest-estimate', 'staff-first', 'practitioner-first']),
    max99437: z.int().min(0),
    max99489: z.int().min(0),
    countDischargeDay: z.boolean(),
    qhpTimeOnEmDay: z.enum(['exclude', 'count']),
    cpoOtherPractitioner: z.enum(['warn', 'block', 'allow']),
    globalPeriod: z.enum(['block-same', 'block-any', 'warn', 'allow']),
    carePlanElementsMode: z.enum(['warn', 'block', 'off']),
    payerRules: z.enum(['medicare', 'older-cpt']),
    conversionFactor2026: z.enum(['non-QP', 'QP']),
  } satisfies Record<keyof PolicySwitches, z.ZodType>)
  .partial();

/** The switches in `json`, or the one line that says which is wrong. */
export function readSwitches(json: unknown): { readonly switches: Partial<PolicySwitches> } | { readonly problem: string } {
  const result = Switches.safeParse(json);
  if (result.success) return { switches: withoutUndefined(result.data) };
  const [issue] = result.error.issues;
  const field = issue === undefined || issue.path.length === 0 ? 'policy' : `policy.${issue.path.map(String).join('.')}`;
  return { problem: `${field} ${issue?.message ?? 'is wrong'}` };
}

function withoutUndefined(switches: { readonly [K in keyof PolicySwitches]?: PolicySwitches[K] | undefined }): Partial<PolicySwitches> {
  return Object.fromEntries(Object.entries(switches).filter(([, value]) => value !== undefined));
}
