import { Status } from '../../ui/Status.tsx';
import type { EhrView, YesNoUnknown } from './ehr-view.ts';

/** Software, and what the server can do beyond single records: transactions, batches, conditions, versions. */
export function BundleFacts({ view: { statement, bundles, issuer, clientId } }: { readonly view: EhrView }) {
  const { conditionalCreate, versions } = bundles;
  const software = 'software' in statement ? statement.software : undefined;
  const fhirVersion = 'fhirVersion' in statement ? statement.fhirVersion : undefined;
  return (
    <dl className="ehr-facts">
      <Fact name="Software">{software ?? 'Not stated'}</Fact>
      <Fact name="FHIR version">{fhirVersion ?? 'Not stated'}</Fact>
      <Fact name="FHIR server">
        <code>{issuer}</code>
      </Fact>
      <Fact name="Client ID">
        <code>{clientId}</code>
      </Fact>
      <Fact name="Transactions">
        <Known answer={bundles.transaction} />{' '}
        <span className="soft">Charges that belong together are written together, or one by one.</span>
      </Fact>
      <Fact name="Batches">
        <Known answer={bundles.batch} />
      </Fact>
      <Fact name="Never the same twice (conditional create)">
        <ByAnswer types={conditionalCreate} />
        <span className="soft">Where the EHR does not check it, Intervisit looks before it writes.</span>
      </Fact>
      <Fact name="Versions checked with each change">
        <Types tone="met" word="Yes" types={versions['versioned-update']} />
        <Types tone="attention" word="Kept, not checked" types={versions.versioned} />
        <Types tone="blocks" word="None" types={versions['no-version']} />
        <Types tone="unknown" word="Not stated" types={versions.unknown} />
        <span className="soft">{seenText(bundles.versionsSeen)}</span>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Known({ answer }: { readonly answer: YesNoUnknown }) {
  return <Status tone={TONES[answer]}>{WORDS[answer]}</Status>;
}

const TONES = { yes: 'met', no: 'attention', unknown: 'unknown' } as const satisfies Record<YesNoUnknown, string>;
const WORDS = { yes: 'Yes', no: 'No', unknown: 'Not stated' } as const satisfies Record<YesNoUnknown, string>;

function ByAnswer({ types }: { readonly types: Readonly<Record<YesNoUnknown, readonly string[]>> }) {
  return (
    <>
      <Types tone="met" word="Yes" types={types.yes} />
      <Types tone="attention" word="No" types={types.no} />
      <Types tone="unknown" word="Not stated" types={types.unknown} />
    </>
  );
}

interface TypesProps {
  readonly tone: 'met' | 'attention' | 'blocks' | 'unknown';
  readonly word: string;
  readonly types: readonly string[];
}

function Types({ tone, word, types }: TypesProps) {
  if (types.length === 0) return null;
  return (
    <span className="ehr-line">
      <Status tone={tone}>{word}</Status> {types.join(', ')}
    </span>
  );
}

function seenText(seen: boolean | null): string {
  if (seen === null) return 'No record came by which to tell whether versions are told.';
  return seen
    ? 'The records that came tell their version, so a change by somebody else is noticed.'
    : 'Not all records that came tell their version: a change is compared by its content.';
}
