import { CallError, readCommand, USAGE } from './arguments.ts';
import { assessBundles } from './bundle.ts';
import { assessFacts, type Written } from './facts.ts';

/** Exit status: 0 everything was read, 1 something could not be, 2 the call is wrong or a file could not be read at all. */
async function main(words: readonly string[]): Promise<0 | 1 | 2> {
  if (words.includes('--help') || words.includes('-h')) {
    await write(process.stdout, USAGE);
    return 0;
  }
  try {
    const command = readCommand(words);
    const lines = command.name === 'facts' ? assessFacts(command.file) : assessBundles(command, () => Date.now());
    return await writeAll(lines);
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    await write(process.stderr, `assess: ${error.message}`);
    return 2;
  }
}

async function writeAll(lines: AsyncIterable<Written>): Promise<0 | 1> {
  let status: 0 | 1 = 0;
  for await (const { out, error, incomplete } of lines) {
    if (error !== undefined || incomplete === true) status = 1;
    if (error !== undefined) await write(process.stderr, `assess: ${error}`);
    if (out !== undefined) await write(process.stdout, out);
  }
  return status;
}

/** Waits where the reader is slower than we are: otherwise a long run would pile up in memory. */
function write(stream: NodeJS.WriteStream, line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(`${line}\n`, (error) => (error ? reject(error) : resolve()));
  });
}

// A reader that has seen enough (`| head`) closes the pipe; that is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
process.exitCode = await main(process.argv.slice(2));
