import { use, useEffect } from 'react';
import { TimekeepingContext, type TimekeepingDoor } from './timekeeping.ts';

/** Opens the session's timekeeping once there is a verdict, and keeps it sending entries beside the chart as it was read last. */
export function useOpenTimekeeping(patientName: string, send: Parameters<TimekeepingDoor['sendBy']>[0]): void {
  const door = use(TimekeepingContext);
  useEffect(() => door?.sendBy(send), [door, send]);
  useEffect(() => door?.open(patientName), [door, patientName]);
}

/** Closes the session's timekeeping with the session. */
export function useCloseTimekeeping(door: TimekeepingDoor): void {
  useEffect(() => () => door.close(), [door]);
}
