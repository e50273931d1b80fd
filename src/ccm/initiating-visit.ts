import { yearBefore } from './calendar.ts';
import type { Facts, VisitFacts } from './facts.ts';
import { evidence, found, judged, missing, type Evidence, type Finding } from './finding.ts';
import { isOwn } from './visit-days.ts';

/**
 * Visits that can initiate CCM (ELIG-5). The lowest home visits, 99341 and 99347, are left out as 99211 is; 99343 ended
 * with 2022.
 */
export const QUALIFYING_CODES: ReadonlySet<string> = new Set([
  '99202',
  '99203',
  '99204',
  '99205',
  '99212',
  '99213',
  '99214',
  '99215',
  '99342',
  '99344',
  '99345',
  '99348',
  '99349',
  '99350',
  'G0402',
  'G0438',
  'G0439',
  '99495',
  '99496',
]);

/** Whether the visit is one that can initiate CCM, by its code. */
export function isQualifyingVisit(visit: VisitFacts): boolean {
  return isOwn(visit.practitioner) && QUALIFYING_CODES.has(visit.code.trim().toUpperCase());
}

/**
 * ELIG-4, ELIG-5, ELIG-5a and ELIG-6, tested once against the day CCM began.
 *
 * Only qualifying visits by the billing practitioner in the year before that day count as seen; one exactly a year before
 * passes with a warning. A new patient's visit must have discussed CCM.
 */
export function judgeInitiatingVisit(facts: Facts): readonly Finding[] {
  const { visits, ccmStart } = facts;
  if (!visits) return [judged('ELIG-4', undefined, [missing('visits', facts.why('visits'))])];
  if (ccmStart === undefined) return [judged('ELIG-4', undefined, [missing('start-of-ccm', facts.why('ccmStartDate'))])];
  const earliest = yearBefore(ccmStart);
  const inYear = visits.items.filter((visit) => isOwn(visit.practitioner) && visit.date >= earliest && visit.date <= ccmStart);
  const qualifying = inYear.filter(isQualifyingVisit);
  if (qualifying.length === 0) {
    const unsure = visits.unreadable > 0;
    const shown = [evidence('start-of-ccm', ccmStart), ...inYear.map(visitEvidence)];
    if (unsure) return [judged('ELIG-4', undefined, [missing('visits', 'unreadable'), ...shown])];
    return [judged(inYear.length === 0 ? 'ELIG-4' : 'ELIG-5', false, shown)];
  }
  return judgeQualifying(facts, qualifying, earliest);
}

function judgeQualifying(facts: Facts, qualifying: readonly VisitFacts[], earliest: string): readonly Finding[] {
  const discussed = qualifying.filter((visit) => visit.ccmDiscussed === true);
  if (facts.newPatient === false) return [...passed(qualifying, earliest), judged('ELIG-6', true, [evidence('new-patient', false)])];
  if (discussed.length > 0) return [...passed(discussed, earliest), judged('ELIG-6', true, discussed.map(discussedEvidence))];
  if (facts.newPatient === undefined) {
    return [judged('ELIG-4', undefined, [missing('new-patient', facts.why('newPatient')), ...qualifying.map(visitEvidence)])];
  }
  const known = qualifying.every((visit) => visit.ccmDiscussed === false);
  return [...passed(qualifying, earliest), judged('ELIG-6', known ? false : undefined, qualifying.map(discussedEvidence))];
}

function passed(visits: readonly VisitFacts[], earliest: string): readonly Finding[] {
  const best = visits.reduce((held, visit) => (rank(visit) > rank(held) ? visit : held));
  const onTheBoundary = visits.every((visit) => visit.date === earliest);
  return [
    found('ELIG-4', 'met', onTheBoundary ? 'warns' : 'none', [visitEvidence(best)]),
    judged('ELIG-5', true, [visitEvidence(best)]),
    judged('ELIG-5a', hasFace(best), [visitEvidence(best)]),
  ];
}

/** A visit in person or by video before one by audio, then the latest. */
function rank(visit: VisitFacts): string {
  return `${visit.modality === 'audio-only' ? 0 : 1}${visit.date}`;
}

function hasFace(visit: VisitFacts): boolean | undefined {
  if (visit.modality === 'audio-only') return false;
  return visit.modality === 'in-person' || visit.modality === 'audio-video' ? true : undefined;
}

function visitEvidence(visit: VisitFacts): Evidence {
  return evidence('visit', visit.date, { reference: visit.reference });
}

function discussedEvidence(visit: VisitFacts): Evidence {
  const known = typeof visit.ccmDiscussed === 'boolean' ? visit.ccmDiscussed : undefined;
  return known === undefined
    ? missing('visit-discussed-ccm', 'not-recorded')
    : evidence('visit-discussed-ccm', known, { reference: visit.reference });
}
