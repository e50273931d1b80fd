import type { Instant, LocalDate } from '../../../ccm/chart.ts';
import { momentOf, shownMoment } from '../../moment.ts';
import type { Caregiver, CopyInput, CopyLanguage, CopySize, CopyWay } from './copy-view.ts';

/** The sheet as it is shown, and what stands in the form. Empty: nothing yet; an empty day and time are those of now. */
export interface CopyFields {
  readonly language: CopyLanguage;
  readonly size: CopySize;
  readonly to: '' | 'patient' | 'caregiver' | 'both';
  /** Reference of a caregiver of the chart; `other`: the one whose name is typed. */
  readonly caregiver: string;
  readonly caregiverName: string;
  readonly way: '' | CopyWay;
  readonly date: LocalDate;
  readonly time: string;
}

export type CopyErrors = Partial<Readonly<Record<keyof CopyFields, string>>>;

const NOTHING_GIVEN: Omit<CopyFields, 'language'> = {
  size: 'normal',
  to: '',
  caregiver: '',
  caregiverName: '',
  way: '',
  date: '',
  time: '',
};

/** The form before anything was typed. */
export function emptyCopyFields(language: CopyLanguage): CopyFields {
  return { language, ...NOTHING_GIVEN };
}

export interface CopyContext {
  readonly id: string;
  readonly now: Instant;
  readonly timeZone: string;
  readonly caregivers: readonly Caregiver[];
  readonly page: Pick<CopyInput, 'title' | 'html' | 'text'>;
}

export type CopyCheck = { readonly ok: true; readonly input: CopyInput } | { readonly ok: false; readonly errors: CopyErrors };

/** What was given as it will be saved, or what is missing, field by field. */
export function checkCopy(fields: CopyFields, context: CopyContext): CopyCheck {
  const errors: { -readonly [Key in keyof CopyErrors]: CopyErrors[Key] } = {};
  const { id, now, timeZone, page } = context;
  const at = momentOf(fields, now, timeZone, errors);
  const caregiver = caregiverOf(fields, context, errors);
  if (fields.to === '') errors.to = 'Who was given it?';
  if (fields.way === '') errors.way = 'How was it given?';
  if (at === null || fields.way === '' || Object.keys(errors).length > 0) return { ok: false, errors };
  return {
    ok: true,
    input: {
      id,
      toPatient: fields.to !== 'caregiver',
      ...(caregiver !== undefined && { caregiver }),
      way: fields.way,
      givenAt: at,
      givenOn: shownMoment(fields, now, timeZone).date,
      recordedAt: now,
      language: fields.language,
      ...page,
    },
  };
}

function caregiverOf(
  { to, caregiver, caregiverName }: CopyFields,
  { caregivers }: CopyContext,
  errors: { -readonly [Key in keyof CopyErrors]: CopyErrors[Key] },
): CopyInput['caregiver'] {
  if (to !== 'caregiver' && to !== 'both') return undefined;
  const known = caregivers.find(({ reference }) => reference === caregiver);
  if (known !== undefined) return { reference: known.reference, name: known.name };
  if (caregivers.length > 0 && caregiver === '') {
    errors.caregiver = 'Which caregiver?';
    return undefined;
  }
  if (caregiverName.trim() !== '') return { name: caregiverName.trim() };
  errors.caregiverName = 'Give the caregiver’s name.';
  return undefined;
}
