import { type PolicySwitches, readSwitches } from '../ccm/policy.ts';

/** The switches in a policy file or a scenario, or the one line that says which is wrong. */
export function switchesIn(json: unknown): { readonly switches: Partial<PolicySwitches> } | { readonly problem: string } {
  const { switches, problems } = readSwitches(json);
  const [wrong] = problems;
  if (wrong === undefined) return { switches };
  const field = wrong.name === '' ? 'policy' : `policy.${wrong.name}`;
  return { problem: wrong.allowed === '' ? `${field} is not a switch` : `${field} is not ${wrong.allowed}` };
}
