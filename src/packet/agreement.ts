import { isLoose, textOf, type Loose } from '../ccm/plain-values.ts';
import type { PacketCharge, PacketData, PacketEntry, PacketRecord, PacketResult } from './data.ts';
import { codesText, lengthText } from './words.ts';

type Disagreement = PacketData['disagreements'][number];

/**
 * Where the parts of a record do not say the same: ledger and facts, ledger and result, consent, plan and practitioner and the
 * facts, the ledger's sums and the result, charges and proposal. Empty where they agree. A packet keeps what was found when it
 * was made, so that a change of one part alone shows as a disagreement that was not there.
 */
export function disagreementsIn(record: PacketRecord, result: PacketResult): readonly Disagreement[] {
  return [
    ...record.ledger.flatMap((entry, index) => entryDisagreements(entry, `ledger entry ${index + 1}`, record, result)),
    ...missingEntries(record),
    ...sumDisagreements(record, result),
    ...factDisagreements(record),
    ...chargeDisagreements(record, result),
  ];
}

function entryDisagreements(entry: PacketEntry, where: string, { facts }: PacketRecord, result: PacketResult): readonly Disagreement[] {
  if (entry.fact === null) {
    const counts = entry.countedSeconds > 0;
    return counts ? [{ where, says: `${lengthText(entry.countedSeconds)} are counted, and it is not among the facts` }] : [];
  }
  const fact = looseOf(listIn(facts, 'timeEntries')[entry.fact]);
  const judged = result.time.find((one) => one.entry === entry.fact);
  const minutes = fact['minutes'];
  const seconds = fact['seconds'] ?? (typeof minutes === 'number' ? minutes * 60 : undefined);
  return [
    ...unequal(where, 'length in seconds', entry.seconds, seconds),
    ...unequal(where, 'start', entry.start, fact['start']),
    ...unequal(where, 'day', entry.date, fact['date']),
    ...unequal(where, 'intervals', intervalsText(entry.intervals), intervalsText(listIn(fact, 'intervals'))),
    ...unequal(where, 'role', entry.performer, fact['performer']),
    ...unequal(where, 'activity', entry.activities.includes(textOf(fact['activity']) ?? ''), true),
    ...(fact['reference'] === undefined ? [] : unequal(where, 'record', entry.reference, fact['reference'])),
    ...(fact['performerId'] === undefined ? [] : unequal(where, 'person', entry.whoReference, fact['performerId'])),
    ...(entry.voided ? [{ where, says: 'it was taken back, and it is among the facts' }] : []),
    ...unequal(where, 'counted seconds', entry.countedSeconds, judged?.countedSeconds, 'the result'),
    ...unequal(where, 'counted as', entry.bucket, judged?.bucket, 'the result'),
    ...unequal(where, 'not counted', excludedText(entry.excluded), excludedText(judged?.excluded ?? []), 'the result'),
  ];
}

function intervalsText(intervals: readonly unknown[]): string {
  return intervals.map((one) => `${String(looseOf(one)['start'])} to ${String(looseOf(one)['end'])}`).join('; ');
}

function excludedText(excluded: PacketEntry['excluded']): string {
  return excluded.map(({ seconds, ruleId }) => `${seconds} s by ${ruleId}`).join(', ') || 'nothing';
}

/** Every fact has its entry, and only one. */
function missingEntries({ facts, ledger }: PacketRecord): readonly Disagreement[] {
  return listIn(facts, 'timeEntries').flatMap((_fact, index): readonly Disagreement[] => {
    const entries = ledger.filter((entry) => entry.fact === index).length;
    if (entries === 1) return [];
    return [{ where: `fact ${index + 1} of the time`, says: `${entries === 0 ? 'no entry' : `${entries} entries`} of the ledger` }];
  });
}

function sumDisagreements({ ledger }: PacketRecord, { countedSeconds }: PacketResult): readonly Disagreement[] {
  const sum = (bucket: string) => ledger.reduce((all, entry) => all + (entry.bucket === bucket ? entry.countedSeconds : 0), 0);
  return [
    ...unequal('sum of the ledger', 'seconds of staff', sum('staff'), countedSeconds.staff, 'the result'),
    ...unequal('sum of the ledger', 'seconds of practitioners', sum('qhp'), countedSeconds.qhp, 'the result'),
  ];
}

function factDisagreements({ facts, consents, plan, practice, billingPractitioner, statements }: PacketRecord): readonly Disagreement[] {
  const consent = facts['consent'];
  const carePlan = facts['carePlan'];
  const practitioner = looseOf(facts['billingPractitioner']);
  return [
    ...(isLoose(consent) ? consentDisagreements(consent, consents) : []),
    ...(isLoose(carePlan) && carePlan['present'] === true ? planDisagreements(carePlan, plan) : []),
    ...riskDisagreements(facts['riskAttestation'], statements),
    ...unequal('practice', 'time zone', practice.timeZone, facts['practiceTimeZone']),
    ...unequal('practice', 'setting', practice.setting, facts['settingType'] ?? undefined),
    ...unequal('billing practitioner', 'identity', billingPractitioner?.id, practitioner['id']),
    ...unequal('billing practitioner', 'profession', billingPractitioner?.type, practitioner['type'] ?? undefined),
  ];
}

function consentDisagreements(fact: Loose, consents: PacketRecord['consents']): readonly Disagreement[] {
  const told = listIn(fact, 'elements').map(String).toSorted().join(', ');
  const revoked = fact['revokedDate'] ?? null;
  const isSame = consents.some(
    (consent) =>
      consent.own &&
      consent.answer === undefined &&
      consent.date === fact['date'] &&
      (consent.method ?? null) === (fact['method'] ?? null) &&
      (consent.revokedDate ?? null) === revoked &&
      consent.told.toSorted().join(', ') === told,
  );
  return isSame ? [] : [{ where: 'consent', says: `no record says what the facts say (${String(fact['date'])})` }];
}

function planDisagreements(fact: Loose, plan: PacketRecord['plan']): readonly Disagreement[] {
  if (plan === null) return [{ where: 'care plan', says: 'the facts have one, and none is here' }];
  const elements = listIn(fact, 'elements').map(String).toSorted().join(', ');
  return [
    ...unequal('care plan', 'established', plan.established, fact['establishedDate'] ?? undefined),
    ...unequal('care plan', 'last reviewed', plan.lastReviewed, fact['lastReviewedDate'] ?? undefined),
    ...unequal('care plan', 'signed', plan.signed?.date, fact['signedDate'] ?? undefined),
    ...unequal('care plan', 'signed by', plan.signed?.by, fact['signedBy'] ?? undefined),
    ...unequal('care plan', 'copy given', plan.copyGiven ?? undefined, fact['copyGivenDate'] ?? undefined),
    ...unequal('care plan', 'elements', plan.elements.toSorted().join(', '), elements),
  ];
}

function riskDisagreements(fact: unknown, statements: PacketRecord['statements']): readonly Disagreement[] {
  if (!isLoose(fact)) return [];
  const made = statements.filter(({ statement }) => statement === 'significant-risk');
  const isSame = made.some(({ value, at }) => value === String(fact['attested']) && isSameDay(at, fact['date']));
  return isSame ? [] : [{ where: 'risk statement', says: `no statement says what the facts say (${String(fact['date'])})` }];
}

/** An instant is written with an offset of its own, so its day at the practice may be the one before or after. */
function isSameDay(at: string, date: unknown): boolean {
  if (typeof date !== 'string') return false;
  const days = Date.parse(at.slice(0, 10)) - Date.parse(date);
  return Math.abs(days) <= 86_400_000;
}

/** The charges that stand must be one of the codings that the facts support, by this program or another. */
function chargeDisagreements({ charges }: PacketRecord, result: PacketResult): readonly Disagreement[] {
  const standing = charges.filter(isStandingOwn);
  const coded = sorted(standing);
  const codings = [result.codes, ...result.alternatives.map(({ codes }) => codes)];
  const basis = standing.flatMap((charge) => basisDisagreements(charge, result));
  if (standing.length === 0 || codings.some((coding) => sorted(coding) === coded)) return basis;
  return [
    { where: 'charges', says: `${codesText(standing)} stand, and the facts support ${codings.map((one) => codesText(one)).join(' or ')}` },
    ...basis,
  ];
}

/** Whether the charge is this app's and holds: planned, ready to bill or billed. */
export function isStandingOwn({ own, status }: PacketCharge): boolean {
  return own && !['entered-in-error', 'aborted', 'not-billable'].includes(status);
}

function sorted(codes: readonly { readonly code: string; readonly units: number }[]): string {
  return codes
    .map(({ code, units }) => `${code}×${units}`)
    .toSorted()
    .join(' ');
}

/** A charge's note froze the minutes it was made on. */
function basisDisagreements({ code, note }: PacketCharge, { countedMinutes }: PacketResult): readonly Disagreement[] {
  const basis = /Basis: ([^(]*) in \d+ entr(?:y|ies) \((?!.*Basis: )/s.exec(note ?? '')?.[1];
  if (basis === undefined) return [];
  const minutes = (words: string) => Number(new RegExp(`(\\d+) min ${words}`).exec(basis)?.[1] ?? 0);
  return [
    ...unequal(`charge ${code}`, 'minutes of staff in its note', minutes('clinical staff'), countedMinutes.staff, 'the result'),
    ...unequal(`charge ${code}`, 'minutes of practitioners in its note', minutes('physician/QHP'), countedMinutes.qhp, 'the result'),
  ];
}

function unequal(where: string, what: string, here: unknown, there: unknown, place = 'the facts'): readonly Disagreement[] {
  if (here === there) return [];
  return [{ where, says: `${what}: ${valueText(here)} here, ${valueText(there)} in ${place}` }];
}

function valueText(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string | number | boolean}`;
}

function looseOf(value: unknown): Loose {
  return isLoose(value) ? value : {};
}

function listIn(value: Loose, key: string): readonly unknown[] {
  const list = value[key];
  return Array.isArray(list) ? list : [];
}
