import { useEffect, useRef } from 'react';
import type { ServiceMonth } from '../ccm/chart.ts';
import type { Finding } from '../ccm/finding.ts';
import { GROUNDS, sourcesOf } from '../ccm/grounds.ts';
import { Status } from '../ui/Status.tsx';
import { evidenceText } from './evidence-text.ts';
import { findingSentence, findingTone, isOpen, ruleText, settleText, TONE_TEXT } from './finding-text.ts';
import { placeOf } from './questions.ts';
import { href, type Screen } from './routes.ts';
import { StatementBox } from './StatementBox.tsx';
import type { Matter, Statements } from './statement-view.ts';

export interface FindingRowProps {
  readonly finding: Finding;
  readonly month: ServiceMonth;
  /** What people may state on the rule; empty where nothing is to be stated, or nowhere to keep it. */
  readonly matters: readonly Matter[];
  readonly statements: Statements | undefined;
  /** The address asks for this rule: its row takes the focus and its first form is open. */
  readonly isWanted: boolean;
  /** Told when a form is opened. */
  readonly onBegin: () => void;
}

const EVIDENCE_SHOWN = 8;

/** Screens on which a rule is dealt with that no statement settles. */
const ELSEWHERE: Partial<Readonly<Record<Screen, string>>> = {
  plan: 'Open the care plan',
  consent: 'Ask for consent, or confirm one',
  problems: 'See what was read',
};

/** One rule's answer: the state, the sentence, what people stated on it, and on demand what it rests on and where the rule comes from. */
export function FindingRow({ finding, month, matters, statements, isWanted, onBegin }: FindingRowProps) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isWanted) row.current?.focus();
  }, [isWanted]);
  const tone = findingTone(finding);
  const text = ruleText(finding.ruleId);
  const settle = settleText(finding, matters.length > 0);
  const place = placeOf(finding, month);
  const elsewhere = ELSEWHERE[place.screen];
  return (
    <li className="finding" ref={row} tabIndex={-1}>
      <Status tone={tone}>{TONE_TEXT[tone]}</Status>
      <div className="finding-body">
        <p>
          <b>{text.name}.</b> {findingSentence(finding)}
        </p>
        {isOpen(finding) && settle !== undefined && <p className="soft">{settle}</p>}
        {isOpen(finding) && elsewhere !== undefined && (
          <p>
            <a href={href(place)}>{elsewhere}</a>
          </p>
        )}
        <FindingEvidence finding={finding} />
        {statements !== undefined &&
          matters.map((matter, index) => (
            <StatementBox
              key={matter.about}
              matter={matter}
              subject={text.name}
              statements={statements}
              startOpen={isWanted && index === 0}
              onBegin={onBegin}
            />
          ))}
      </div>
    </li>
  );
}

function FindingEvidence({ finding }: { readonly finding: Finding }) {
  const rest = finding.evidence.length - EVIDENCE_SHOWN;
  const { says, authorsReason } = GROUNDS[finding.ruleId];
  const sources = sourcesOf(finding.ruleId);
  return (
    <details className="evidence">
      <summary>
        Rule <span className="rule-id">{finding.ruleId}</span>
        {finding.evidence.length > 0 && ' and its evidence'}
      </summary>
      {finding.evidence.length > 0 && (
        <ul>
          {finding.evidence.slice(0, EVIDENCE_SHOWN).map((piece, index) => (
            <li key={`${index} ${piece.fact}`}>
              {evidenceText(piece)} {piece.reference !== undefined && <code>{piece.reference}</code>}
            </li>
          ))}
          {rest > 0 && <li>and {rest} more</li>}
        </ul>
      )}
      <p className="soft">
        The rule: {says} {authorsReason}
      </p>
      {sources.length > 0 && (
        <p className="soft">
          Source:{' '}
          {sources.map(({ title, url }, index) => (
            <span key={title}>
              {index > 0 && '; '}
              <SourceLink title={title} url={url} />
            </span>
          ))}
        </p>
      )}
    </details>
  );
}

function SourceLink({ title, url }: { readonly title: string; readonly url: string }) {
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {title}
    </a>
  );
}
