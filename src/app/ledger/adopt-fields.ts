import { formatDuration } from '../format.ts';
import { CONTACT_MODE_TEXT } from '../vocabulary-text.ts';
import type { AdoptInput } from './ledger-view.ts';

/** What stands in the form's fields, as typed. */
export interface AdoptFields {
  readonly role: AdoptInput['performer'] | '';
  readonly minutes: string;
  readonly seconds: string;
  readonly activity: string;
  readonly contactMode: string;
  readonly note: string;
}

interface AdoptContext {
  readonly id: string;
  readonly encounter: AdoptInput['encounter'];
  /** The most that can be adopted. */
  readonly seconds: number;
}

export type AdoptCheck =
  | { readonly ok: true; readonly input: AdoptInput }
  | { readonly ok: false; readonly errors: Partial<Record<keyof AdoptFields, string>> };

/** The EHR's own length, and its mode where it tells one; role and activity it does not tell, so nothing is chosen. */
export function emptyAdoption({ looksLike }: AdoptInput['encounter'], seconds: number): AdoptFields {
  return {
    role: '',
    minutes: String(Math.floor(seconds / 60)),
    seconds: String(seconds % 60),
    activity: '',
    contactMode: looksLike === 'telephone' ? 'telephone' : '',
    note: '',
  };
}

/** The entry that the fields describe, or what is wrong with them. */
export function checkAdoption(fields: AdoptFields, { id, encounter, seconds }: AdoptContext): AdoptCheck {
  const mode = MODES.find((one) => one === fields.contactMode);
  const length = lengthOf(fields);
  const { role, activity, note } = fields;
  if (role !== '' && activity !== '' && mode !== undefined && note.trim() !== '' && length !== null && length > 0 && length <= seconds) {
    const input = { id, encounter, seconds: length, performer: role, activity, contactMode: mode, note: note.trim() };
    return { ok: true, input };
  }
  return {
    ok: false,
    errors: {
      ...(role === '' && { role: 'Choose; it decides which codes the time can count toward.' }),
      ...(activity === '' && { activity: 'Choose what was done.' }),
      ...(mode === undefined && { contactMode: 'Choose how.' }),
      ...(note.trim() === '' && { note: 'Write what was done; time is not saved without a note.' }),
      ...lengthError(length, seconds),
    },
  };
}

function lengthError(length: number | null, most: number): { readonly minutes?: string } {
  if (length === null) return { minutes: 'Whole minutes, and 0 to 59 seconds.' };
  if (length === 0) return { minutes: 'Longer than nothing.' };
  return length > most ? { minutes: `At most ${formatDuration(most)}, as the EHR has it.` } : {};
}

function lengthOf({ minutes, seconds }: AdoptFields): number | null {
  const [whole, rest] = [minutes, seconds].map((text) => text.trim() || '0');
  if (whole === undefined || rest === undefined || !/^\d{1,4}$/.test(whole) || !/^[0-5]?\d$/.test(rest)) return null;
  return Number(whole) * 60 + Number(rest);
}

const MODES = Object.keys(CONTACT_MODE_TEXT).filter(isMode);

function isMode(text: string): text is AdoptInput['contactMode'] {
  return Object.hasOwn(CONTACT_MODE_TEXT, text);
}
