import { use, useEffect } from 'react';
import { FormDraftsContext } from '../form-drafts.ts';
import { keepForms } from '../kept-forms.ts';
import type { Access } from '../queries/access.ts';
import { sessionDrafts } from './session-drafts.ts';
import { systemSchedule } from './system-schedule.ts';
import { TimekeepingContext, type TimekeepingDoor } from './timekeeping.ts';

/** Opens the session's timekeeping once there is a verdict, and keeps it sending entries beside the chart as it was read last. */
export function useOpenTimekeeping(patientName: string, send: Parameters<TimekeepingDoor['sendBy']>[0]): void {
  const door = use(TimekeepingContext);
  useEffect(() => door?.sendBy(send), [door, send]);
  useEffect(() => door?.open(patientName), [door, patientName]);
}

/** Keeps what is typed into forms as encrypted drafts, from the first verdict on. */
export function useKeepForms(access: Access): void {
  const forms = use(FormDraftsContext);
  useEffect(() => (forms === null ? undefined : keepForms(forms, sessionDrafts(access), systemSchedule)), [access, forms]);
}

/** Closes the session's timekeeping with the session. */
export function useCloseTimekeeping(door: TimekeepingDoor): void {
  useEffect(() => () => door.close(), [door]);
}
