import { useState } from 'react';
import type { Instant, ServiceMonth } from '../../ccm/chart.ts';
import { Button } from '../../ui/Button.tsx';
import { Status } from '../../ui/Status.tsx';
import { formatDayMonth, formatDuration, formatMonth, localDateTime, plural } from '../format.ts';
import { AdoptForm } from './AdoptForm.tsx';
import type { Adopting, AdoptInput, HostEncounter, HostEncounters, NotProposed } from './ledger-view.ts';
import { clockSpan } from './practice-clock.ts';

export interface HostEncounterListProps {
  readonly host: HostEncounters;
  readonly month: ServiceMonth;
  readonly timeZone: string;
  readonly adopting: Adopting;
}

type Timed = AdoptInput['encounter'];

/** The EHR's own encounters that may be CCM work: none counts until a person adopts it. */
export function HostEncounterList({ host, month, timeZone, adopting }: HostEncounterListProps) {
  const [adopted, setAdopted] = useState<string | null>(null);
  const open = host.encounters.filter(({ reference }) => !host.dismissed.has(reference));
  const offered = open.flatMap((one) =>
    'seconds' in one.proposed && isTimed(one) ? [{ encounter: one, seconds: one.proposed.seconds }] : [],
  );
  const refused = open.flatMap((one) => ('notCountable' in one.proposed ? [{ encounter: one, why: one.proposed.notCountable }] : []));
  const aside = host.encounters.length - open.length;
  if (host.state !== 'unknown' && host.encounters.length === 0 && adopted === null) return null;
  return (
    <section className="panel ledger-host" aria-labelledby="host-heading">
      <h2 id="host-heading">The EHR’s own encounters of {formatMonth(month)}</h2>
      {host.state === 'unknown' && (
        <p>
          <Status tone="unknown">The EHR did not give all of them; there may be more.</Status>
        </p>
      )}
      {adopted !== null && (
        <output>
          <Status tone="met">{adopted}</Status>
        </output>
      )}
      {offered.length > 0 && (
        <>
          <p>Each of these looks like CCM work and counts nothing until somebody adopts it.</p>
          <ul className="ledger-hosts">
            {offered.map(({ encounter, seconds }) => (
              <Offered
                key={encounter.reference}
                encounter={encounter}
                seconds={seconds}
                timeZone={timeZone}
                adopting={adopting}
                onAdopted={() => setAdopted(`Adopted: ${whenText(encounter, timeZone)}, ${formatDuration(seconds)} in the EHR.`)}
              />
            ))}
          </ul>
        </>
      )}
      {refused.length > 0 && (
        <>
          <h3>Not counted</h3>
          <p className="soft">If one of these was CCM work, log it with the form; the encounter itself is never counted.</p>
          <ul className="ledger-hosts">
            {refused.map(({ encounter, why }) => (
              <li key={encounter.reference}>
                <Told encounter={encounter} timeZone={timeZone} />
                <span>
                  <Status tone="unknown">{NOT_PROPOSED[why].label}</Status> <span className="soft">{NOT_PROPOSED[why].meaning}</span>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {aside > 0 && (
        <p className="soft">
          {plural(aside, 'encounter')} set aside in this session as no CCM work.{' '}
          <Button kind="quiet" onClick={() => host.dismissed.forEach((reference) => adopting.onDismiss(reference, false))}>
            Show again
          </Button>
        </p>
      )}
    </section>
  );
}

interface OfferedProps {
  readonly encounter: Timed;
  readonly seconds: number;
  readonly timeZone: string;
  readonly adopting: Adopting;
  readonly onAdopted: () => void;
}

function Offered({ encounter, seconds, timeZone, adopting, onAdopted }: OfferedProps) {
  const [isAdopting, setAdopting] = useState(false);
  const name = `${encounter.display}, ${whenText(encounter, timeZone)}`;
  return (
    <li>
      <Told encounter={encounter} timeZone={timeZone} />
      <span>
        <b className="nowrap">{formatDuration(seconds)}</b> <span className="soft">{LOOKS_LIKE[encounter.looksLike]}</span>
      </span>
      {isAdopting ? (
        <AdoptForm encounter={encounter} seconds={seconds} adopting={adopting} onAdopted={onAdopted} onCancel={() => setAdopting(false)} />
      ) : (
        <div className="ledger-actions">
          <Button onClick={() => setAdopting(true)} disabledReason={adopting.offReason} label={`Adopt: ${name}`}>
            Adopt
          </Button>
          <Button kind="quiet" onClick={() => adopting.onDismiss(encounter.reference, true)} label={`Not CCM work: ${name}`}>
            Not CCM work
          </Button>
        </div>
      )}
    </li>
  );
}

function Told({ encounter, timeZone }: { readonly encounter: HostEncounter; readonly timeZone: string }) {
  return (
    <span>
      <span className="nowrap">{whenText(encounter, timeZone)}</span>{' '}
      {encounter.display === '' ? 'Encounter without a name' : encounter.display}
      {encounter.performerName !== undefined && <>, {encounter.performerName}</>} <span className="soft">{encounter.reference}</span>
    </span>
  );
}

function whenText({ start, end, day }: HostEncounter, timeZone: string): string {
  const date = day ?? (start === undefined ? null : (localDateTime(start, timeZone)?.slice(0, 10) ?? null));
  if (date === null) return 'Day not known';
  const clock = end === undefined ? null : clockSpan({ ...(start !== undefined && { start }), end, intervals: [] }, timeZone);
  return [formatDayMonth(date), clock].filter((word) => word !== null).join(', ');
}

function isTimed(one: HostEncounter): one is HostEncounter & { readonly start: Instant; readonly end: Instant } {
  return one.start !== undefined && one.end !== undefined;
}

const LOOKS_LIKE = {
  'site-type': 'the practice’s settings say that this kind is CCM work',
  telephone: 'a telephone encounter',
  virtual: 'filed as virtual, not in one place',
  unknown: 'filed in the EHR’s own codes',
} as const satisfies Record<HostEncounter['looksLike'], string>;

const NOT_PROPOSED = {
  'local-class': {
    label: 'Its kind is not known',
    meaning: 'The EHR files it in codes of its own, and the practice’s settings do not name them as CCM work.',
  },
  'not-finished': { label: 'Not finished', meaning: 'The EHR has not closed it.' },
  'no-period': { label: 'No clock times', meaning: 'Start or end is missing, or has no time of day.' },
  'odd-unit': { label: 'Length not understood', meaning: 'Its length is in a unit that is not a time.' },
  'not-positive': { label: 'No time', meaning: 'It ends when it starts, or before.' },
  'over-24-h': { label: 'Over 24 hours', meaning: 'It is longer than a day, as when it was closed late.' },
} as const satisfies Record<NotProposed, { readonly label: string; readonly meaning: string }>;
