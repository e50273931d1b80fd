import { inGroups } from '../packet/canonical.ts';
import type { PacketCheck, PacketDifference, PacketSummary } from '../packet/verify.ts';
import { codesText, lengthText, monthText } from '../packet/words.ts';
import { Notice } from '../ui/Notice.tsx';

/** What came of checking a file, in words, and every difference. */
export function CheckResult({ name, check }: { readonly name: string; readonly check: PacketCheck }) {
  switch (check.kind) {
    case 'unreadable':
      return (
        <Notice tone="blocks" title={`${name} could not be checked`}>
          {check.reason}
        </Notice>
      );
    case 'verified':
      return (
        <>
          <Notice tone="met" title={`${name} is verified`}>
            Hash, page and rules come out as they stand in the file.
          </Notice>
          <Summary packet={check.packet} />
          <p className="soft">
            Compare the hash with a copy that was kept elsewhere, where there is one: only that tells a file that was made anew as a whole.
          </p>
        </>
      );
    case 'different':
      return (
        <>
          <Notice tone="blocks" title={`${name} is not what it says`}>
            {check.differences.length === 1 ? 'One thing does' : `${check.differences.length} things do`} not come out as in the file.
          </Notice>
          <Differences differences={check.differences} />
          <Summary packet={check.packet} />
        </>
      );
    default:
      return check satisfies never;
  }
}

function Summary({ packet }: { readonly packet: PacketSummary }) {
  const { month, codes, countedMinutes, rulesVersion, appVersion, madeAt, sha256 } = packet;
  return (
    <dl className="verify-facts">
      <dt>Month</dt>
      <dd>{monthText(month)}</dd>
      <dt>Codes it proposes</dt>
      <dd>{codesText(codes)}</dd>
      <dt>Minutes that count</dt>
      <dd>
        {lengthText(countedMinutes.staff * 60)} of clinical staff, {lengthText(countedMinutes.qhp * 60)} of practitioners
      </dd>
      <dt>Made</dt>
      <dd>
        {madeAt}, with Intervisit {appVersion}, by rules {rulesVersion}
      </dd>
      <dt>SHA-256 of its data</dt>
      <dd>
        <code>{inGroups(sha256)}</code>
      </dd>
    </dl>
  );
}

const CHECKS = {
  hash: 'The data are not those of the hash',
  page: 'The page shows something else than the data',
  rules: 'Made by rules that this program does not have',
  result: 'The rules make something else of the facts',
  agreement: 'The parts do not say the same',
} as const satisfies Record<PacketDifference['check'], string>;

function Differences({ differences }: { readonly differences: readonly PacketDifference[] }) {
  return (
    <table className="verify-table">
      <caption>What does not come out</caption>
      <thead>
        <tr>
          <th scope="col">Where</th>
          <th scope="col">In the file</th>
          <th scope="col">Comes out as</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ check, where, recorded, computed }) => (
          <tr key={`${check} ${where} ${recorded} ${computed}`}>
            <th scope="row">
              {CHECKS[check]}: {where}
            </th>
            <td>
              <span className="verify-label">In the file: </span>
              {recorded}
            </td>
            <td>
              <span className="verify-label">Comes out as: </span>
              {computed}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
