import { readingFor } from '../assess-group.ts';
import { assessPart, readDirectory } from './assess-part.ts';
import type { WorkerTask } from './workers.ts';

if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');

const task: WorkerTask = JSON.parse(process.argv[2] ?? '{}');
const directory = await readDirectory(task.work);
const reading = await readingFor(task.options, () => {
  throw new Error('the day is given');
});

process.on('message', async (part: number) => {
  const done = await assessPart(task, part, reading, directory);
  process.send?.(done);
});
