import type { FhirResource } from 'fhir/r4';
import type { LaunchAnswer, PageData } from './page-data.ts';

type TypeName = FhirResource['resourceType'];
type ResourceOf<Name extends TypeName> = Extract<FhirResource, { resourceType: Name }>;

export async function pageData(): Promise<PageData> {
  return answerTo('/page/data');
}

/** The patient's resources of a type, in the order they were created. */
export async function chartOf<Name extends TypeName>(patient: string, type: Name): Promise<readonly ResourceOf<Name>[]> {
  return answerTo(`/page/chart/${encodeURIComponent(patient)}/${type}`);
}

export async function versionsOf(type: string, id: string): Promise<readonly FhirResource[]> {
  return answerTo(`/page/history/${type}/${encodeURIComponent(id)}`);
}

/** The text as the EHR keeps it. */
export async function rawText(type: string, id: string): Promise<string> {
  return (await ask(`/page/raw/${type}/${encodeURIComponent(id)}`)).text();
}

/** The address that launches the app on the patient. It is good for one launch. */
export async function launchAddress(patient: string, user: string): Promise<string> {
  const response = await ask('/page/launch', { method: 'POST', body: JSON.stringify({ patient, user }) });
  const { url }: LaunchAnswer = await response.json();
  return url;
}

async function answerTo<Answer>(path: string): Promise<Answer> {
  return (await ask(path)).json();
}

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(path, init);
  if (!response.ok) throw new Error(`${response.status}: ${(await response.text()).trim()}`);
  return response;
}
