import * as z from 'zod/mini';
import type { TimeEntryInput } from '../time-entry-view.ts';

const instant = z.string().check(z.refine(isInstant));
const stretch = { start: instant, end: instant };

const KeptInput = z.object({
  id: z.string().check(z.minLength(1)),
  source: z.enum(['timer', 'manual']),
  start: instant,
  end: instant,
  seconds: z.int().check(z.positive()),
  intervals: z.exactOptional(z.array(z.object(stretch))),
  notCounted: z.exactOptional(z.array(z.object({ ...stretch, reason: z.string() }))),
  performer: z.enum(['clinical-staff', 'physician-qhp']),
  activity: z.string().check(z.minLength(1)),
  contactMode: z.enum(['telephone', 'video', 'portal-message', 'in-writing', 'no-patient-contact']),
  outcome: z.exactOptional(z.enum(['reached', 'voicemail', 'no-answer', 'call-back'])),
  conditions: z.array(z.object({ reference: z.string(), display: z.string() })),
  note: z.string(),
  reason: z.exactOptional(z.string()),
  confirmedBy: z.exactOptional(z.string()),
  recordedAt: instant,
  adopts: z.exactOptional(z.string()),
});

/** The entry that a draft holds; null where it is none, as one written by another version of the app may be. */
export function readEntryInput(payload: unknown): TimeEntryInput | null {
  const result = KeptInput.safeParse(payload);
  return result.success ? result.data : null;
}

function isInstant(text: string): boolean {
  try {
    return Temporal.Instant.from(text).epochMilliseconds > 0;
  } catch {
    return false;
  }
}
