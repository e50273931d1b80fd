import { Status, type StatusTone } from '../../ui/Status.tsx';
import { NOT_YET, TONE_TEXT } from '../finding-text.ts';
import type { GateLink, GatePart, GateRow } from './gate-row.ts';

export interface GateProps {
  readonly rows: readonly GateRow[];
  /** Leads to a part of the screen the gate stands on. */
  readonly onGoTo: (part: Extract<GateLink, { readonly part: string }>['part']) => void;
}

/** Everything that must stand behind a charge, row by row; what holds it first. */
export function Gate({ rows, onGoTo }: GateProps) {
  const judged = rows.filter(({ state }) => state !== 'not-needed');
  const holding = rows.filter(({ holds }) => holds).length;
  const passed = judged.filter(({ state }) => state === 'pass').length;
  return (
    <section className="panel close-gate" aria-labelledby="gate-heading">
      <h2 id="gate-heading">
        Checklist: {passed} of {judged.length} in order
      </h2>
      <p className="soft">
        {holding === 0 ? 'Nothing holds the charge.' : `${holding} of them hold${holding === 1 ? 's' : ''} the charge.`}
      </p>
      <ul className="gate">
        {rows.map((row) => (
          <Row key={row.name} row={row} onGoTo={onGoTo} />
        ))}
      </ul>
    </section>
  );
}

function Row({ row, onGoTo }: { readonly row: GateRow; readonly onGoTo: GateProps['onGoTo'] }) {
  const { name, says, settle, links, standing, parts = [] } = row;
  return (
    <li>
      <Status tone={toneOf(row)}>{wordOf(row)}</Status>
      <div>
        <p>
          <b>{name}.</b> {says.join(' ')} {standing.length > 0 && <span className="rule-id">{standing.join(', ')}</span>}
        </p>
        {parts.length > 0 && (
          <ul className="gate-parts">
            {parts.map((part) => (
              <Part key={part.name} part={part} />
            ))}
          </ul>
        )}
        {[...new Set(settle)].map((one) => (
          <p key={one} className="soft">
            {one}
          </p>
        ))}
        {links.length > 0 && (
          <p className="gate-answers">
            {links.map((link) =>
              'href' in link ? (
                <a key={link.text} href={link.href}>
                  {link.text}
                </a>
              ) : (
                <button key={link.text} type="button" className="link-button" onClick={() => onGoTo(link.part)}>
                  {link.text}
                </button>
              ),
            )}
          </p>
        )}
      </div>
    </li>
  );
}

function Part({ part }: { readonly part: GatePart }) {
  const judged = { ...part, holds: part.state === 'fail' || part.state === 'unknown' };
  return (
    <li>
      <Status tone={toneOf(judged)}>
        {part.name}: {wordOf(judged).toLowerCase()}
      </Status>{' '}
      <span className="soft">{part.says.join(' ')}</span>
    </li>
  );
}

type Judged = Pick<GateRow, 'state' | 'holds'>;

function toneOf({ state, holds }: Judged): StatusTone {
  switch (state) {
    case 'pass':
      return 'met';
    case 'fail':
      return holds ? 'blocks' : 'attention';
    case 'unknown':
      return 'unknown';
    case 'not-yet':
    case 'attention':
      return 'attention';
    case 'not-needed':
      return 'plain';
    default:
      return state satisfies never;
  }
}

function wordOf({ state, holds }: Judged): string {
  switch (state) {
    case 'pass':
      return TONE_TEXT.met;
    case 'fail':
      return holds ? TONE_TEXT.blocks : 'Not met';
    case 'unknown':
      return TONE_TEXT.unknown;
    case 'not-yet':
      return NOT_YET;
    case 'attention':
      return TONE_TEXT.attention;
    case 'not-needed':
      return 'Not needed';
    default:
      return state satisfies never;
  }
}
