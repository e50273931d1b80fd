import type { CodeableConcept, Coding, Encounter, Period, Quantity } from 'fhir/r4';

/** How the page writes what charts hold. Times are those of the practice. */
export interface Words {
  /** `Nov 16, 2026`, or `Nov 16, 2026, 2:05 PM` where there is a time. */
  readonly when: (date: string | undefined) => string;
  readonly age: (birthDate: string | undefined) => string;
}

export function wordsFor(timeZone: string, today: string): Words {
  const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });
  const moment = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return {
    when(date) {
      if (date === undefined || date === '') return '';
      if (!/^\d{4}-\d\d-\d\d/.test(date)) return date;
      const value = new Date(date);
      if (Number.isNaN(value.getTime())) return date;
      return date.length === 10 ? day.format(value) : moment.format(value);
    },
    age(birthDate) {
      if (birthDate === undefined || !/^\d{4}/.test(birthDate)) return '';
      const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
      return `${today.slice(5) < birthDate.slice(5) ? years - 1 : years} y`;
    },
  };
}

/** The words of a concept: its text, else the display of a coding, else a code. */
export function conceptText(concept: CodeableConcept | undefined): string {
  return concept?.text ?? concept?.coding?.find(({ display }) => display !== undefined)?.display ?? concept?.coding?.[0]?.code ?? '';
}

const SYSTEM_NAMES: Readonly<Record<string, string>> = {
  'http://snomed.info/sct': 'SNOMED',
  'http://hl7.org/fhir/sid/icd-10-cm': 'ICD-10',
  'http://www.ama-assn.org/go/cpt': 'CPT',
};

/** `ICD-10 I10`, one for each coding of a system that people know. */
export function codes(concepts: readonly (CodeableConcept | undefined)[]): string {
  const known = concepts.flatMap((concept): readonly Coding[] => concept?.coding ?? []);
  return known
    .flatMap(({ system, code }) => {
      const name = SYSTEM_NAMES[system ?? ''];
      return name === undefined || code === undefined ? [] : [`${name} ${code}`];
    })
    .join(', ');
}

/** `14 min` or `7 min 30 s`; the distance of start and end where no length is recorded. */
export function lengthText({ length, period }: Encounter): string {
  const seconds = secondsOf(length) ?? secondsBetween(period);
  if (seconds === undefined) return '';
  const [whole, rest] = [Math.floor(seconds / 60), Math.round(seconds % 60)];
  return rest === 0 ? `${whole} min` : `${whole} min ${rest} s`;
}

function secondsOf(length: Quantity | undefined): number | undefined {
  const factor = { s: 1, min: 60, h: 3600 }[length?.code ?? ''];
  return length?.value === undefined || factor === undefined ? undefined : length.value * factor;
}

function secondsBetween(period: Period | undefined): number | undefined {
  const seconds = (Date.parse(period?.end ?? '') - Date.parse(period?.start ?? '')) / 1000;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}
