import { useState } from 'react';
import type { Finding } from '../ccm/finding.ts';
import { RULES, sourcesOf } from '../ccm/rules.ts';
import { Button } from '../ui/Button.tsx';
import { Status } from '../ui/Status.tsx';
import { AnswerForm, type RuleAnswers } from './AnswerForm.tsx';
import { evidenceText, findingSentence, findingTone, isOpen, ruleText, TONE_TEXT, UNKNOWN_SETTLED_BY } from './finding-text.ts';

export interface FindingRowProps {
  readonly finding: Finding;
  readonly answers: RuleAnswers | undefined;
}

const EVIDENCE_SHOWN = 8;

/** One rule's answer: the state, the sentence, and on demand what it rests on and where the rule comes from. */
export function FindingRow({ finding, answers }: FindingRowProps) {
  const [answering, setAnswering] = useState(false);
  const tone = findingTone(finding);
  const text = ruleText(finding.ruleId);
  const why = finding.evidence.find((piece) => piece.unknownBecause !== undefined)?.unknownBecause;
  const settle = text.settle ?? (why === undefined ? undefined : UNKNOWN_SETTLED_BY[why]);
  return (
    <li className="finding">
      <Status tone={tone}>{TONE_TEXT[tone]}</Status>
      <div className="finding-body">
        <p>
          <b>{text.name}.</b> {findingSentence(finding)}
        </p>
        {isOpen(finding) && settle !== undefined && <p className="soft">{settle}</p>}
        <FindingEvidence finding={finding} />
        {answers !== undefined && tone === 'unknown' && !answering && (
          <Button onClick={() => setAnswering(true)} label={`Answer: ${text.name}`}>
            Answer
          </Button>
        )}
        {answers !== undefined && answering && (
          <AnswerForm ruleId={finding.ruleId} answers={answers} onCancel={() => setAnswering(false)} />
        )}
      </div>
    </li>
  );
}

function FindingEvidence({ finding }: { readonly finding: Finding }) {
  const rest = finding.evidence.length - EVIDENCE_SHOWN;
  const rule = RULES[finding.ruleId];
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
        The rule: {rule.says} {rule.authorsReason}
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
