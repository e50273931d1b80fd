/** Whether the text is a statement or a log line of ours rather than a note for people. */
export function isLogLine(text: string): boolean {
  return /^CCM-(?:ATTEST|CONSENT|TIME|VOID) v\d/.test(text);
}
