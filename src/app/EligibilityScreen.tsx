import { useState } from 'react';
import type { Chart, LocalDate } from '../ccm/chart.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import { Choice } from '../ui/Choice.tsx';
import type { RuleAnswers } from './AnswerForm.tsx';
import { ConditionEvidence } from './ConditionEvidence.tsx';
import { findingTone, isOpen, sectionOf, SECTIONS, TONE_TEXT } from './finding-text.ts';
import { plural } from './format.ts';
import { FindingRow } from './FindingRow.tsx';
import { verdictSentence } from './month-words.ts';

export interface EligibilityScreenProps {
  readonly chart: Chart;
  readonly assessment: MonthAssessment;
  readonly today: LocalDate;
  /** Absent: the screen shows what is unknown and offers no answer form. */
  readonly answers?: RuleAnswers;
}

type Shown = 'open' | 'all';

/** Why the patient qualifies or does not: every condition and every rule, with what each rests on. */
export function EligibilityScreen({ chart, assessment, today, answers }: EligibilityScreenProps) {
  const open = assessment.findings.filter(isOpen);
  const [shown, setShown] = useState<Shown>(open.length > 0 ? 'open' : 'all');
  const findings = shown === 'open' ? open : assessment.findings;
  return (
    <div className="screen">
      <h1>Eligibility</h1>
      <p className="lead">{verdictSentence(assessment)}</p>
      <ConditionEvidence chart={chart} assessment={assessment} today={today} />
      <section className="panel" aria-labelledby="rules-heading">
        <div className="panel-head">
          <h2 id="rules-heading">Rules</h2>
          <Choice
            legend="Show"
            inline
            value={shown}
            onChange={setShown}
            options={[
              { value: 'open', label: `Open (${open.length})` },
              { value: 'all', label: `All (${assessment.findings.length})` },
            ]}
          />
        </div>
        <p className="soft">{countsText(assessment)}</p>
        {SECTIONS.map(({ name }) => {
          const rows = findings.filter(({ ruleId }) => sectionOf(ruleId) === name);
          return (
            rows.length > 0 && (
              <section key={name} aria-label={name}>
                <h3>{name}</h3>
                <ul className="findings">
                  {rows.map((finding) => (
                    <FindingRow key={finding.ruleId} finding={finding} answers={answers} />
                  ))}
                </ul>
              </section>
            )
          );
        })}
        {findings.length === 0 && <p>No rule stands open.</p>}
        <p className="soft">Rules of version {assessment.rulesVersion}. Intervisit proposes; a coder decides.</p>
      </section>
    </div>
  );
}

function countsText(assessment: MonthAssessment): string {
  const tones = assessment.findings.map(findingTone);
  const count = (tone: (typeof tones)[number]) => tones.filter((other) => other === tone).length;
  return [
    `${count('met')} ${TONE_TEXT.met.toLowerCase()}`,
    `${count('attention')} to look at`,
    plural(count('blocks'), 'blocks', 'block'),
    `${count('unknown')} unknown`,
  ].join(', ');
}
