import type { ConsentElement, Instant, LocalDate } from '../../ccm/chart.ts';
import { isInstant } from '../dates.ts';
import type { ConsentResource } from '../schemas.ts';
import { ELEMENT_BY_LINK, type Withdrawal, WITHDRAWAL_REASONS } from './draft.ts';

/** A withdrawal as read. */
export type StoredWithdrawal = Withdrawal & { readonly on?: LocalDate };

/** The contained questionnaire; undefined where none was kept. */
export function questionnaireIn(consent: ConsentResource) {
  return consent.contained?.find(({ resourceType }) => resourceType === 'QuestionnaireResponse');
}

/** Answers by link id; undefined where the item is not there. */
export function answersOf(consent: ConsentResource): (linkId: string) => string | boolean | undefined {
  const items = questionnaireIn(consent)?.item ?? [];
  return (linkId) => {
    const answers = items.filter((item) => item.linkId === linkId).flatMap(({ answer }) => answer ?? []);
    const text = answers.find(({ valueString }) => valueString !== undefined)?.valueString;
    if (text !== undefined) return text;
    return answers.length === 0 ? undefined : answers.some(({ valueBoolean }) => valueBoolean === true);
  };
}

/** What was told (CONS-2); undefined where no questionnaire was kept. */
export function elementsOf(consent: ConsentResource): readonly ConsentElement[] | undefined {
  if (questionnaireIn(consent)?.item === undefined) return undefined;
  const told = answersOf(consent);
  const links = ['available', 'one-practitioner', 'stop'] as const;
  return links.filter((linkId) => told(linkId) === true).map((linkId) => ELEMENT_BY_LINK[linkId]);
}

/** Who took it back and why; undefined where that is not recorded. */
export function withdrawalOf(consent: ConsentResource): StoredWithdrawal | undefined {
  const told = answersOf(consent);
  const [on, saidBy, by, at] = ['withdrawn-on', 'withdrawn-by', 'withdrawn-recorded-by', 'withdrawn-at'].map(told);
  if (typeof saidBy !== 'string' || typeof by !== 'string' || !isInstant(at)) return undefined;
  const recordedAt: Instant = at;
  const reason = WITHDRAWAL_REASONS.find((one) => one === told('withdrawn-reason')) ?? 'no-reason-given';
  const remark = told('withdrawn-remark');
  return {
    saidBy,
    recordedBy: { display: by },
    at: recordedAt,
    reason,
    ...(typeof on === 'string' ? { on } : {}),
    ...(typeof remark === 'string' ? { remark } : {}),
  };
}
