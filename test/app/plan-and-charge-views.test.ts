import { expect, test } from 'vitest';
import { planCandidates, planView } from '../../src/app/queries/plan-view.ts';
import { chargesOfMonth } from '../../src/app/queries/views.ts';
import { readCarePlans } from '../../src/fhir/care-plan.ts';
import { readCharges } from '../../src/fhir/charges.ts';
import { chargeItemOf } from '../../src/fhir/charges/charge-item.ts';
import { daysIn } from '../../src/fhir/dates.ts';
import { readChart } from '../../src/fhir/chart.ts';
import { aPatient } from '../builders/fhir.ts';
import { aChargeDraft, anOwnPlan } from '../builders/writes.ts';
import { OPTIONS, serverWith } from '../fhir/chart-source.ts';

const DAYS = daysIn('America/New_York');

function viewOf(plan: ReturnType<typeof anOwnPlan>, ...others: Parameters<typeof readCarePlans>[0]) {
  const [stored] = readCarePlans([plan, ...others], DAYS);
  if (stored === undefined) throw new Error('no plan');
  return planView(stored, null, {
    timeZone: 'America/New_York',
    raw: plan,
    goals: others.filter(({ resourceType }) => resourceType === 'Goal'),
  });
}

test('goals and activities show what their own records say', () => {
  const goal = {
    resourceType: 'Goal',
    id: 'g',
    lifecycleStatus: 'active',
    achievementStatus: { text: 'In Progress' },
    description: { text: 'Walk daily' },
    target: [{ detailString: '1 mile', dueDate: '2027-02-01' }],
    expressedBy: { reference: 'Patient/pat-1' },
  };
  const request = {
    resourceType: 'ServiceRequest',
    id: 's',
    status: 'active',
    code: { text: 'Meals' },
    performer: [{ display: 'Town kitchen' }],
  };
  const plan = anOwnPlan({ goal: [{ reference: 'Goal/g' }], activity: [{ reference: { reference: 'ServiceRequest/s' } }] });
  expect(viewOf(plan, goal, request)).toMatchObject({
    goals: [{ what: 'Walk daily', target: '1 mile', due: '2027-02-01', status: 'active, in progress', byPatient: true, measurable: true }],
    activities: [{ what: 'Meals', who: 'Town kitchen', status: 'active' }],
  });
});

test('what was not read is said to be so, and no reference stands in its place', () => {
  const plan = anOwnPlan({ goal: [{ reference: 'Goal/g' }], activity: [{ reference: { reference: 'ServiceRequest/s' } }] });
  expect(viewOf(plan)).toMatchObject({
    goals: [{ what: 'A goal kept as its own record, not read', reference: 'Goal/g' }],
    activities: [{ what: 'An activity kept as its own record, not read', reference: 'ServiceRequest/s' }],
  });
});

test('a plan that another system wrote is not said to be kept here, and its narrative can be shown', async () => {
  const text = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">Theirs</div>' };
  expect(viewOf(anOwnPlan({ text, author: { display: 'City Hospital' } })).origin).toEqual({ kind: 'other', name: 'City Hospital' });
  expect(viewOf(anOwnPlan()).origin).toEqual({ kind: 'own' });
  const theirs = anOwnPlan({ identifier: [], category: [], text, author: { display: 'City Hospital' } });
  const reading = await readChart(serverWith([aPatient(), theirs]), OPTIONS);
  expect(planCandidates(reading)).toMatchObject([{ origin: 'City Hospital', narrative: text.div }]);
});

test('a charge shows the period it is for and its date of service, not the first of the month as a date', async () => {
  const item = {
    ...chargeItemOf(aChargeDraft({ basis: 'Basis: 20 min. Threshold of the last unit reached 2026-10-17. Rule set 1.' })),
    id: 'c',
  };
  const reading = await readChart(serverWith([aPatient()]), OPTIONS);
  const [charge] = chargesOfMonth({ ...reading, charges: readCharges([item]) }, '2026-10');
  expect(charge).toMatchObject({ servicePeriod: { start: '2026-10-01', end: '2026-10-31' }, dateOfService: '2026-10-17' });
});
