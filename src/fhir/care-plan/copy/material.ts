import type { CarePlanElement, LocalDate, Reference } from '../../../ccm/chart.ts';
import { type FetchOptions, fetchType, type TypeRead } from '../../chart/fetch.ts';
import type { RawResource } from '../../client.ts';
import { type Days, daysIn } from '../../dates.ts';
import { objectIn, objectsIn, textIn } from '../../fields.ts';
import { type Medication, readMedications } from '../../medications.ts';
import type { ResourceSource } from '../../source.ts';
import { tagOf } from '../elements.ts';
import { activityItem, conceptText, type Lookup, present } from '../items.ts';
import { type ReviewInterval, timingOf } from './timing.ts';

/** An activity of the plan as a patient needs it told. Ended and cancelled ones are left out, medicines too. */
export interface CopyActivity {
  /** As the plan or its record names it. */
  readonly what: string;
  /** For the patient, as somebody wrote it down. */
  readonly instruction?: string;
  /** Names of those who do it, without the patient's. */
  readonly who: readonly string[];
  /** Whether the patient or a related person does it. */
  readonly byPatient: boolean;
  readonly element?: CarePlanElement;
  readonly due?: LocalDate;
  readonly every?: ReviewInterval;
  /** First day of what comes again. */
  readonly since?: LocalDate;
  readonly paused: boolean;
}

/** Somebody of the care team, or a caregiver. */
export interface Helper {
  readonly name: string;
  /** In the record's words. */
  readonly role?: string;
}

/** What the patient's copy tells beside the plan itself. */
export interface CopyMaterial {
  readonly activities: readonly CopyActivity[];
  /** Activities of which not even the words could be had. */
  readonly unreadActivities: number;
  /** Undefined where they could not all be read: a list with a gap is none to take medicines by. */
  readonly medications?: readonly Medication[];
  readonly team: readonly Helper[];
  readonly caregivers: readonly (Helper & { readonly reference: Reference })[];
  /** How reading each type went. */
  readonly reads: Readonly<Record<string, TypeRead>>;
}

/**
 * Reads what the patient's copy of the plan tells: activities with instructions, medicines, care team and caregivers.
 *
 * What the EHR refuses is told in `reads`.
 * @throws FhirError `cancelled` and `session-expired` only.
 */
export async function readCopyMaterial(
  source: ResourceSource,
  plan: RawResource,
  options: FetchOptions & { readonly timeZone: string },
): Promise<CopyMaterial> {
  const days = daysIn(options.timeZone);
  const search = (type: string) => fetchType(source, type, {}, options);
  const [requests, tasks, medications, teams, people] = await Promise.all([
    search('ServiceRequest'),
    refersTo(plan, 'Task') ? search('Task') : null,
    search('MedicationRequest'),
    search('CareTeam'),
    search('RelatedPerson'),
  ]);
  const records = [...requests.resources, ...(tasks?.resources ?? [])];
  const activities = activitiesOf(plan, records, `Patient/${options.patientId}`, days);
  const all = {
    ServiceRequest: requests,
    MedicationRequest: medications,
    CareTeam: teams,
    RelatedPerson: people,
    ...(tasks === null ? {} : { Task: tasks }),
  };
  return {
    ...activities,
    ...(medications.read.complete && medications.problems.length === 0 && { medications: readMedications(medications.resources, days) }),
    team: teamOf(plan, teams.resources),
    caregivers: people.resources.flatMap(caregiverOf),
    reads: Object.fromEntries(Object.entries(all).map(([type, { read }]) => [type, read])),
  };
}

function refersTo(plan: RawResource, type: string): boolean {
  return objectsIn(plan, 'activity').some((one) => referenceIn(one)?.includes(`${type}/`) === true);
}

function referenceIn(activity: unknown): string | undefined {
  return textIn(objectIn(activity, 'reference'), 'reference');
}

const OVER = new Set(['completed', 'revoked', 'cancelled', 'stopped', 'rejected', 'failed', 'entered-in-error']);
const MEDICINES = /(?:^|\/)Medication(?:Request|Statement)\//;

function activitiesOf(plan: RawResource, records: readonly RawResource[], patient: Reference, days: Days) {
  const find = lookupIn(plan, records);
  const activities: CopyActivity[] = [];
  let unreadActivities = 0;
  for (const activity of objectsIn(plan, 'activity')) {
    const reference = referenceIn(activity);
    if (reference !== undefined && MEDICINES.test(reference)) continue;
    const { display, status, due } = activityItem(activity, find, days);
    if (OVER.has(status ?? '')) continue;
    if (display === '') {
      unreadActivities += 1;
      continue;
    }
    const record = reference === undefined ? objectIn(activity, 'detail') : find(reference);
    const people = performersOf(record);
    activities.push({
      what: display,
      ...present('instruction', instructionOf(record)),
      who: people.filter((one) => !isPatient(one, patient)).flatMap((one) => textIn(one, 'display') ?? []),
      byPatient: people.some((one) => isPatient(one, patient) || /(?:^|\/)RelatedPerson\//.test(textIn(one, 'reference') ?? '')),
      ...present('element', tagOf(activity)),
      ...present('due', due),
      ...timingOf(record, days),
      paused: status === 'on-hold',
    });
  }
  return { activities, unreadActivities };
}

function lookupIn(plan: RawResource, records: readonly RawResource[]): Lookup {
  const byReference = new Map(records.map((one) => [`${one.resourceType}/${one.id ?? ''}`, one]));
  return (reference) => {
    if (!reference.startsWith('#')) return byReference.get(reference.replace(/^https?:.*\/([A-Z][A-Za-z]+\/[^/]+)$/, '$1'));
    const found = objectsIn(plan, 'contained').find((one) => one['id'] === reference.slice(1));
    const resourceType = textIn(found, 'resourceType');
    return found === undefined || resourceType === undefined ? undefined : { ...found, resourceType };
  };
}

type Node = Readonly<Record<string, unknown>>;

function performersOf(record: Node | undefined): readonly Node[] {
  return [...objectsIn(record, 'performer'), objectIn(record, 'owner')].filter((one) => one !== undefined);
}

function isPatient(party: Node, patient: Reference): boolean {
  const reference = textIn(party, 'reference') ?? '';
  return reference === patient || reference.endsWith(`/${patient}`);
}

function instructionOf(record: Node | undefined): string | undefined {
  return textIn(record, 'patientInstruction');
}

/** People of the teams that the plan names; where it names none, of all teams at work. The patient is no helper. */
function teamOf(plan: RawResource, teams: readonly RawResource[]): readonly Helper[] {
  const named = new Set(objectsIn(plan, 'careTeam').map((one) => textIn(one, 'reference')));
  const active = teams.filter(({ status }) => status === undefined || status === 'active' || status === 'proposed');
  const ofPlan = active.filter(({ id }) => named.has(`CareTeam/${id ?? ''}`));
  const helpers = (ofPlan.length > 0 ? ofPlan : active)
    .flatMap((team) => objectsIn(team, 'participant'))
    .flatMap((participant): readonly Helper[] => {
      const member = objectIn(participant, 'member');
      const name = textIn(member, 'display');
      if (name === undefined || /(?:^|\/)Patient\//.test(textIn(member, 'reference') ?? '')) return [];
      return [
        {
          name,
          ...present(
            'role',
            objectsIn(participant, 'role')
              .map(conceptText)
              .find((one) => one !== undefined),
          ),
        },
      ];
    });
  return [...new Map(helpers.map((one) => [one.name, one])).values()];
}

function caregiverOf(person: RawResource): CopyMaterial['caregivers'] {
  const [name] = objectsIn(person, 'name');
  const given = name?.['given'];
  const parts = [...(Array.isArray(given) ? given : []), name?.['family']].filter((part) => typeof part === 'string');
  const words = textIn(name, 'text') ?? parts.join(' ');
  if (person['active'] === false || words === '' || person.id === undefined) return [];
  const role = conceptText(objectsIn(person, 'relationship')[0]);
  return [{ reference: `RelatedPerson/${person.id}`, name: words, ...present('role', role) }];
}
