import { queryOptions } from '@tanstack/react-query';
import { readPlanNotes, type StoredPlanNote } from '../../fhir/care-plan/note-document.ts';
import { fetchType, type TypeRead } from '../../fhir/chart/fetch.ts';
import type { RawResource } from '../../fhir/client.ts';
import { type PlanMaterial, readPlanMaterial } from '../../fhir/plan-material.ts';
import { statementQuery } from '../queries.ts';
import { type Access, capabilitiesOf, todayAt } from './access.ts';

/** What the chart has that a care plan is made of. Read once, and again after each save, with the chart. */
export function planMaterialQuery(access: Access) {
  return queryOptions({
    queryKey: [access.session.id, 'chart', 'plan-material'],
    queryFn: async ({ signal, client }): Promise<PlanMaterial> => {
      const statement = await client.fetchQuery(statementQuery(access));
      return readPlanMaterial(access.client, {
        ...optionsOf(access, statement),
        timeZone: access.settings.practice.timeZone,
        today: todayAt(access),
        signal,
      });
    },
    staleTime: Infinity,
    structuralSharing: false,
  });
}

/** The goals that have records of their own, the people of the care teams and our notes on the plan, as the EHR holds them. */
export interface PlanRecords {
  readonly goals: readonly RawResource[];
  readonly teams: readonly RawResource[];
  readonly notes: readonly StoredPlanNote[];
  /** How reading the documents went: notes that were refused are unknown, not absent. */
  readonly notesRead: TypeRead;
}

export function planRecordsQuery(access: Access) {
  return queryOptions({
    queryKey: [access.session.id, 'chart', 'plan-records'],
    queryFn: async ({ signal, client }): Promise<PlanRecords> => {
      const options = { ...optionsOf(access, await client.fetchQuery(statementQuery(access))), signal };
      const [goals, teams, documents] = await Promise.all([
        fetchType(access.client, 'Goal', {}, options),
        fetchType(access.client, 'CareTeam', {}, options),
        fetchType(access.client, 'DocumentReference', {}, options),
      ]);
      const notes = await readPlanNotes(access.client, documents.resources, { signal });
      return { goals: goals.resources, teams: teams.resources, notes, notesRead: documents.read };
    },
    staleTime: Infinity,
    structuralSharing: false,
  });
}

function optionsOf(access: Access, statement: RawResource | null) {
  const { patientId, base } = access.session.connection;
  return { patientId, base, capabilities: capabilitiesOf(access, statement) };
}
