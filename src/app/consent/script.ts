import type { ConsentElement } from '../../ccm/chart.ts';

export type ScriptLanguage = 'en' | 'es';
export type ScriptPart = 'available' | 'cost' | 'one-practitioner' | 'stop' | 'sharing';

export interface ScriptItem {
  readonly part: ScriptPart;
  readonly title: string;
  readonly words: Readonly<Record<ScriptLanguage, (facts: ScriptFacts) => string>>;
  /** What CMS wants told (CONS-2). The rest is good practice. */
  readonly isRequired: boolean;
}

/** What the script names; each may be unknown. */
export interface ScriptFacts {
  readonly practice: string;
  readonly practitioner: string | null;
  readonly phone: string | null;
  /** US dollars a month. */
  readonly share: number | null;
}

/** The service begins with who calls and why, and ends with the question. */
export const OPENING: Readonly<Record<ScriptLanguage, (facts: ScriptFacts) => string>> = {
  en: ({ practice }) =>
    `This is about a Medicare service of ${practice}, called chronic care management. May I explain it? It takes about two minutes.`,
  es: ({ practice }) =>
    `Se trata de un servicio de Medicare de ${practice} que se llama manejo de cuidados crónicos. ¿Me permite explicárselo? Toma unos dos minutos.`,
};

export const QUESTION: Readonly<Record<ScriptLanguage, (facts: ScriptFacts) => string>> = {
  en: ({ practitioner }) => `Do you have questions? Do you agree to get chronic care management from ${practitioner ?? 'this practice'}?`,
  es: ({ practitioner }) =>
    `¿Tiene preguntas? ¿Acepta recibir el manejo de cuidados crónicos ${practitioner === null ? 'en este consultorio' : `con ${practitioner}`}?`,
};

export const SCRIPT: readonly ScriptItem[] = [
  {
    part: 'available',
    title: 'The service is available',
    isRequired: true,
    words: {
      en: ({ phone }) =>
        `You live with two or more long-lasting health conditions, so you can get this service. Between visits our team keeps a care plan with you, looks after your medicines with you, and works with your other doctors and services. For urgent needs you can reach us day and night${phone === null ? '' : ` at ${phone}`}.`,
      es: ({ phone }) =>
        `Usted vive con dos o más enfermedades de larga duración, y por eso puede recibir este servicio. Entre una consulta y otra, nuestro equipo mantiene con usted un plan de cuidados, revisa con usted sus medicinas y se coordina con sus otros médicos y servicios. Para necesidades urgentes puede llamarnos de día y de noche${phone === null ? '' : ` al ${phone}`}.`,
    },
  },
  {
    part: 'cost',
    title: 'It may cost the patient something',
    isRequired: true,
    words: {
      en: ({ share }) =>
        `Medicare Part B covers the service, and its cost sharing applies: after the yearly deductible you may owe about 20 percent${share === null ? '' : `, around ${dollars(share)},`} for a month in which we do this work. Other insurance you have, or Medicaid, may pay that part.`,
      es: ({ share }) =>
        `La Parte B de Medicare cubre el servicio, con su costo compartido: después del deducible anual, es posible que usted deba pagar cerca del 20 por ciento${share === null ? '' : `, unos ${dollars(share)},`} por cada mes en que hagamos este trabajo. Otro seguro que usted tenga, o Medicaid, puede pagar esa parte.`,
    },
  },
  {
    part: 'one-practitioner',
    title: 'One practitioner a month',
    isRequired: true,
    words: {
      en: ({ practitioner }) =>
        `Only one practitioner can give you this service and be paid for it in a calendar month.${practitioner === null ? '' : ` For you that would be ${practitioner}.`} Do you get it from another office now?`,
      es: ({ practitioner }) =>
        `Solo un profesional médico puede darle este servicio y cobrarlo en un mismo mes.${practitioner === null ? '' : ` En su caso sería ${practitioner}.`} ¿Lo recibe ahora de otro consultorio?`,
    },
  },
  {
    part: 'stop',
    title: 'The patient may stop',
    isRequired: true,
    words: {
      en: () =>
        'You can stop at any time; just tell us. The service then ends with the last day of that calendar month. The rest of your care stays the same.',
      es: () =>
        'Puede dejar el servicio en cualquier momento; basta con que nos avise. Termina entonces el último día de ese mes. El resto de su atención sigue igual.',
    },
  },
  {
    part: 'sharing',
    title: 'Information is shared for care',
    isRequired: false,
    words: {
      en: () =>
        'If you agree, we share the health information they need, electronically, with the other doctors and services that care for you.',
      es: () =>
        'Si usted está de acuerdo, compartimos por vía electrónica la información de salud necesaria con los otros médicos y servicios que le atienden.',
    },
  },
];

const PARTS_OF = {
  'availability-and-cost-sharing': ['available', 'cost'],
  'one-practitioner-per-month': ['one-practitioner'],
  'right-to-stop-end-of-month': ['stop'],
} as const satisfies Record<ConsentElement, readonly ScriptPart[]>;

/** What CONS-2 asks for that the read parts amount to: availability and cost belong together. */
export function toldBy(parts: readonly ScriptPart[]): readonly ConsentElement[] {
  const elements = ['availability-and-cost-sharing', 'one-practitioner-per-month', 'right-to-stop-end-of-month'] as const;
  return elements.filter((element) => PARTS_OF[element].every((part) => parts.includes(part)));
}

/** The number as it is shown: in one piece, wherever the line ends. */
export function unbroken(phone: string | null): string | null {
  return phone?.replaceAll('-', '\u2011').replaceAll(' ', '\u00a0') ?? null;
}

/** `$13`: a round figure, since it is an estimate. */
function dollars(amount: number): string {
  return `$${Math.round(amount)}`;
}
