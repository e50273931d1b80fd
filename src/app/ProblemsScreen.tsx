import type { UnknownKind } from '../ccm/chart.ts';
import { State } from '../ui/State.tsx';
import { Status } from '../ui/Status.tsx';
import { readLabel, UNKNOWN_SETTLED_BY, UNKNOWN_TEXT } from './finding-text.ts';
import { sentenceCase } from './format.ts';

export interface ProblemsScreenProps {
  readonly reads: readonly ReadView[];
  readonly problems: readonly ProblemView[];
}

/** How reading one kind of record went. */
export interface ReadView {
  /** Resource type, `Encounter`. */
  readonly type: string;
  readonly count: number;
  /** False where pages are missing. */
  readonly complete: boolean;
  /** Why nothing, or not all, could be read. */
  readonly unknownBecause?: UnknownKind;
  /** Where the EHR shows a part of them: the search parameters of that part. */
  readonly onlyPart?: readonly string[];
}

/** One resource, or one element of it, that could not be used. Holds no patient data. */
export interface ProblemView {
  readonly type: string;
  readonly reference?: string;
  readonly path?: string;
  /** The reader's word for what is wrong. */
  readonly kind: string;
}

const PROBLEM_TEXT: Readonly<Record<string, string>> = {
  unreadable: 'Not in the form that FHIR asks for',
  undatable: 'Has no date that can be used, so it cannot be placed in a month',
  'wrong-patient': 'Belongs to another patient, or does not say whose it is; not used',
  'never-closed': 'A stay that began long ago and has no end; not used',
};

/** What was read from the EHR, and what could not be. */
export function ProblemsScreen({ reads, problems }: ProblemsScreenProps) {
  return (
    <div className="screen">
      <h1>What was read</h1>
      <section className="panel" aria-labelledby="reads-heading">
        <h2 id="reads-heading">Kinds of record</h2>
        <table className="table table-stack">
          <thead>
            <tr>
              <th scope="col">Record</th>
              <th scope="col" className="number">
                Read
              </th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {reads.map((read) => (
              <tr key={read.type}>
                <td data-label="Record">{readLabel(read.type)}</td>
                <td data-label="Read" className="number">
                  {read.count}
                </td>
                <td data-label="State">
                  <ReadState read={read} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section className="panel" aria-labelledby="problems-heading">
        <h2 id="problems-heading">Could not be used</h2>
        {problems.length === 0 ? (
          <State kind="empty" title="Everything that came could be read">
            Nothing was left aside.
          </State>
        ) : (
          <table className="table table-stack">
            <thead>
              <tr>
                <th scope="col">Record</th>
                <th scope="col">Where</th>
                <th scope="col">What is wrong</th>
              </tr>
            </thead>
            <tbody>
              {problems.map((problem, index) => (
                <tr key={`${index} ${problem.reference ?? problem.type}`}>
                  <td data-label="Record">
                    {readLabel(problem.type)} {problem.reference !== undefined && <code>{problem.reference}</code>}
                  </td>
                  <td data-label="Where">{problem.path === undefined ? '' : <code>{problem.path}</code>}</td>
                  <td data-label="What is wrong">{PROBLEM_TEXT[problem.kind] ?? sentenceCase(problem.kind.replaceAll('-', ' '))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <p className="soft">Each of these was left aside by itself; nothing else was lost with it. Mend it in the EHR.</p>
      </section>
    </div>
  );
}

function ReadState({ read }: { readonly read: ReadView }) {
  if (read.onlyPart !== undefined) {
    return (
      <>
        <Status tone="unknown">The EHR shows Intervisit a part only</Status>{' '}
        <span className="soft">
          {read.onlyPart.join('; ')}. {UNKNOWN_SETTLED_BY['not-granted']}
        </span>
      </>
    );
  }
  if (read.unknownBecause !== undefined) {
    return (
      <>
        <Status tone="unknown">{sentenceCase(UNKNOWN_TEXT[read.unknownBecause])}</Status>{' '}
        <span className="soft">{UNKNOWN_SETTLED_BY[read.unknownBecause]}</span>
      </>
    );
  }
  return read.complete ? <Status tone="met">Complete</Status> : <Status tone="unknown">Some pages are missing</Status>;
}
