import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Bound, type Proof, type Requirement, REQUIREMENTS, type Standing } from '../test/launch/conformance.ts';
import { markdownTable, writeGeneratedPart } from './generated-part.ts';

const SPECIFICATION = 'https://hl7.org/fhir/smart-app-launch/STU2.2/';

const BINDS: Readonly<Record<Bound, string>> = {
  app: 'any app',
  public: 'public client',
  confidential: 'confidential client',
  keys: 'client with a key',
  standalone: 'standalone launch',
  backend: 'backend service',
  brands: 'app that lists organizations',
  server: 'server',
  registrant: 'who registers',
};

/** The generated part of docs/smart-conformance.md: the counts, what is lacking, and the table of all requirements. */
export function conformanceTables(): string {
  return [
    `${REQUIREMENTS.length} requirements: ${count('met')} met and proved, ${count('lacking')} not met yet, ${count('apart')} that do not apply to this app.`,
    '',
    '## Not met yet',
    '',
    ...REQUIREMENTS.flatMap(([id, level, , , about, standing]) =>
      standing.kind === 'lacking' ? [`- **${id}** (${level}), ${about}: ${standing.why}`] : [],
    ),
    '',
    '## All requirements',
    '',
    markdownTable(['no.', 'level', 'binds', 'about', 'stands', 'proof or reason'], REQUIREMENTS.map(rowOf)),
  ].join('\n');
}

function count(kind: Standing['kind']): number {
  return REQUIREMENTS.filter(([, , , , , standing]) => standing.kind === kind).length;
}

function rowOf([id, level, page, binds, about, standing]: Requirement): readonly string[] {
  const start = [`[${id}](${SPECIFICATION}${page})`, level, BINDS[binds], about];
  switch (standing.kind) {
    case 'met':
      return [...start, 'met', [...standing.tests.map(named), ...(standing.note === undefined ? [] : [standing.note])].join('<br>')];
    case 'lacking':
      return [...start, '**not met yet**', [standing.why, ...standing.tests.map(named)].join('<br>')];
    case 'apart':
      return [...start, 'does not apply', standing.why];
    default:
      return standing satisfies never;
  }
}

function named({ file, title }: Proof): string {
  return `\`${file}\` “${title}”`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeGeneratedPart(join(import.meta.dirname, '../docs/smart-conformance.md'), conformanceTables());
}
