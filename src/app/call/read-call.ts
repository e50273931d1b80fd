import * as z from 'zod/mini';
import { readEntryInput } from '../timekeeping/kept-input.ts';
import type { Call } from './call.ts';

const progress = z.enum(['in-progress', 'improving', 'worsening', 'achieved']);

const KeptConfirmed = z.object({
  input: z.unknown(),
  handedOver: z.boolean(),
  timeStored: z.boolean(),
  plan: z.nullable(
    z.object({
      at: z.string(),
      goals: z.array(z.object({ reference: z.exactOptional(z.string()), what: z.string(), progress, word: z.string() })),
    }),
  ),
  planStored: z.boolean(),
});

const KeptCall = z.object({
  id: z.string().check(z.minLength(1)),
  timerId: z.nullable(z.string()),
  topics: z.array(z.string()),
  note: z.string(),
  marks: z.record(z.string(), z.boolean()),
  medicines: z.string(),
  tasks: z.string(),
  goals: z.record(z.string(), z.object({ progress: z.union([progress, z.literal('')]), word: z.string() })),
  outcome: z.enum(['reached', 'voicemail', 'no-answer', 'call-back', '']),
  activity: z.string(),
  contactMode: z.enum(['telephone', 'video']),
  nextContact: z.string(),
  confirmed: z.nullable(KeptConfirmed),
});

/** The call that a draft holds; null where it is none, as one written by another version of the app may be. */
export function readCall(payload: unknown): Call | null {
  const { success, data } = KeptCall.safeParse(payload);
  if (!success) return null;
  if (data.confirmed === null) return { ...data, confirmed: null };
  const input = readEntryInput(data.confirmed.input);
  return input === null ? null : { ...data, confirmed: { ...data.confirmed, input } };
}
