import type { CopyLanguage, Interval } from './copy-view.ts';

/** Our words on the sheet. Names of people and places, and what the chart says, are never among them. */
export interface CopyWords {
  readonly title: string;
  readonly about: string;
  readonly date: string;
  readonly born: string;
  readonly from: string;
  readonly callUs: string;
  readonly emergency: string;
  readonly asWritten: string;
  readonly problems: string;
  readonly goals: string;
  readonly ownGoal: string;
  readonly noGoals: string;
  readonly reached: string;
  readonly paused: string;
  readonly by: (date: string) => string;
  readonly aim: string;
  readonly below: string;
  readonly above: string;
  readonly atMost: string;
  readonly atLeast: string;
  readonly youDo: string;
  readonly youDoNothing: string;
  readonly together: (names: string) => string;
  readonly weDo: string;
  readonly weDoNothing: string;
  readonly doneBy: (names: string) => string;
  readonly every: (interval: Interval) => string;
  readonly medicines: string;
  readonly medicinesLead: string;
  readonly medicinesSaid: (date: string) => string;
  readonly medicinePaused: string;
  readonly medicineUnasked: string;
  readonly unsureMedicines: string;
  readonly notTakenMedicines: string;
  readonly noMedicines: string;
  readonly medicinesUnseen: string;
  readonly helpers: string;
  readonly noHelpers: string;
  readonly whenToCall: string;
  readonly callLead: string;
  readonly review: string;
  readonly reviewOn: (date: string) => string;
  readonly reviewDue: string;
  readonly reviewOpen: string;
  readonly reviewEvery: (interval: string) => string;
  readonly and: string;
  readonly plan: (begun: string | null, version: string | null) => string;
}

export const COPY_WORDS: Readonly<Record<CopyLanguage, CopyWords>> = {
  en: {
    title: 'My care plan',
    about:
      'This plan is about your long-term health. It says what we work on together, what each of us does, and whom to call. Keep it where you can find it, and bring it to your visits.',
    date: 'Date',
    born: 'Born',
    from: 'From',
    callUs: 'Call us, day or night',
    emergency: 'In an emergency, call 911.',
    asWritten: 'This is how your record says it. Ask us about anything that is not clear.',
    problems: 'What we work on',
    goals: 'Your goals',
    ownGoal: 'Your own goal',
    noGoals: 'No goals are written down yet. Tell us what matters most to you.',
    reached: 'reached',
    paused: 'paused for now',
    by: (date) => `by ${date}`,
    aim: 'Aim',
    below: 'below',
    above: 'above',
    atMost: 'at most',
    atLeast: 'at least',
    youDo: 'What you do',
    youDoNothing: 'Nothing is written down for you to do yet. Ask us what would help most.',
    together: (names) => `Together with ${names}`,
    weDo: 'What we do',
    weDoNothing: 'Nothing is written down here yet.',
    doneBy: (names) => `Done by ${names}`,
    every: ({ count, unit }) =>
      count === 1 ? { d: 'every day', wk: 'every week', mo: 'every month', a: 'every year' }[unit] : `every ${count} ${UNITS.en[unit]}`,
    medicines: 'Your medicines',
    medicinesLead:
      'This is what our records say. Tell us if you take something else, or if you stopped taking something. Do not stop a medicine without asking us.',
    medicinesSaid: (date) => `We went through your medicines with you on ${date}.`,
    medicinePaused: 'Paused for now. Ask us before you take it again.',
    medicineUnasked: 'We have not talked about this one yet.',
    unsureMedicines: 'You were not sure about these. Ask us, and we will look at them together:',
    notTakenMedicines: 'Our records list these, and you told us that you do not take them. Ask us before you start one again:',
    noMedicines: 'Our records list no medicines. Tell us if you take any.',
    medicinesUnseen: 'Your medicines are not on this page. Ask us for your list of medicines.',
    helpers: 'Who helps you',
    noHelpers: 'Call us, and we will find the right person.',
    whenToCall: 'When to call',
    callLead: 'Call us when something gets worse, when something new worries you, or when you are not sure what to do.',
    review: 'Your next review',
    reviewOn: (date) => `We go through this plan with you again by ${date}.`,
    reviewDue: 'It is time to go through this plan again. Call us for an appointment, or we will call you.',
    reviewOpen: 'No date is set yet. Ask us when we go through this plan again.',
    reviewEvery: (interval) => `We go through it ${interval}.`,
    and: 'and',
    plan: (begun, version) => [begun && `Care plan since ${begun}`, version && `version ${version}`].filter(Boolean).join(', '),
  },
  es: {
    title: 'Mi plan de cuidados',
    about:
      'Este plan trata de su salud a largo plazo. Dice en qué trabajamos juntos, qué hace cada uno y a quién llamar. Guárdelo donde pueda encontrarlo y tráigalo a sus citas.',
    date: 'Fecha',
    born: 'Fecha de nacimiento',
    from: 'De',
    callUs: 'Llámenos, de día o de noche',
    emergency: 'En una emergencia, llame al 911.',
    asWritten: 'Así está escrito en su expediente, sin traducir. Pídanos que se lo expliquemos.',
    problems: 'En qué trabajamos',
    goals: 'Sus metas',
    ownGoal: 'Su propia meta',
    noGoals: 'Todavía no hay metas escritas. Díganos qué es lo más importante para usted.',
    reached: 'lograda',
    paused: 'en pausa por ahora',
    by: (date) => `para el ${date}`,
    aim: 'Objetivo',
    below: 'menos de',
    above: 'más de',
    atMost: 'como máximo',
    atLeast: 'como mínimo',
    youDo: 'Qué hace usted',
    youDoNothing: 'Todavía no hay nada escrito para usted. Pregúntenos qué le ayudaría más.',
    together: (names) => `Junto con ${names}`,
    weDo: 'Qué hacemos nosotros',
    weDoNothing: 'Todavía no hay nada escrito aquí.',
    doneBy: (names) => `Lo hace ${names}`,
    every: ({ count, unit }) =>
      count === 1 ? { d: 'cada día', wk: 'cada semana', mo: 'cada mes', a: 'cada año' }[unit] : `cada ${count} ${UNITS.es[unit]}`,
    medicines: 'Sus medicinas',
    medicinesLead:
      'Esto es lo que dicen nuestros registros. Díganos si toma otra cosa o si dejó de tomar algo. No deje de tomar una medicina sin preguntarnos.',
    medicinesSaid: (date) => `Repasamos sus medicinas con usted el ${date}.`,
    medicinePaused: 'En pausa por ahora. Pregúntenos antes de volver a tomarla.',
    medicineUnasked: 'Todavía no hemos hablado de esta.',
    unsureMedicines: 'De estas usted no estaba seguro o segura. Pregúntenos y las veremos juntos:',
    notTakenMedicines: 'Están en nuestros registros, y usted nos dijo que no las toma. Pregúntenos antes de volver a tomar una:',
    noMedicines: 'En nuestros registros no hay medicinas. Díganos si toma alguna.',
    medicinesUnseen: 'Sus medicinas no están en esta hoja. Pídanos su lista de medicinas.',
    helpers: 'Quién le ayuda',
    noHelpers: 'Llámenos y encontraremos a la persona indicada.',
    whenToCall: 'Cuándo llamar',
    callLead: 'Llámenos si algo empeora, si algo nuevo le preocupa o si no sabe qué hacer.',
    review: 'Su próxima revisión',
    reviewOn: (date) => `Repasaremos este plan con usted a más tardar el ${date}.`,
    reviewDue: 'Ya es hora de repasar este plan. Llámenos para una cita, o le llamaremos nosotros.',
    reviewOpen: 'Todavía no hay fecha. Pregúntenos cuándo repasaremos este plan.',
    reviewEvery: (interval) => `Lo repasamos ${interval}.`,
    and: 'y',
    plan: (begun, version) => [begun && `Plan de cuidados desde el ${begun}`, version && `versión ${version}`].filter(Boolean).join(', '),
  },
};

const UNITS = {
  en: { d: 'days', wk: 'weeks', mo: 'months', a: 'years' },
  es: { d: 'días', wk: 'semanas', mo: 'meses', a: 'años' },
} as const satisfies Record<CopyLanguage, Record<Interval['unit'], string>>;

/** Names as a list with *and* or *y*; *e* before a name that sounds like an i, as Spanish has it. */
export function namesIn(language: CopyLanguage, names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  if (names.length < 2) return last;
  const and = language === 'es' && /^(?:i|hi(?!e)|y(?![aeiou]))/i.test(last) ? 'e' : COPY_WORDS[language].and;
  return `${names.slice(0, -1).join(', ')} ${and} ${last}`;
}

/** `November 18, 2026`, `18 de noviembre de 2026`; what is no full date stays as it is. */
export function longDate(language: CopyLanguage, date: string): string {
  try {
    const format = { day: 'numeric', month: 'long', year: 'numeric' } as const;
    return Temporal.PlainDate.from(date).toLocaleString(language === 'es' ? 'es-US' : 'en-US', format);
  } catch {
    return date;
  }
}

/** A target of the chart that is one number: what is measured in the chart's words, the rest for our own. */
export interface NumberTarget {
  readonly label: string;
  readonly comparator: 'below' | 'above' | 'atMost' | 'atLeast';
  readonly value: string;
}

const TARGET = /^(.*?)\s*(<=|>=|<|>)\s*([\d.,]+(?:\/[\d.,]+)?)\s*(\S.*)?$/;
const COMPARATORS = { '<': 'below', '>': 'above', '<=': 'atMost', '>=': 'atLeast' } as const;

/** `Hemoglobin A1c < 7.5 %` in its parts; null where it is not of that form. */
export function numberTarget(target: string): NumberTarget | null {
  const [, label = '', sign = '', number = '', unit = ''] = TARGET.exec(target) ?? [];
  const comparator = sign === '<' || sign === '>' || sign === '<=' || sign === '>=' ? COMPARATORS[sign] : undefined;
  if (comparator === undefined || target.includes(';')) return null;
  return { label, comparator, value: [number, plainUnit(unit)].filter((part) => part !== '').join(' ') };
}

/** UCUM as people write it: `mm[Hg]` is mmHg, `{score}` is nothing. */
function plainUnit(unit: string): string {
  return unit
    .replace(/\{1\.73_m2\}/, '1.73 m²')
    .replace(/\{[^}]*\}/g, '')
    .replace('[lb_av]', 'lb')
    .replace(/\[(\w+)\]/g, '$1')
    .trim();
}
