import { queryOptions } from '@tanstack/react-query';
import { type PlanTemplates, readPlanTemplates } from '../../fhir/plan-templates.ts';
import type { Access } from './access.ts';

export type { PlanTemplate, PlanTemplates, TemplateActivity, TemplateGoal, TemplateProblem } from '../../fhir/plan-templates.ts';

const SHIPPED = 'plan-templates.json';

/** The site's templates, or that their file was not to be had. */
export type TemplatesRead = ({ readonly kind: 'read' } & PlanTemplates) | { readonly kind: 'not-loaded'; readonly file: string };

/** Loads a file that stands beside the app's page. */
type LoadFile = (file: string, signal: AbortSignal) => Promise<Response>;

const fromSite: LoadFile = (file, signal) => fetch(new URL(`./${file}`, document.baseURI).href, { credentials: 'same-origin', signal });

/** What reading the templates needs of a session. */
export type TemplateAccess = Pick<Access, 'settings'> & { readonly session: Pick<Access['session'], 'id'> };

/** The care plan templates of this site: the file its settings name, else the one that ships. Loaded when first asked for. */
export function planTemplatesQuery({ session, settings }: TemplateAccess, load: LoadFile = fromSite) {
  const file = settings.planTemplates ?? SHIPPED;
  return queryOptions({
    queryKey: [session.id, 'plan-templates', file],
    queryFn: async ({ signal }): Promise<TemplatesRead> => {
      const json = await load(file, signal).then(jsonOf, () => NOT_LOADED);
      if (json === NOT_LOADED) return { kind: 'not-loaded', file };
      return { kind: 'read', ...readPlanTemplates(json) };
    },
    // A file that was not to be had is asked for again with the next look.
    staleTime: (query) => (query.state.data?.kind === 'read' ? Infinity : 0),
  });
}

const NOT_LOADED = Symbol('not loaded');

async function jsonOf(response: Response): Promise<unknown> {
  if (!response.ok) return NOT_LOADED;
  try {
    return await response.json();
  } catch {
    // Reported as a file that is no Bundle, which names what is wrong with it.
    return null;
  }
}
