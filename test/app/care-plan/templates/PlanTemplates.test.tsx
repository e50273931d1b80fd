// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { type PlanEdits, PlanEditsContext } from '../../../../src/app/care-plan/edit-list.ts';
import type { PlanEditDraft } from '../../../../src/app/care-plan/plan-edit.ts';
import { PlanTemplates } from '../../../../src/app/care-plan/templates/PlanTemplates.tsx';
import { readSiteSettings } from '../../../../src/app/settings-check.ts';
import { judgeConditions, loadChronicConditions } from '../../../../src/ccm/conditions.ts';
import { aChartCondition } from '../../../builders/chart-condition.ts';
import { SHIPPED_TEXT } from './a-template.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const conditions = judgeConditions([aChartCondition()], '2026-11', await loadChronicConditions());
const settings = readSiteSettings({
  practice: { name: 'A practice', timeZone: 'America/New_York', settingType: 'pfs-practice', phone24x7: null, attestations: {} },
});

/** The plan's screen with the templates on it; each request is answered in turn. */
function open(...answers: readonly (() => Response)[]) {
  const asked: string[] = [];
  const added: PlanEditDraft[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(new URL(url).pathname);
    return answers[asked.length - 1]?.() ?? new Response('', { status: 500 });
  });
  const edits: PlanEdits = {
    list: 'ccm',
    newId: () => 'new',
    edits: [],
    base: null,
    add: (drafts) => added.push(...drafts),
    remove: () => [],
    putBack: () => {},
    settle: () => {},
    rebase: () => {},
    elements: new Set(),
    begin: () => {},
    begun: 0,
  };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <PlanEditsContext value={edits}>
        <PlanTemplates
          access={{ session: { id: 's' }, settings }}
          plan={{ goals: [], activities: [] }}
          conditions={conditions}
          patient={{ display: 'Ada Moss (patient)' }}
          today="2026-11-18"
        />
      </PlanEditsContext>
    </QueryClientProvider>,
  );
  return { asked, added, user: userEvent.setup({ delay: null }) };
}

test('the file is asked for when the templates are first opened, and once', async () => {
  const { asked, added, user } = open(() => new Response(SHIPPED_TEXT));
  expect(asked).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Add from templates' }));
  expect(screen.getByRole('button', { name: 'Close the templates' })).toHaveFocus();
  await user.click(await screen.findByRole('checkbox', { name: /^Diabetes/ }));
  await user.click(screen.getByRole('button', { name: /^Add \d+ changes/ }));
  expect(added).toHaveLength(15);
  await user.click(screen.getByRole('button', { name: 'Close the templates' }));
  expect(screen.queryByText('For this patient’s conditions')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Add from templates' }));
  expect(screen.getByRole('checkbox', { name: /^Diabetes/ })).toBeVisible();
  expect(asked).toEqual(['/plan-templates.json']);
});

test('a file that did not come is asked for again by hand', async () => {
  const { asked, user } = open(
    () => new Response('', { status: 503 }),
    () => new Response(SHIPPED_TEXT),
  );
  await user.click(screen.getByRole('button', { name: 'Add from templates' }));
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('checkbox', { name: /^Diabetes/ })).toBeVisible();
  expect(asked).toHaveLength(2);
});
