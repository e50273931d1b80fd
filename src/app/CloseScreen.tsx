import { useState } from 'react';
import type { Chart, LocalDate } from '../ccm/chart.ts';
import type { Coding, MonthAssessment } from '../ccm/month-assessment.ts';
import { Button } from '../ui/Button.tsx';
import { State } from '../ui/State.tsx';
import { Status, type StatusTone } from '../ui/Status.tsx';
import type { ChargeOutcome, ChargeRequest, ChargeView } from './charge-view.ts';
import { ChargeTable } from './ChargeTable.tsx';
import { CodingChoice } from './CodingChoice.tsx';
import { NOT_YET, TONE_TEXT, UNKNOWN_SETTLED_BY, UNKNOWN_TEXT } from './finding-text.ts';
import { formatDate, formatMonth, plural, sentenceCase } from './format.ts';
import { gateLines, type GateLine } from './gate.ts';
import { MonthStrip } from './MonthStrip.tsx';
import { codesText, verdictSentence } from './month-words.ts';
import { isRecorded } from './next-step.ts';
import { Questions } from './Questions.tsx';
import { SaveOutcomeNotice } from './SaveOutcomeNotice.tsx';
import { SaveTargetLine } from './SaveTargetLine.tsx';
import { ToConfirm } from './ToConfirm.tsx';
import type { SaveTarget } from './save-result.ts';
import { useSave } from './use-save.ts';

export interface CloseScreenProps {
  readonly chart: Chart;
  readonly assessment: MonthAssessment;
  readonly today: LocalDate;
  /** Charges of the month that the EHR shows, own and others'. */
  readonly charges: readonly ChargeView[];
  readonly saveTarget: SaveTarget;
  /** Whether the site wants dated estimates of payment shown. */
  readonly showEstimates?: boolean;
  /** One outcome per code asked for, in its order. */
  readonly onRecord: (request: ChargeRequest) => Promise<readonly ChargeOutcome[]>;
}

/** What can be recorded for the month, what keeps it from that, and the recording. */
export function CloseScreen(props: CloseScreenProps) {
  const { chart, assessment, today, charges, saveTarget, onRecord } = props;
  const [picked, setPicked] = useState<number | null>(null);
  const codings = allCodings(assessment);
  const coding = codings[picked ?? 0];
  const unseen = chart.unknownBecause?.otherBilledCodes;
  return (
    <div className="screen">
      <h1>Close {formatMonth(assessment.month)}</h1>
      <p className="lead">{verdictSentence(assessment, isRecorded(assessment, charges), chart.deathDate)}</p>
      <ToConfirm assessment={assessment} />
      <MonthStrip assessment={assessment} today={today} death={chart.deathDate} />
      <div className="columns columns-form">
        <section className="panel" aria-labelledby="codes-heading">
          <h2 id="codes-heading">Proposed codes</h2>
          {coding === undefined ? (
            <State kind="empty" title="No code is proposed">
              The list beside this says what is missing. Recorded time stays in the EHR in any case.
            </State>
          ) : (
            <>
              <CodingChoice
                codings={codings}
                month={assessment.month}
                picked={picked ?? 0}
                onPick={setPicked}
                showEstimates={props.showEstimates === true}
              />
              {props.showEstimates === true && (
                <p className="soft">
                  Estimates are national amounts of {assessment.month.slice(0, 4)} outside a facility, before coinsurance and local
                  differences. They are no promise of payment.
                </p>
              )}
              {assessment.defaultDateOfService !== null && picked === null && (
                <p>Date of service {formatDate(assessment.defaultDateOfService)}, the day the last unit was reached.</p>
              )}
              <RecordCharge
                assessment={assessment}
                coding={coding}
                chosen={picked === null || picked === 0 ? 'proposal' : 'alternative'}
                charges={charges}
                saveTarget={saveTarget}
                onRecord={onRecord}
              />
            </>
          )}
          <h3>Charges in the EHR for this month</h3>
          {unseen !== undefined && unseen !== 'not-recorded' ? (
            <p>
              <Status tone="unknown">{sentenceCase(UNKNOWN_TEXT[unseen])}</Status> {UNKNOWN_SETTLED_BY[unseen]}
            </p>
          ) : (
            <ChargeTable charges={charges} />
          )}
          <p className="soft">
            Other practices’ billing is not visible in this EHR. Intervisit proposes; a certified coder decides. Codes are shown by number
            with our own labels.
          </p>
        </section>
        <Gate lines={gateLines(assessment)} />
      </div>
    </div>
  );
}

function allCodings(assessment: MonthAssessment): readonly Coding[] {
  if (assessment.codes.length === 0 || assessment.family === null) return [];
  return [{ codes: assessment.codes, family: assessment.family, estAllowed: assessment.estAllowed }, ...assessment.alternatives];
}

interface RecordChargeProps extends Pick<CloseScreenProps, 'assessment' | 'charges' | 'saveTarget' | 'onRecord'> {
  readonly coding: Coding;
  readonly chosen: ChargeRequest['chosen'];
}

function RecordCharge({ assessment, coding, chosen, charges, saveTarget, onRecord }: RecordChargeProps) {
  const unanswered: readonly ChargeOutcome[] = coding.codes.map(({ code }) => ({
    code,
    result: { kind: 'unclear', where: 'ChargeItem', looked: 'unknown' },
  }));
  const { saving, result, run } = useSave(unanswered);
  const recordedNow = coding.codes.every(({ code }) =>
    result?.some((outcome) => outcome.code === code && outcome.result.kind === 'stored'),
  );
  const reason = recordedNow ? 'Recorded just now.' : offReason(assessment, coding, charges);
  return (
    <>
      {result?.map(({ code, result: outcome }) => (
        <SaveOutcomeNotice key={code} what={`Charge ${code}`} result={outcome} mayRepeat />
      ))}
      <div className="form-foot">
        <Button
          kind="primary"
          busy={saving}
          disabledReason={saving ? undefined : reason}
          onClick={() => run(() => onRecord({ codes: coding.codes, family: coding.family, chosen }))}
        >
          {saving ? 'Recording …' : `Record ${coding.codes.length === 1 ? 'charge' : 'charges'} ${codesText(coding.codes)}`}
        </Button>
        <SaveTargetLine target={saveTarget} />
      </div>
    </>
  );
}

function offReason(assessment: MonthAssessment, coding: Coding, charges: readonly ChargeView[]): string | undefined {
  if (assessment.proposal === 'blocked') {
    return `${plural(assessment.blockers.length, 'rule stands', 'rules stand')} in the way; see the checklist.`;
  }
  if (assessment.proposal === 'needs-confirmation') {
    return `${plural(assessment.unknowns.length, 'question')} must be answered first; see the checklist.`;
  }
  if (isRecorded(coding, charges)) return 'Already recorded in the EHR.';
  return undefined;
}

const GATE_STATES = {
  pass: { tone: 'met', word: TONE_TEXT.met },
  fail: { tone: 'blocks', word: TONE_TEXT.blocks },
  'not-yet': { tone: 'attention', word: NOT_YET },
  unknown: { tone: 'unknown', word: TONE_TEXT.unknown },
  attention: { tone: 'attention', word: TONE_TEXT.attention },
} as const satisfies Record<GateLine['state'], { tone: StatusTone; word: string }>;

function Gate({ lines }: { readonly lines: readonly GateLine[] }) {
  const passed = lines.filter(({ state }) => state === 'pass' || state === 'attention').length;
  return (
    <section className="panel" aria-labelledby="gate-heading">
      <h2 id="gate-heading">
        Checklist: {passed} of {lines.length} in order
      </h2>
      <ul className="gate">
        {lines.map((line) => (
          <li key={line.name}>
            <Status tone={GATE_STATES[line.state].tone}>{GATE_STATES[line.state].word}</Status>
            <div>
              <p>
                <b>{line.name}.</b> {line.says.join(' ')}{' '}
                {line.standing.length > 0 && <span className="rule-id">{line.standing.join(', ')}</span>}
              </p>
              {[...new Set(line.settle)].map((settle) => (
                <p key={settle} className="soft">
                  {settle}
                </p>
              ))}
              {line.questions.length > 0 && (
                <p className="gate-answers">
                  <Questions questions={line.questions} />
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
