import { useQuery } from '@tanstack/react-query';
import type { MonthAssessment } from '../../../ccm/month-assessment.ts';
import { policyQuery, statementQuery } from '../../queries.ts';
import { gatherPacket } from '../../queries/packet.ts';
import type { Saving } from '../../queries/signed-in.ts';
import { PacketPanel } from './PacketPanel.tsx';

export interface PacketPartProps {
  readonly saving: Saving;
  readonly assessment: MonthAssessment;
  /** The second round is still under way: a packet without it would lack what is in the chart. */
  readonly isReadingMore: boolean;
}

/** The audit packet of a session's month. */
export function PacketPart({ saving, assessment, isReadingMore }: PacketPartProps) {
  const { access } = saving;
  const policy = useQuery(policyQuery(access)).data;
  const statement = useQuery(statementQuery(access));
  const isReading = isReadingMore || policy === undefined || statement.isPending;
  return (
    <PacketPanel
      of={assessment}
      {...(isReading && { offReason: 'The chart is still being read.' })}
      onGather={async (onStep) => {
        if (policy === undefined) throw new TypeError('asked before the policy was there');
        return gatherPacket(saving, assessment, { policy, statement: statement.data ?? null, onStep });
      }}
    />
  );
}
