import type { PersonaName } from './persona.ts';
import { aClock, anEhr, send, type Sending } from './test-client.ts';

export const SUBJECT = { reference: 'Patient/ada' };
const SCOPE = 'patient/*.cruds user/*.cruds';

export const plan = (id: string, category: string) => ({
  resourceType: 'CarePlan',
  id,
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">Walk daily</div>' },
  status: 'active',
  intent: 'plan',
  category: [{ coding: [{ code: category }] }],
  subject: SUBJECT,
  activity: [{ detail: { status: 'scheduled', description: 'Walk' } }],
});
export const visit = (id: string, code = 'AMB') => ({
  resourceType: 'Encounter',
  id,
  status: 'finished',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code, display: code },
  subject: SUBJECT,
});
const RESOURCES = [
  { resourceType: 'Patient', id: 'ada' },
  { resourceType: 'Patient', id: 'ben' },
  plan('p1', 'assess-plan'),
  plan('p2', '734163000'),
  { resourceType: 'Condition', id: 'c1', category: [{ coding: [{ code: 'problem-list-item' }] }], subject: SUBJECT },
  { resourceType: 'Observation', id: 'o1', status: 'final', code: { coding: [{ code: '4548-4' }] }, subject: SUBJECT },
  visit('v1'),
  visit('v2', 'IMP'),
  { ...visit('v3'), subject: { reference: 'Patient/ben' } },
];

/** An EHR of that kind with a small chart, and a token whose scopes leave everything to the EHR. */
export async function openPersona(persona: PersonaName, more: readonly object[] = []) {
  const clock = aClock();
  const ehr = await anEhr({ persona, clock, resources: [...RESOURCES, ...more] });
  const token = ehr.issueToken({ scope: SCOPE, patient: 'ada' });
  const ask = (method: string, path: string, sending: Sending = {}) => send(ehr, method, path, { token, ...sending });
  return { ehr, clock, ask };
}

export const base64 = (text: string) => Buffer.from(text).toString('base64');
export const note = (changes: object = {}) => ({
  resourceType: 'DocumentReference',
  status: 'current',
  subject: SUBJECT,
  context: { encounter: [{ reference: 'Encounter/v1' }] },
  content: [{ attachment: { contentType: 'text/plain', data: base64('A note.') } }],
  ...changes,
});
export const NEW_VISIT = {
  ...visit('x'),
  id: undefined,
  serviceProvider: { reference: 'Organization/o' },
  length: { value: 90, unit: 's' },
};
