import { Command, CommanderError } from 'commander';
import { programVersion } from '../process/program-version.js';
import { addDemoCommand } from './commands/demo.js';
import { addEventsCommand } from './commands/events.js';
import { addImportCommand } from './commands/import.js';
import { addServeCommand } from './commands/serve.js';
import { addStatusCommand } from './commands/status.js';
import { addTokenCommand } from './commands/token.js';
import { addVaultCommand } from './commands/vault.js';
import { exitCodeOf, oneLine } from './exit-codes.js';

/** Runs the command line. Exit codes: 0 done, 1 failed, 2 wrong usage. */
export async function runCli(argv: readonly string[]): Promise<void> {
  const program = new Command('sijil')
    .description('An event-sourced ledger of labour-market records.')
    .version(programVersion())
    .exitOverride()
    .showSuggestionAfterError();
  for (const add of [addServeCommand, addDemoCommand, addImportCommand, addTokenCommand, addStatusCommand, addEventsCommand, addVaultCommand]) {
    add(program);
  }
  // A sub-command inherits neither: a usage error must end with 2, whichever command found it.
  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    process.stderr.write(`${oneLine(error)}\n`);
    process.exit(exitCodeOf(error));
  }
}
