/** Why the app could not be opened on a patient. Screens choose by this alone. */
export type LaunchErrorKind =
  /** No entry of issuers.json is the server that asks; `host` says which it is. */
  | 'unknown-issuer'
  /** The EHR, or the user in it, refused; `reason` is the EHR's own text, where it gave one. */
  | 'denied'
  | 'no-patient'
  /** The browser lets the page keep nothing, as it does in frames of another site; a window of its own may help. */
  | 'storage-blocked'
  /** The answer does not belong to a launch that this window began, or is not what the EHR should send. */
  | 'bad-callback'
  /** The launch took too long, or its session has ended. */
  | 'expired'
  /** The EHR's launch service did not answer, or not in a way that makes sense. */
  | 'unreachable'
  /** Nothing to open: neither a launch nor a session of this window. */
  | 'no-session'
  /** issuers.json cannot be read; `reason` names the field. */
  | 'bad-settings'
  /** The EHR does not offer PKCE with S256, and its entry does not say that it may be launched all the same. */
  | 'no-pkce'
  /** The EHR names services at addresses that are not safe to send a user or a code to. */
  | 'bad-discovery'
  /** The EHR's statement of who the user is does not stand up. */
  | 'bad-identity';

export interface LaunchErrorDetail {
  /** The server's host as plain text, for `unknown-issuer`. */
  readonly host?: string;
  /** Text of the EHR or of the settings check; to be shown as plain text only. */
  readonly reason?: string;
  readonly cause?: unknown;
}

/** The one error of launching. Its message is its kind: no address, no code, no token, nothing of a patient. */
export class LaunchError extends Error {
  readonly kind: LaunchErrorKind;
  readonly host: string | undefined;
  readonly reason: string | undefined;

  constructor(kind: LaunchErrorKind, detail: LaunchErrorDetail = {}) {
    super(`launch: ${kind}`, { cause: detail.cause });
    this.name = 'LaunchError';
    this.kind = kind;
    this.host = detail.host;
    this.reason = detail.reason;
  }
}

/** What to tell the user: what happened, and what to do now. Both plain text. */
export interface LaunchAdvice {
  readonly heading: string;
  readonly advice: string;
}

/** The words for a launch that failed, shared by the launch page and the app. */
export function adviceFor(error: LaunchError): LaunchAdvice {
  switch (error.kind) {
    case 'unknown-issuer':
      return {
        heading: 'This server is not on the list',
        advice: `Intervisit was asked to open a chart of “${error.host ?? 'an unnamed server'}”, which is not one of the EHRs it is set up for here. Nothing was sent to it. If you know this server, ask whoever runs Intervisit to add it.`,
      };
    case 'denied':
      return {
        heading: 'The EHR did not let Intervisit in',
        advice: 'Open Intervisit again from the patient’s chart. If it happens again, show this page to IT.',
      };
    case 'no-patient':
      return { heading: 'No patient was chosen', advice: 'The EHR opened Intervisit without a patient. Open it from a patient’s chart.' };
    case 'storage-blocked':
      return {
        heading: 'Intervisit needs a window of its own',
        advice: 'This browser does not let Intervisit keep its sign-in inside the EHR’s page. It works in a window of its own.',
      };
    case 'bad-callback':
      return {
        heading: 'This sign-in cannot be used',
        advice: 'It was not begun in this window, or was used before. Open Intervisit again from the patient’s chart.',
      };
    case 'expired':
      return {
        heading: 'The session has ended',
        advice: 'Open Intervisit again from the patient’s chart. What you had not saved is kept in this browser where it allows that.',
      };
    case 'unreachable':
      return {
        heading: 'The EHR’s sign-in does not answer',
        advice:
          'Try again in a moment from the patient’s chart. If it goes on, tell IT that the EHR’s sign-in service could not be reached.',
      };
    case 'no-session':
      return { heading: 'No chart is open', advice: 'Intervisit opens from inside the EHR: choose it in a patient’s chart.' };
    case 'bad-settings':
      return {
        heading: 'The list of EHRs cannot be read',
        advice: 'The file issuers.json has a mistake. Whoever runs Intervisit can mend it.',
      };
    case 'no-pkce':
      return {
        heading: 'The EHR’s sign-in is not safe enough',
        advice:
          'It does not offer PKCE with S256, which protects the sign-in. Whoever runs Intervisit can allow an older EHR in issuers.json.',
      };
    case 'bad-discovery':
      return {
        heading: 'The EHR’s sign-in is set up wrongly',
        advice: 'It names addresses that are missing or not encrypted. Show this page to IT.',
      };
    case 'bad-identity':
      return {
        heading: 'The EHR’s sign-in does not add up',
        advice:
          'What it says of who you are was made for another app or has expired. Open Intervisit again from the patient’s chart; if it happens again, check this computer’s clock, then show this page to IT.',
      };
    default:
      return error.kind satisfies never;
  }
}
