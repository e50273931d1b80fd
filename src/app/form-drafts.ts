import { createContext, use, useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { PlanEdit, PlanFields } from './care-plan-view.ts';
import type { ConsentFields, WithdrawalFields } from './consent/consent-form.ts';
import type { StatementDraftFields } from './statement-form.ts';
import type { TimeFields } from './time-entry-form.ts';
import type { WorkFields } from './work-fields.ts';

/** What each form keeps of a person's typing until it is saved. */
export interface FormValues {
  /** The entry's id goes with its fields: saving again after a lost answer must be the same entry. */
  readonly 'log-time': { readonly id: string; readonly fields: TimeFields };
  readonly 'stop-time': WorkFields;
  readonly 'add-to-plan': PlanFields;
  readonly 'plan-edits': readonly PlanEdit[];
  readonly statement: StatementDraftFields;
  readonly consent: { readonly id: string; readonly fields: ConsentFields };
  readonly 'consent-withdrawal': WithdrawalFields;
}

type FormName = keyof FormValues;

/** Forms in the making, in memory alone: they end with the session's page and are never another patient's. */
export interface FormDrafts {
  readonly read: <Name extends FormName>(name: Name, key: string) => FormValues[Name] | undefined;
  /** `unsaved`: whether leaving the page would lose something a person typed. */
  readonly keep: <Name extends FormName>(name: Name, key: string, value: FormValues[Name], unsaved: boolean) => void;
  readonly forget: (name: FormName, key: string) => void;
  readonly hasUnsaved: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
}

type Kept = { readonly [Name in FormName]: Map<string, FormValues[Name]> };

/** An empty store; one for each session. */
export function createFormDrafts(): FormDrafts {
  const kept: Kept = {
    'log-time': new Map(),
    'stop-time': new Map(),
    'add-to-plan': new Map(),
    'plan-edits': new Map(),
    statement: new Map(),
    consent: new Map(),
    'consent-withdrawal': new Map(),
  };
  const unsaved = new Set<string>();
  const listeners = new Set<() => void>();
  const changed = () => listeners.forEach((listener) => listener());
  return {
    read: (name, key) => kept[name].get(key),
    keep: (name, key, value, isUnsaved) => {
      kept[name].set(key, value);
      if (isUnsaved) unsaved.add(`${name} ${key}`);
      else unsaved.delete(`${name} ${key}`);
      changed();
    },
    forget: (name, key) => {
      kept[name].delete(key);
      unsaved.delete(`${name} ${key}`);
      changed();
    },
    hasUnsaved: () => unsaved.size > 0,
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
  return shared?.read(name, key) !== undefined;
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
