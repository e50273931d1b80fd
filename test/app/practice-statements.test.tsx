// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { practiceStatements } from '../../src/app/practice-statements.ts';
import { PracticeStatements } from '../../src/app/PracticeStatements.tsx';
import { SiteSettings } from '../../src/app/settings.ts';

afterEach(cleanup);

const signed = { by: 'Maya Exemplar, MD', date: '2026-01-02' };

test('PRAC-1 to PRAC-3 each statement names who made it and when, and what is missing says what to put where', () => {
  const attestations = { access24x7: { attested: true, ...signed }, designatedCareTeamMember: { attested: false, ...signed } };
  render(<PracticeStatements statements={practiceStatements(attestations)} />);
  const answers = screen.getAllByRole('definition').map(({ textContent }) => textContent);
  expect(answers).toEqual([
    'Yes, stated by Maya Exemplar, MD on 2 Jan 2026 PRAC-1',
    'No, stated by Maya Exemplar, MD on 2 Jan 2026 PRAC-2',
    expect.stringMatching(/^Not stated\. IT puts "certifiedEhr": \{.*\} there .* PRAC-3$/),
  ]);
  expect(screen.getByText('practice.attestations')).toBeVisible();
});

test('what the screen tells to put into the settings is a statement they take', () => {
  render(<PracticeStatements statements={practiceStatements({})} />);
  const told = screen.getAllByText(/^"\w+": \{/).map(({ textContent }) => textContent.replace('YYYY-MM-DD', '2026-01-02'));
  const attestations: unknown = JSON.parse(`{${told.join(',')}}`);
  const practice = { name: 'A practice', timeZone: 'America/New_York', settingType: 'pfs-practice', phone24x7: null, attestations };
  expect(SiteSettings.parse({ practice }).practice.attestations).toEqual(attestations);
});
