import { CallError, type Command, readCommand, USAGE } from './arguments.ts';
import { assessBulk } from './bulk/bulk.ts';
import { assessBundles } from './bundle.ts';
import { assessFacts } from './facts.ts';
import { faultIn, type Written } from './output.ts';
import { checkPacket } from './packet.ts';

/** Exit status: 0 everything was read or verified, 1 something was not, 2 the call is wrong or a file could not be read at all. */
async function main(words: readonly string[]): Promise<0 | 1 | 2> {
  if (words.includes('--help') || words.includes('-h')) {
    await write(process.stdout, USAGE);
    return 0;
  }
  try {
    const command = readCommand(words);
    return await writeAll(linesOf(command));
  } catch (error) {
    await writeError(error instanceof CallError ? error.message : faultIn(error));
    return 2;
  }
}

function linesOf(command: Command): AsyncIterable<Written> {
  switch (command.name) {
    case 'facts':
      return assessFacts(command.file);
    case 'bundle':
      return assessBundles(command, () => Date.now());
    case 'packet':
      return checkPacket(command.file, command.json);
    case 'bulk':
      return assessBulk(
        command,
        () => Date.now(),
        (words) => void process.stderr.write(`assess: ${words}\n`),
      );
    default:
      return command satisfies never;
  }
}

async function writeAll(lines: AsyncIterable<Written>): Promise<0 | 1> {
  let status: 0 | 1 = 0;
  for await (const { out, error, incomplete } of lines) {
    if (error !== undefined || incomplete === true) status = 1;
    if (error !== undefined) await writeError(error);
    if (out !== undefined) await write(process.stdout, out);
  }
  return status;
}

// Names of files and cases are anybody's: whatever is in them, an error is one line.
function writeError(message: string): Promise<void> {
  return write(process.stderr, `assess: ${message.replaceAll(/\p{Cc}+/gu, ' ')}`);
}

/** Waits where the reader is slower than we are: otherwise a long run would pile up in memory. */
function write(stream: NodeJS.WriteStream, line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(`${line}\n`, (error) => {
      // A reader that has seen enough (`| head`) closes the pipe; that is not a failure.
      if (error && 'code' in error && error.code === 'EPIPE') process.exit(0);
      if (error) reject(error);
      else resolve();
    });
  });
}

// The callback of each write tells of failures; without listeners the streams would end the process on their own.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

// npm runs its scripts in the project's folder; files are named from where npm was called.
const calledFrom = process.env['INIT_CWD'];
if (process.env['npm_lifecycle_event'] === 'assess' && calledFrom !== undefined) process.chdir(calledFrom);

if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
process.exitCode = await main(process.argv.slice(2));
