import { Command, CommanderError } from 'commander';
import { programVersion } from '../process/program-version.js';
import { exitCodeOf, oneLine } from './exit-codes.js';

/** Where help and usage errors go. */
export interface CliOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const ownStreams: CliOutput = { out: (text) => void process.stdout.write(text), err: (text) => void process.stderr.write(text) };

/** What adds each command. Only the one that is called is read in: all of them together are the whole program. */
const commands: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  serve: async () => (await import('./commands/serve.js')).addServeCommand,
  demo: async () => (await import('./commands/demo.js')).addDemoCommand,
  generate: async () => (await import('./commands/generate.js')).addGenerateCommand,
  import: async () => (await import('./commands/import.js')).addImportCommand,
  token: async () => (await import('./commands/token.js')).addTokenCommand,
  status: async () => (await import('./commands/status.js')).addStatusCommand,
  events: async () => (await import('./commands/events.js')).addEventsCommand,
  vault: async () => (await import('./commands/vault.js')).addVaultCommand,
  'copy-log': async () => (await import('./commands/copy-log.js')).addCopyLogCommand,
  eventstore: async () => (await import('./commands/eventstore.js')).addEventStoreCommand,
  rules: async () => (await import('./commands/rules.js')).addRulesCommand,
  saudization: async () => (await import('./commands/saudization.js')).addSaudizationCommand,
};

/**
 * Runs the command line and gives its exit code: 0 done, 1 failed, 2 wrong usage. A command that opened something ends
 * the process itself once that is closed.
 */
export async function runCli(argv: readonly string[], { out, err }: CliOutput = ownStreams): Promise<0 | 1 | 2> {
  // Sub-commands inherit what stands here when they are added: each usage error is one line and ends with 2.
  const program = new Command('sijil')
    .description('An event-sourced ledger of labour-market records.')
    .version(programVersion())
    // What stands behind a command's name is that command's, also where a command above it has an option of the name.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err, outputError: (text, write) => write(usageLine(text)) })
    .showSuggestionAfterError();
  const called = Object.entries(commands).filter(([name]) => name === argv[2]);
  for (const [, read] of called.length > 0 ? called : Object.entries(commands)) (await read())(program);
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
