import { Command, CommanderError } from 'commander';
import { programVersion } from '../process/program-version.js';
import { addCopyLogCommand } from './commands/copy-log.js';
import { addDemoCommand } from './commands/demo.js';
import { addEventStoreCommand } from './commands/eventstore.js';
import { addEventsCommand } from './commands/events.js';
import { addImportCommand } from './commands/import.js';
import { addSaudizationCommand } from './commands/saudization.js';
import { addServeCommand } from './commands/serve.js';
import { addStatusCommand } from './commands/status.js';
import { addTokenCommand } from './commands/token.js';
import { addVaultCommand } from './commands/vault.js';
import { exitCodeOf, oneLine } from './exit-codes.js';

/** Where help and usage errors go. */
export interface CliOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const ownStreams: CliOutput = { out: (text) => void process.stdout.write(text), err: (text) => void process.stderr.write(text) };

/**
 * Runs the command line and gives its exit code: 0 done, 1 failed, 2 wrong usage. A command that opened something ends
 * the process itself once that is closed.
 */
export async function runCli(argv: readonly string[], { out, err }: CliOutput = ownStreams): Promise<0 | 1 | 2> {
  // Sub-commands inherit what stands here when they are added: each usage error is one line and ends with 2.
  const program = new Command('sijil')
    .description('An event-sourced ledger of labour-market records.')
    .version(programVersion())
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err, outputError: (text, write) => write(usageLine(text)) })
    .showSuggestionAfterError();
  const commands = [
    addServeCommand,
    addDemoCommand,
    addImportCommand,
    addTokenCommand,
    addStatusCommand,
    addEventsCommand,
    addVaultCommand,
    addCopyLogCommand,
    addEventStoreCommand,
    addSaudizationCommand,
  ];
  for (const add of commands) add(program);
  try {
    await program.parseAsync(argv);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    err(`${oneLine(error)}\n`);
    return exitCodeOf(error);
  }
}

/** A usage error as all failures are told: in one line, its suggestion behind it. */
function usageLine(text: string): string {
  return `sijil: ${text.replace(/^error: /, '').trim().replace(/\s*\n\s*/g, ' ')}\n`;
}
