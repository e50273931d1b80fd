import { useRef } from 'react';
import { Status } from '../../ui/Status.tsx';
import { plural } from '../format.ts';
import { BundleFacts } from './BundleFacts.tsx';
import { statementText } from './ehr-text.ts';
import { type EhrView, isAsHoped } from './ehr-view.ts';
import { ForIt } from './ForIt.tsx';
import { MissingScopes } from './MissingScopes.tsx';
import { SavesTable } from './SavesTable.tsx';
import { TypesTable } from './TypesTable.tsx';
import './ehr.css';
import { Button } from '../../ui/Button.tsx';

export interface EhrScreenProps {
  readonly view: EhrView;
  /** Asks the EHR again what it can do; absent where it said. */
  readonly onAskAgain?: (() => void) | undefined;
}

/** What this EHR lets the app do, why, and what becomes of each thing it saves. Shows nothing of the patient. */
export function EhrScreen({ view, onAskAgain }: EhrScreenProps) {
  const page = useRef<HTMLDivElement>(null);
  return (
    <div className="screen ehr" ref={page}>
      <div>
        <h1>What this EHR allows</h1>
        <p className="ehr-verdict">
          <Verdict view={view} />
        </p>
        <ForIt view={view} page={page} />
      </div>
      {view.missing.length > 0 && <MissingScopes missing={view.missing} />}
      <section className="panel" aria-labelledby="ehr-saves">
        <h2 id="ehr-saves">What is saved, and where</h2>
        <SavesTable saves={view.saves} />
      </section>
      <section className="panel" aria-labelledby="ehr-server">
        <h2 id="ehr-server">What the EHR says of itself</h2>
        <p>{statementText(view.statement)}</p>
        {onAskAgain !== undefined && (
          <p>
            <Button onClick={onAskAgain}>Ask the EHR again</Button>
          </p>
        )}
        <BundleFacts view={view} />
      </section>
      <section className="panel" aria-labelledby="ehr-types">
        <h2 id="ehr-types">By type of record</h2>
        <TypesTable rows={view.rows} />
      </section>
    </div>
  );
}

function Verdict({ view: { saves, name } }: { readonly view: EhrView }) {
  const kept = saves.filter(({ target }) => target.where !== null);
  const hoped = saves.filter(isAsHoped);
  if (kept.length === 0) {
    return <Status tone="attention">{name} can be read and not written: nothing that is entered here is kept in it.</Status>;
  }
  if (hoped.length === saves.length) return <Status tone="met">{name} has the best place for all that is saved.</Status>;
  const rest = saves.length - kept.length;
  return (
    <Status tone="attention">
      {name} keeps {kept.length} of {plural(saves.length, 'thing')}
      {kept.length > hoped.length && `, ${kept.length - hoped.length} of them in another place than the best`}
      {rest > 0 && `; ${rest === 1 ? 'one is' : `${rest} are`} left to copy, download or print`}.
    </Status>
  );
}
