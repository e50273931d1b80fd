import { useEffect, useRef, useState } from 'react';
import type { Chart, LocalDate } from '../ccm/chart.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import type { RuleId } from '../ccm/rules.ts';
import { Choice } from '../ui/Choice.tsx';
import { Notice } from '../ui/Notice.tsx';
import { ConditionEvidence } from './ConditionEvidence.tsx';
import { sectionOf, SECTIONS } from './evidence-text.ts';
import { findingTone, isOpen, noWordText, TONE_TEXT } from './finding-text.ts';
import { plural } from './format.ts';
import type { PracticeStatement } from './practice-statements.ts';
import { PracticeStatements } from './PracticeStatements.tsx';
import { FindingRow } from './FindingRow.tsx';
import { mattersOf, othersBilling } from './matters.ts';
import { verdictSentence } from './month-words.ts';
import { StatementBox } from './StatementBox.tsx';
import { StatementLog } from './StatementLog.tsx';
import type { Statements } from './statement-view.ts';
import { ToConfirm } from './ToConfirm.tsx';

export interface EligibilityScreenProps {
  readonly chart: Chart;
  readonly assessment: MonthAssessment;
  readonly today: LocalDate;
  /** Absent: the screen shows what is unknown and offers no forms. */
  readonly statements?: Statements;
  /** What the practice states of itself. */
  readonly practice?: readonly PracticeStatement[];
  /** The rule that the address asks for. */
  readonly rule?: RuleId;
}

type Shown = 'open' | 'all';

/** Why the patient qualifies or does not: every condition and every rule, with what each rests on and what people stated. */
export function EligibilityScreen({ chart, assessment, today, statements, practice, rule }: EligibilityScreenProps) {
  const plan = assessment.findings.find(({ ruleId }) => ruleId === 'PLAN-1');
  const lost = plan && noWordText(plan);
  const offered = lost === undefined ? statements : undefined;
  return (
    <div className="screen">
      <h1>Eligibility</h1>
      <p className="lead">{verdictSentence(assessment, false, chart.deathDate)}</p>
      <ToConfirm assessment={assessment} />
      {lost !== undefined && (
        <Notice tone="attention" title="Nothing can be stated here at present">
          {lost}
        </Notice>
      )}
      <ConditionEvidence chart={chart} assessment={assessment} today={today} statements={offered} />
      <Rules key={rule ?? ''} {...{ assessment, statements: offered, rule }} />
      {practice !== undefined && <PracticeStatements statements={practice} />}
      {statements !== undefined && statements.history.length > 0 && (
        <StatementLog history={statements.history} conditions={assessment.conditions} />
      )}
    </div>
  );
}

interface RulesProps extends Pick<EligibilityScreenProps, 'assessment'> {
  readonly statements: Statements | undefined;
  readonly rule: RuleId | undefined;
}

function Rules({ assessment, statements, rule }: RulesProps) {
  const { findings: all } = assessment;
  // A rule whose form was opened stays in sight, to be seen as settled; so does the one that was asked for.
  const [kept, setKept] = useState<ReadonlySet<RuleId>>(new Set(rule === undefined ? [] : [rule]));
  const keep = (ruleIds: readonly RuleId[]) => setKept((before) => new Set([...before, ...ruleIds]));
  const open = all.filter(isOpen);
  const [shown, setShown] = useState<Shown>(open.length > 0 || rule !== undefined ? 'open' : 'all');
  const findings = shown === 'open' ? all.filter((finding) => isOpen(finding) || kept.has(finding.ruleId)) : all;
  const history = statements?.history ?? [];
  const [isTogetherWanted] = useState(() => rule !== undefined && othersBilling(all)?.rules.includes(rule) === true);
  return (
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
            { value: 'all', label: `All (${all.length})` },
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
              {statements !== undefined && name === OTHER_BILLING && (
                <OthersBilling findings={all} statements={statements} isWanted={isTogetherWanted} onBegin={keep} />
              )}
              <ul className="findings">
                {rows.map((finding) => (
                  <FindingRow
                    key={finding.ruleId}
                    finding={finding}
                    month={assessment.month}
                    matters={mattersOf(finding, all, history)}
                    statements={statements}
                    isWanted={finding.ruleId === rule && !isTogetherWanted}
                    onBegin={() => keep([finding.ruleId])}
                  />
                ))}
              </ul>
            </section>
          )
        );
      })}
      {findings.length === 0 && <p>No rule stands open.</p>}
      <p className="soft">Rules of version {assessment.rulesVersion}. Intervisit proposes; a coder decides.</p>
    </section>
  );
}

const OTHER_BILLING = sectionOf('CONC-1');

interface OthersBillingProps {
  readonly findings: MonthAssessment['findings'];
  readonly statements: Statements;
  readonly isWanted: boolean;
  readonly onBegin: (ruleIds: readonly RuleId[]) => void;
}

/** One question to ask elsewhere answers several rules. */
function OthersBilling({ findings, statements, isWanted, onBegin }: OthersBillingProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isWanted) box.current?.focus();
  }, [isWanted]);
  const matter = othersBilling(findings);
  // It stays while its outcome is read, although none of its rules is open any more.
  const [first] = useState(matter);
  const shown = matter ?? first;
  if (shown === null) return null;
  return (
    <div className="statement-together" ref={box} tabIndex={-1}>
      {matter !== null && <p>One check outside this EHR answers {plural(matter.rules.length, 'rule')} of this section.</p>}
      {matter === null && <p className="soft">Billing outside this EHR was checked for this month.</p>}
      <StatementBox
        matter={shown}
        subject="all of them"
        statements={statements}
        startOpen={isWanted}
        onBegin={() => onBegin(shown.rules)}
      />
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
