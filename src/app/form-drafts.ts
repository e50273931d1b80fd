import { createContext, use, useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { CopyFields } from './care-plan/copy/copy-form.ts';
import type { CloseFields } from './close/close-form.ts';
import type { PlanEditList, PlanRowFields } from './care-plan/edit-list.ts';
import type { PlanFields } from './care-plan-view.ts';
import type { ConsentFields, WithdrawalFields } from './consent/consent-form.ts';
import type { ReviewFields } from './care-plan/review/review-form.ts';
import type { CorrectionFields } from './enrolment/correction-form.ts';
import type { EnrolmentFields } from './enrolment/enrolment-form.ts';
import type { StatementDraftFields } from './statement-form.ts';
import type { TimeFields } from './time-entry-form.ts';
import type { WorkFields } from './work-fields.ts';

/** What each form keeps of a person's typing until it is saved. */
export interface FormValues {
  /** The entry's id goes with its fields: saving again after a lost answer must be the same entry. */
  readonly 'log-time': { readonly id: string; readonly fields: TimeFields };
  readonly 'stop-time': WorkFields;
  readonly 'add-to-plan': PlanFields;
  readonly 'plan-edits': PlanEditList;
  /** The small forms inside the plan; null while one is closed. */
  readonly 'plan-row': PlanRowFields | null;
  readonly review: ReviewFields;
  readonly statement: StatementDraftFields;
  readonly consent: { readonly id: string; readonly fields: ConsentFields };
  readonly 'consent-withdrawal': WithdrawalFields;
  readonly enrolment: { readonly id: string; readonly fields: EnrolmentFields };
  readonly 'enrolment-correction': { readonly id: string; readonly fields: CorrectionFields };
  /** The copy's id goes with its fields, as an entry's does. */
  readonly 'plan-copy': { readonly id: string; readonly fields: CopyFields };
  readonly 'close-month': CloseFields;
}

type FormName = keyof FormValues;

/** What a form's draft was changed to; null where it was saved or dropped, or is blank again. */
export interface FormChange {
  readonly name: string;
  readonly key: string;
  readonly value: unknown;
}

/** Forms in the making. They are one patient's, and `kept-forms.ts` lets them outlive the page. */
export interface FormDrafts {
  readonly read: <Name extends FormName>(name: Name, key: string) => FormValues[Name] | undefined;
  /** `unsaved`: whether leaving the page would lose something a person typed. */
  readonly keep: <Name extends FormName>(name: Name, key: string, value: FormValues[Name], unsaved: boolean) => void;
  readonly forget: (name: FormName, key: string) => void;
  readonly hasUnsaved: () => boolean;
  /** The same of one form; what an earlier page kept of it counts. */
  readonly isUnsaved: (name: FormName, key: string) => boolean;
  readonly subscribe: (listener: () => void) => () => void;
  /** Hears of every change by name; what was offered and taken up is none. */
  readonly onChange: (listener: (change: FormChange) => void) => () => void;
  /** What was typed before this page was opened. A form takes it up when it is next on the screen, unless it is begun by then. */
  readonly offer: (found: readonly FormChange[]) => void;
  readonly offered: (name: FormName, key: string) => unknown;
  /** Takes an offer off the table, taken up or not. */
  readonly settleOffer: (name: FormName, key: string) => void;
}

type Kept = { readonly [Name in FormName]: Map<string, FormValues[Name]> };

/** An empty store; one for each session. */
export function createFormDrafts(): FormDrafts {
  const kept: Kept = {
    'log-time': new Map(),
    'stop-time': new Map(),
    'add-to-plan': new Map(),
    'plan-edits': new Map(),
    'plan-row': new Map(),
    review: new Map(),
    statement: new Map(),
    consent: new Map(),
    'consent-withdrawal': new Map(),
    'plan-copy': new Map(),
    enrolment: new Map(),
    'enrolment-correction': new Map(),
    'close-month': new Map(),
  };
  const unsaved = new Set<string>();
  const listeners = new Set<() => void>();
  const offers = new Map<string, unknown>();
  const followers = new Set<(change: FormChange) => void>();
  const changed = () => listeners.forEach((listener) => listener());
  const tell = (change: FormChange) => followers.forEach((follower) => follower(change));
  return {
    read: (name, key) => kept[name].get(key),
    keep: (name, key, value, isUnsaved) => {
      kept[name].set(key, value);
      if (isUnsaved) unsaved.add(`${name} ${key}`);
      else unsaved.delete(`${name} ${key}`);
      tell({ name, key, value: isUnsaved ? value : null });
      changed();
    },
    forget: (name, key) => {
      kept[name].delete(key);
      unsaved.delete(`${name} ${key}`);
      tell({ name, key, value: null });
      changed();
    },
    onChange: (follower) => {
      followers.add(follower);
      return () => followers.delete(follower);
    },
    offer: (found) => {
      for (const { name, key, value } of found) offers.set(`${name} ${key}`, value);
      changed();
    },
    offered: (name, key) => offers.get(`${name} ${key}`),
    settleOffer: (name, key) => {
      offers.delete(`${name} ${key}`);
    },
    hasUnsaved: () => unsaved.size > 0,
    isUnsaved: (name, key) => unsaved.has(`${name} ${key}`) || offers.has(`${name} ${key}`),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The session's store. Without one a form keeps its typing as long as it is on the screen. */
export const FormDraftsContext = createContext<FormDrafts | null>(null);

interface FormDraft<Value> {
  readonly value: Value;
  readonly change: (to: (before: Value) => Value) => void;
  /** Empties the form, once what it held is saved. */
  readonly clear: () => void;
}

/**
 * What stands in a form: what was typed into it earlier in this session, else `initial`. It outlives the form on the screen.
 *
 * @param key tells the forms of one name apart: the month, the plan.
 * @param isBlank whether nothing would be lost with the value; `initial` is what the form began with.
 */
export function useFormDraft<Name extends FormName>(
  name: Name,
  key: string,
  initial: () => FormValues[Name],
  isBlank: (value: FormValues[Name], initial: FormValues[Name]) => boolean,
): FormDraft<FormValues[Name]> {
  const shared = use(FormDraftsContext);
  const [own] = useState(createFormDrafts);
  const drafts = shared ?? own;
  const [blank, setBlank] = useState(initial);
  const read = useCallback(() => drafts.read(name, key), [drafts, name, key]);
  const value = useSyncExternalStore(drafts.subscribe, read) ?? blank;
  const offer = useSyncExternalStore(
    drafts.subscribe,
    useCallback(() => drafts.offered(name, key), [drafts, name, key]),
  );
  useEffect(() => {
    if (offer === undefined) return;
    drafts.settleOffer(name, key);
    if (read() !== undefined || !isShapedLike(blank, offer)) return;
    drafts.keep(name, key, withIdentityOf(blank, offer), true);
  }, [blank, drafts, key, name, offer, read]);
  return {
    value,
    change: (to) => {
      const next = to(read() ?? blank);
      drafts.keep(name, key, next, !isBlank(next, blank));
    },
    clear: () => {
      setBlank(initial);
      drafts.forget(name, key);
    },
  };
}

/** Whether somebody began the form of this name in this session and has neither saved nor dropped what they typed. */
export function useIsBegun(name: FormName, key: string): boolean {
  const shared = use(FormDraftsContext);
  return shared?.read(name, key) !== undefined || shared?.offered(name, key) !== undefined;
}

const noForms = () => () => undefined;

/** Whether something is typed into the form of this name that is neither saved nor dropped. */
export function useIsUnsaved(name: FormName, key: string): boolean {
  const shared = use(FormDraftsContext);
  return useSyncExternalStore(shared?.subscribe ?? noForms, () => shared?.isUnsaved(name, key) === true);
}

/** Whether a value that was stored has the fields that the form has now: another release may have had others. */
function isShapedLike<Value>(sample: Value, value: unknown): value is Value {
  if (Array.isArray(sample)) return Array.isArray(value);
  if (typeof sample !== 'object' || sample === null) return typeof value === typeof sample;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const fields = new Map(Object.entries(value));
  const wanted = Object.entries(sample);
  return fields.size === wanted.length && wanted.every(([name, part]) => isShapedLike(part, fields.get(name)));
}

/** Another window may hold the same draft: what is saved from here must be told from what is saved from there. */
function withIdentityOf<Value>(own: Value, offer: Value): Value {
  if (typeof own !== 'object' || own === null || !('id' in own)) return offer;
  return { ...offer, id: own.id };
}

/** While something typed is unsaved, the browser asks before it leaves the page. */
export function useAskBeforeLeaving(drafts: FormDrafts): void {
  const hasUnsaved = useSyncExternalStore(drafts.subscribe, drafts.hasUnsaved);
  useEffect(() => {
    if (!hasUnsaved) return undefined;
    const ask = (event: Event) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [hasUnsaved]);
}
