import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CallError } from '../arguments.ts';
import type { AssessOptions } from '../assess-group.ts';
import { type PartDone, resultFiles } from './assess-part.ts';

/** What a worker is told at its start, as JSON in its first argument. */
export interface WorkerTask {
  readonly work: string;
  /** Names the run: results of other options or another policy are other results. */
  readonly run: string;
  readonly options: AssessOptions;
}

/**
 * Has the parts assessed that are not done yet, some at a time, and tells of each when it is done, those of an earlier run first.
 * @throws CallError where a process ended before its part was done.
 */
export async function* runParts(task: WorkerTask, parts: number, jobs: number): AsyncGenerator<PartDone> {
  const waiting: number[] = [];
  for (let part = 0; part < parts; part += 1) {
    const done = await earlier(task.work, task.run, part);
    if (done === undefined) waiting.push(part);
    else yield done;
  }
  const workers = Array.from({ length: Math.min(jobs, waiting.length) }, () => startWorker(task));
  try {
    yield* inTurn(workers, waiting);
  } finally {
    for (const worker of workers) worker.kill();
  }
}

async function* inTurn(workers: readonly ChildProcess[], waiting: number[]): AsyncGenerator<PartDone> {
  const running = new Map<ChildProcess, Promise<{ readonly worker: ChildProcess; readonly done: PartDone }>>();
  const next = (worker: ChildProcess): void => {
    const part = waiting.shift();
    if (part === undefined) running.delete(worker);
    else
      running.set(
        worker,
        give(worker, part).then((done) => ({ worker, done })),
      );
  };
  for (const worker of workers) next(worker);
  try {
    while (running.size > 0) {
      const { worker, done } = await Promise.race(running.values());
      next(worker);
      yield done;
    }
  } finally {
    // Nobody waits any more for those that are stopped half way.
    for (const given of running.values()) given.catch(() => undefined);
  }
}

function give(worker: ChildProcess, part: number): Promise<PartDone> {
  return new Promise((resolve, reject) => {
    const ended = (status: number | null) =>
      reject(new CallError(`a process ended (${status ?? 'killed'}) over part ${part}; what is done is kept where --work names a folder`));
    worker.once('exit', ended);
    worker.once('message', (done: PartDone) => {
      worker.off('exit', ended);
      resolve(done);
    });
    worker.send(part);
  });
}

function startWorker(task: WorkerTask): ChildProcess {
  return fork(join(import.meta.dirname, 'worker.ts'), [JSON.stringify(task)], { execArgv: ['--import', 'tsx'] });
}

async function earlier(work: string, run: string, part: number): Promise<PartDone | undefined> {
  try {
    return JSON.parse(await readFile(resultFiles(work, run, part).done, 'utf8'));
  } catch {
    return undefined;
  }
}
