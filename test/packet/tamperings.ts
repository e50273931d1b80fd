import type { Loose, Tampering } from './scenario-packet.ts';

/** One way in which somebody might alter a packet, and a word that must stand in what the check says of it. */
export interface Case {
  readonly name: string;
  readonly tampering: Tampering;
  readonly says: RegExp;
}

const oneMinuteMore = (data: Loose) => {
  data.facts.timeEntries[0].minutes += 1;
  data.ledger[0].seconds += 60;
};

/** The ways that must all be found; of the packet of CCM-038, whose ledger has counted and excluded entries. */
export const TAMPERINGS: readonly Case[] = [
  {
    name: 'a minute of the ledger',
    tampering: { change: (data) => (data.ledger[2].seconds += 60) },
    says: /hash/,
  },
  {
    name: 'a minute of the ledger, with page and hash made to fit',
    tampering: { change: (data) => (data.ledger[2].seconds += 60), hashAgain: true, pageAgain: true },
    says: /agreement, ledger entry 3: .*length in seconds: 1260 here, 1200 in the facts/,
  },
  {
    name: 'a minute of ledger and facts, with page and hash made to fit',
    tampering: { change: oneMinuteMore, hashAgain: true, pageAgain: true },
    says: /result, time\[0\]/,
  },
  {
    name: 'a role',
    tampering: { change: (data) => (data.ledger[1].performer = 'physician-qhp'), hashAgain: true, pageAgain: true },
    says: /agreement, ledger entry 2: .*role: physician-qhp here, clinical-staff in the facts/,
  },
  {
    name: 'a date',
    tampering: { change: (data) => (data.consents[0].date = '2025-01-07'), hashAgain: true, pageAgain: true },
    says: /agreement, consent/,
  },
  {
    name: 'the units of a code',
    tampering: {
      change: (data) => {
        data.result.codes[0].units = 2;
        data.charges[0].units = 2;
      },
      hashAgain: true,
      pageAgain: true,
    },
    says: /result, codes\[0\].units: the packet has "2", computed "1"/,
  },
  {
    name: 'the units of a charge',
    tampering: { change: (data) => (data.charges[0].units = 3), hashAgain: true, pageAgain: true },
    says: /agreement, charges: .*3 × 99490 stand, and the facts support 99490/,
  },
  {
    name: 'a signature',
    tampering: {
      change: (data) => (data.plan.signed = { date: '2026-03-01', by: 'Dr Paula Practice' }),
      hashAgain: true,
      pageAgain: true,
    },
    says: /agreement, care plan: .*signed: 2026-03-01 here, nothing in the facts/,
  },
  {
    name: 'an excluded entry that is left away',
    tampering: {
      change: (data) => {
        data.ledger.splice(0, 1);
        data.facts.timeEntries.splice(0, 1);
        for (const entry of data.ledger) entry.fact -= 1;
      },
      hashAgain: true,
      pageAgain: true,
    },
    says: /result, excludedMinutes/,
  },
  {
    name: 'the hash made to fit, and the page left as it was',
    tampering: { change: (data) => (data.patient.name = 'Someone Else'), hashAgain: true },
    says: /page, line \d+: the packet has "Patient Ada Fictional/,
  },
  {
    name: 'the policy',
    tampering: { change: (data) => (data.policy.switches.qhpTimeOnEmDay = 'count'), hashAgain: true, pageAgain: true },
    says: /result, countedMinutes.qhp/,
  },
  {
    name: 'a switch of the policy that is none',
    tampering: { change: (data) => (data.policy.switches.max99437 = -1), hashAgain: true, pageAgain: true },
    says: /rules, policy.max99437/,
  },
  {
    name: "the rules' version",
    tampering: { change: (data) => (data.rulesVersion = '2031.4'), hashAgain: true, pageAgain: true },
    says: /rules, version of the rules: the packet has "2031.4", computed "/,
  },
];
