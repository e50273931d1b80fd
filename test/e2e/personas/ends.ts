import type { PersonaName } from '../../ehr/ehr.ts';

/** Where a thing ends: in which kind of resource, or with the person as a text to keep. */
export type End = 'Encounter' | 'CarePlan' | 'Consent' | 'DocumentReference' | 'not stored';

/** What comes of a day's work at one kind of EHR, by the list of carriers. */
export interface Ends {
  readonly time: End;
  readonly plan: End;
  readonly consent: End;
  readonly signature: 'CarePlan' | 'DocumentReference' | 'not stored';
  /** `prose`: the plan cannot be put into plain words, so that there is nothing to give. */
  readonly copy: 'DocumentReference' | 'CarePlan' | 'not stored' | 'prose';
  /**
   * `sheet`: nothing in the EHR takes it, and the charge sheet is there to print. `held`: what the EHR does not show is asked of a
   * person first, and until then nothing can be charged.
   */
  readonly charge: 'ChargeItem' | 'DocumentReference' | 'sheet' | 'held';
  /** An Encounter of the session's first entry that lost its length and cannot be taken back: it is there, and never counts. */
  readonly stray?: true;
  /** No verdict at the start, because the EHR does not show what plans hold. */
  readonly isBlindToPlans?: true;
}

const GENERAL_SERVER: Ends = {
  time: 'Encounter',
  plan: 'CarePlan',
  consent: 'Consent',
  signature: 'CarePlan',
  copy: 'DocumentReference',
  charge: 'ChargeItem',
};

const NOTES: Ends = {
  time: 'DocumentReference',
  plan: 'DocumentReference',
  consent: 'DocumentReference',
  signature: 'DocumentReference',
  copy: 'DocumentReference',
  charge: 'DocumentReference',
};

const NOTHING: Ends = {
  time: 'not stored',
  plan: 'not stored',
  consent: 'not stored',
  signature: 'not stored',
  copy: 'not stored',
  charge: 'sheet',
};

export const ENDS: Readonly<Record<PersonaName, Ends>> = {
  full: GENERAL_SERVER,
  'hapi-like': GENERAL_SERVER,
  'medplum-like': GENERAL_SERVER,
  'read-only': NOTHING,
  'athena-like': { ...NOTHING, charge: 'held' },
  'ecw-like': { ...NOTHING, charge: 'held' },
  'notes-only': NOTES,
  'epic-like': { ...NOTES, charge: 'held' },
  'forgetful-encounters': { ...NOTES, stray: true },
  'oracle-like': { ...NOTES, copy: 'prose', charge: 'held', stray: true, isBlindToPlans: true },
  'create-only': { ...GENERAL_SERVER, plan: 'DocumentReference', signature: 'DocumentReference' },
  'plan-writes-only': { time: 'CarePlan', plan: 'CarePlan', consent: 'CarePlan', signature: 'CarePlan', copy: 'CarePlan', charge: 'sheet' },
  'worse-than-all': { ...GENERAL_SERVER, time: 'CarePlan', consent: 'DocumentReference' },
};
