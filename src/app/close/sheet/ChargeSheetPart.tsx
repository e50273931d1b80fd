import { useQuery } from '@tanstack/react-query';
import type { MonthAssessment } from '../../../ccm/month-assessment.ts';
import type { CloseInput } from '../../charge-view.ts';
import { statementQuery, type useReadAgainAfter } from '../../queries.ts';
import { capabilitiesOf } from '../../queries/access.ts';
import { partiesQuery, recordedQuery, sheetBundle, sheetOfInput, sheetOfRecorded } from '../../queries/charge-sheet.ts';
import { HAND_OVER_PLACES, handOversQuery, handOverViews, handOverKey, handToBilling, toldToBilling } from '../../queries/hand-over.ts';
import { CHARGE_PLACES, saveTarget } from '../../queries/save-target.ts';
import type { Saving } from '../../queries/signed-in.ts';
import { ChargeSheet } from './ChargeSheet.tsx';

export interface ChargeSheetPartProps {
  readonly saving: Saving;
  readonly assessment: MonthAssessment;
  /** What the person decided, as it would be recorded; null while the claim form is incomplete. Of no matter where charges stand in the EHR. */
  readonly input: CloseInput | null;
  /** The second round is still under way: nothing is handed over until it is done. */
  readonly isReadingMore: boolean;
  readonly readAgainAfter: ReturnType<typeof useReadAgainAfter>;
}

/** The charge sheet in a session: of the charges that stand in the EHR, else of the claim form. What else it names is read when it is looked at. */
export function ChargeSheetPart({ saving, assessment, input, isReadingMore, readAgainAfter }: ChargeSheetPartProps) {
  const { access } = saving;
  const { month } = assessment;
  const statement = useQuery(statementQuery(access));
  const said = statement.data ?? null;
  const isSaid = !statement.isPending;
  const recording = recordedQuery(saving, month);
  const recorded = useQuery(recording);
  const practitioner = practitionerOf(saving, month) ?? input?.billingPractitioner.reference;
  const parties = useQuery({ ...partiesQuery(saving, month, practitioner, said), enabled: isSaid && practitioner !== undefined });
  const handed = useQuery({ ...handOversQuery(access, said), enabled: isSaid });
  const ofInput = recording.enabled || input === null ? null : sheetOfInput(saving, assessment, input, parties.data);
  const of = recorded.data === undefined ? ofInput : sheetOfRecorded(saving, recorded.data, parties.data);
  const told = ofInput === null ? null : toldToBilling(ofInput);
  const key = useQuery({
    queryKey: [access.session.id, 'hand-over-key', told],
    queryFn: () => handOverKey(told ?? ''),
    enabled: told !== null,
    staleTime: Infinity,
  });
  const capabilities = capabilitiesOf(access, said);
  const offReason = whyNot(assessment, isReadingMore);
  return (
    <ChargeSheet
      desk={{
        month,
        timeZone: access.settings.practice.timeZone,
        sheet: of?.sheet ?? null,
        isRecorded: recording.enabled,
        isReading: parties.isPending,
        handOvers: handed.data === undefined ? (handed.isError ? [] : null) : handOverViews(handed.data, month, key.data),
        sawAll: handed.data !== undefined && Object.values(handed.data.reads).every(({ complete }) => complete),
        takesCharges: saveTarget(saving.target, capabilities, CHARGE_PLACES).where !== null,
        target: saveTarget(saving.target, capabilities, HAND_OVER_PLACES),
        ...(offReason !== undefined && { offReason }),
        bundle: () => (of === null ? '' : sheetBundle(saving, of)),
        onHandOver: () => {
          if (input === null || ofInput?.drafts === undefined) return Promise.reject(new TypeError('there is nothing to hand over'));
          const { drafts, ...rest } = ofInput;
          return readAgainAfter(handToBilling(saving, { of: { ...rest, drafts }, assessment, input, statement: said }));
        },
      }}
    />
  );
}

function practitionerOf({ reading }: Saving, month: string): string | undefined {
  return reading.charges.find((charge) => charge.own && charge.month === month && charge.performer !== undefined)?.performer;
}

function whyNot({ proposal }: MonthAssessment, isReadingMore: boolean): string | undefined {
  if (isReadingMore) return 'The rest of the chart is still being read.';
  return proposal === 'billable' ? undefined : 'The checklist is not in order: nothing is to be billed yet.';
}
