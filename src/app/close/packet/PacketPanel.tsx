import { useState } from 'react';
import { inGroups } from '../../../packet/canonical.ts';
import type { MonthAssessment } from '../../../ccm/month-assessment.ts';
import type { Packet } from '../../../packet/make.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { formatMonth } from '../../format.ts';
import type { PacketStep } from '../../queries/packet.ts';
import { downloadText } from '../../timekeeping/download-text.ts';
import { contentsOf } from './packet-contents.ts';
import './packet.css';

export interface PacketPanelProps {
  /** What the packet is of: one that was made of an older assessment is shown no more. */
  readonly of: MonthAssessment;
  /** Why none can be made just now. */
  readonly offReason?: string;
  /** Reads what is missing and makes the packet. */
  readonly onGather: (onStep: (step: PacketStep) => void) => Promise<Packet>;
}

type Phase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'gathering'; readonly step: PacketStep | null }
  | { readonly kind: 'failed' }
  | { readonly kind: 'made'; readonly packet: Packet; readonly of: MonthAssessment };

const STEPS = {
  people: 'Reading who worked …',
  revisions: 'Reading who changed the care plan …',
  'hand-overs': 'Reading what was handed to billing …',
  packet: 'Putting it together …',
} as const satisfies Record<PacketStep, string>;

/** Makes a month's audit packet, shows what is in it and what is not, and hands it over as a file. */
export function PacketPanel({ of, offReason, onGather }: PacketPanelProps) {
  const [phase, setPhase] = useState<Phase>({ kind: 'idle' });
  const gathering = phase.kind === 'gathering';
  const made = phase.kind === 'made' && phase.of === of ? phase.packet : null;
  const gather = () => {
    setPhase({ kind: 'gathering', step: null });
    onGather((step) => setPhase({ kind: 'gathering', step })).then(
      (packet) => setPhase({ kind: 'made', packet, of }),
      () => setPhase({ kind: 'failed' }),
    );
  };
  return (
    <section className="panel" aria-labelledby="packet-heading">
      <h2 id="packet-heading">Audit packet</h2>
      <p>
        One file with everything that {formatMonth(of.month)} rests on: it opens in any browser without a network, prints, and can be{' '}
        <a href="./verify.html" target="_blank" rel="noopener noreferrer">
          checked
        </a>{' '}
        by anybody.
      </p>
      <output className="packet-step">{gathering && (phase.step === null ? 'Beginning …' : STEPS[phase.step])}</output>
      {phase.kind === 'failed' && (
        <Notice tone="attention" title="The packet could not be made" live="alert">
          The EHR did not answer, or the session is over. Nothing was changed. Try again; if it stays so, open Intervisit from the chart
          again.
        </Notice>
      )}
      {made !== null && <Contents packet={made} />}
      <div className="form-foot">
        {made !== null && (
          <Button kind="primary" onClick={() => downloadText(made.html, made.fileName)}>
            Download audit packet
          </Button>
        )}
        <Button
          kind={made === null ? 'primary' : 'secondary'}
          busy={gathering}
          disabledReason={gathering ? undefined : offReason}
          onClick={gather}
        >
          {gathering ? 'Preparing …' : made === null ? 'Prepare audit packet' : 'Prepare it anew'}
        </Button>
      </div>
    </section>
  );
}

function Contents({ packet }: { readonly packet: Packet }) {
  const { data, sha256, fileName } = packet;
  const { missing, disagreements } = data;
  return (
    <div className="packet-contents">
      <h3>What is in it</h3>
      <ul className="packet-list">
        {contentsOf(data).map(({ what, how }) => (
          <li key={what}>
            <b>{what}</b> {how}
          </li>
        ))}
      </ul>
      {missing.length > 0 && (
        <Notice tone="unknown" title="Could not be read, and so is not in it">
          <Points items={missing.map(({ what, why }) => `${what}: ${why}`)} />
        </Notice>
      )}
      {disagreements.length > 0 && (
        <Notice tone="attention" title="Parts that do not say the same">
          <Points items={disagreements.map(({ where, says }) => `${where}: ${says}`)} />
        </Notice>
      )}
      <p>
        File <code>{fileName}</code>
      </p>
      <p>
        SHA-256 <code>{inGroups(sha256)}</code>
      </p>
      <p className="soft">
        Keep a copy of the hash apart from the file: it shows later that nothing was changed. The file holds the patient’s record; keep it
        as you keep the chart.
      </p>
    </div>
  );
}

function Points({ items }: { readonly items: readonly string[] }) {
  return (
    <ul className="packet-points">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
