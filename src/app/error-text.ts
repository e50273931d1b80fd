import type { ErrorKind } from './save-result.ts';

export interface ErrorText {
  readonly title: string;
  readonly meaning: string;
  readonly next: string;
}

export const ERROR_TEXT = {
  'session-expired': {
    title: 'Your session with the EHR has ended',
    meaning: 'The EHR no longer accepts this sign-in; nothing more can be read or saved in it.',
    next: 'Copy what you have typed. Open Intervisit again from the patient’s chart.',
  },
  forbidden: {
    title: 'The EHR does not permit this',
    meaning: 'Your sign-in, or this app, lacks the right to it.',
    next: 'Ask the EHR’s administrator to allow it for Intervisit.',
  },
  'not-found': {
    title: 'It is not in the EHR',
    meaning: 'The EHR says that there is no such record.',
    next: 'Read the chart again.',
  },
  gone: {
    title: 'It was deleted in the EHR',
    meaning: 'The record was there once and has been removed.',
    next: 'Read the chart again.',
  },
  'not-supported': {
    title: 'This EHR cannot do this',
    meaning: 'It has no such record, or no way for an app to write it.',
    next: 'Do it in the EHR itself.',
  },
  conflict: {
    title: 'Somebody else changed it first',
    meaning: 'Nothing was overwritten.',
    next: 'Load the newer version, then make your change again.',
  },
  'precondition-required': {
    title: 'The EHR wants to know which version you saw',
    meaning: 'Nothing was changed.',
    next: 'Load it again, then save again.',
  },
  rejected: {
    title: 'The EHR refused the content',
    meaning: 'It understood the request and did not accept what it held. Nothing was changed.',
    next: 'Correct what it names, then save again.',
  },
  throttled: {
    title: 'The EHR is busy',
    meaning: 'It asked this app to wait.',
    next: 'Wait a minute, then try again.',
  },
  server: {
    title: 'The EHR had a fault',
    meaning: 'It answered with an error of its own.',
    next: 'Try again. If it stays so, tell the EHR’s support.',
  },
  network: {
    title: 'The EHR could not be reached',
    meaning: 'No answer came.',
    next: 'Check the connection, then try again.',
  },
  timeout: {
    title: 'The EHR took too long',
    meaning: 'No answer came in time.',
    next: 'Try again in a moment.',
  },
  'foreign-url': {
    title: 'An address outside the EHR was refused',
    meaning: 'The EHR pointed to another server. Nothing was sent there.',
    next: 'Tell the EHR’s administrator.',
  },
  unreadable: {
    title: 'The EHR’s answer could not be read',
    meaning: 'Something came that is not the record that was asked for.',
    next: 'Try again. If it stays so, tell the EHR’s support.',
  },
  cancelled: {
    title: 'Stopped',
    meaning: 'The request was stopped before it was done.',
    next: 'Start it again when you are ready.',
  },
  'wrong-patient': {
    title: 'Stopped: another patient’s record',
    meaning: 'What was to be written is not about the patient on the banner. Nothing was sent.',
    next: 'Open Intervisit again from the right chart.',
  },
} as const satisfies Record<ErrorKind, ErrorText>;

/** Words for what kept the patient's own record from being read: then there is nothing to show. */
export const PATIENT_ERROR_TEXT: Partial<Readonly<Record<ErrorKind, ErrorText>>> = {
  'session-expired': {
    title: 'Your session with the EHR has ended',
    meaning: 'The EHR no longer accepts this sign-in.',
    next: 'Open Intervisit again from the patient’s chart.',
  },
  forbidden: {
    title: 'The EHR does not let Intervisit read the patient’s record',
    meaning: 'Your sign-in, or Intervisit itself, lacks the right to read who the patient is (the Patient record).',
    next: 'Ask IT to allow it for Intervisit.',
  },
  'not-found': {
    title: 'The EHR does not have this patient’s record',
    meaning: 'It opened Intervisit on a patient and then said that there is no such Patient record.',
    next: 'Open Intervisit again from the patient’s chart. If it stays so, tell IT.',
  },
  gone: {
    title: 'The patient’s record was deleted in the EHR',
    meaning: 'The Patient record was there once and has been removed.',
    next: 'Open Intervisit again from the patient’s chart. If it stays so, tell IT.',
  },
  'not-supported': {
    title: 'This EHR does not offer the patient’s record to apps',
    meaning: 'Intervisit has to read who the patient is (the Patient record).',
    next: 'Ask IT whether it can be switched on.',
  },
  unreadable: {
    title: 'The patient’s record could not be read',
    meaning: 'What the EHR sent in place of the Patient record is not one.',
    next: 'Try again. If it stays so, tell IT.',
  },
};
