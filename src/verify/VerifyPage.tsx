import { useEffect, useId, useState, type ChangeEvent, type DragEvent } from 'react';
import type { PacketCheck } from '../packet/verify.ts';
import { State } from '../ui/State.tsx';
import { CheckResult } from './CheckResult.tsx';
import type { Checker } from './checker.ts';

export interface VerifyPageProps {
  readonly opening: Promise<Checker>;
}

type Phase =
  | { readonly kind: 'ready' }
  | { readonly kind: 'checking'; readonly name: string }
  | { readonly kind: 'checked'; readonly name: string; readonly check: PacketCheck };

/** Checks audit packets on this computer: no session, no EHR, no network once it is loaded. */
export function VerifyPage({ opening }: VerifyPageProps) {
  const checker = useOpened(opening);
  const [phase, setPhase] = useState<Phase>({ kind: 'ready' });
  const check = (file: File | undefined) => {
    if (file === undefined || checker === 'loading' || checker === 'failed') return;
    const { name } = file;
    setPhase({ kind: 'checking', name });
    void checker.run(file).then((result) => setPhase({ kind: 'checked', name, check: result }));
  };
  return (
    <main className="verify">
      <h1>Check an audit packet</h1>
      <p>
        The packet of a patient’s month is one HTML file. This page computes the hash of its data, writes its page anew, and applies the
        rules to its facts again. The file stays on this computer.
      </p>
      {checker === 'failed' ? (
        <State kind="failed" title="This page could not be loaded whole">
          Reload it while there is a network. Nothing was checked.
        </State>
      ) : (
        <FileField onFile={check} ready={checker !== 'loading'} />
      )}
      <output className="verify-answer">
        {phase.kind === 'checking' && <p>Checking {phase.name} …</p>}
        {phase.kind === 'checked' && <CheckResult name={phase.name} check={phase.check} />}
      </output>
    </main>
  );
}

function useOpened(opening: Promise<Checker>): { readonly run: Checker } | 'loading' | 'failed' {
  const [checker, setChecker] = useState<{ readonly run: Checker } | 'loading' | 'failed'>('loading');
  useEffect(() => {
    opening.then(
      (run) => setChecker({ run }),
      () => setChecker('failed'),
    );
  }, [opening]);
  return checker;
}

function FileField({ onFile, ready }: { readonly onFile: (file: File | undefined) => void; readonly ready: boolean }) {
  const id = useId();
  const [over, setOver] = useState(false);
  const drag = (event: DragEvent, isOver: boolean) => {
    event.preventDefault();
    setOver(isOver);
  };
  const drop = (event: DragEvent) => {
    drag(event, false);
    onFile(event.dataTransfer.files[0]);
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    onFile(event.target.files?.[0]);
    // The same file, changed meanwhile, can be chosen again.
    event.target.value = '';
  };
  return (
    <div
      className={over ? 'verify-drop verify-over' : 'verify-drop'}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={drop}
    >
      <label htmlFor={id}>Choose the packet’s file, or drop it here</label>
      <input id={id} type="file" accept=".html,text/html" onChange={choose} disabled={!ready} aria-describedby={`${id}-hint`} />
      <p className="soft" id={`${id}-hint`}>
        {ready ? 'Everything is loaded: no network is needed any more.' : 'Loading the rules and the code lists …'}
      </p>
    </div>
  );
}
