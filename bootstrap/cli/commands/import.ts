import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { fileIdOf } from '../../../commands/bulk/file-id.js';
import { readLines, type NumberedLine } from '../../../commands/bulk/read-lines.js';
import { COMMAND_FAMILIES } from '../../../domain/access/command-families.js';
import type { Actor } from '../../../domain/access/roles.js';
import { textFault } from '../../../domain/standards/text.js';
import * as tokens from '../../container/tokens.js';
import type { Config } from '../../config/config.js';
import { keepHeapSmall } from '../../process/heap-growth.js';
import { holdRoles } from '../../serve/hold-roles.js';
import { threadsFor } from '../../serve/import-threads.js';
import { importByFileClock } from '../../serve/import-file-clock.js';
import { importByWallClock } from '../../serve/import-wall-clock.js';
import { openLedger, type OpenLedger } from '../../serve/open-ledger.js';
import { foundFromFile } from '../../serve/found-from-file.js';
import { UsageError } from '../exit-codes.js';
import { createOutcomeWriter } from '../outcome-writer.js';
import { print } from '../print.js';
import { progressBar } from '../progress-bar.js';
import { runThenExit } from '../run-ledger.js';

interface Options {
  readonly clock: string;
  readonly outcomes?: string;
  readonly threads?: string;
  readonly subject: string;
  readonly synthetic?: boolean;
  readonly json?: boolean;
}

/** `sijil import FILE`: runs a file of commands, one JSON object a line, each with its own key. Running it again changes nothing. */
export function addImportCommand(program: Command): void {
  program
    .command('import')
    .argument('<file>', 'NDJSON: {"key","command","record"?,"revision"?,"data","at"?} a line')
    .description('run a file of commands')
    .option('--clock <kind>', 'wall, or file: each line is lived at its own instant (demo and tests only)', 'wall')
    .option('--outcomes <file>', 'write the outcome of each line there, as NDJSON')
    .option('--threads <n>', 'threads that decide lines by the wall clock: 0 to 8; without it, as many as the file and the cores are worth')
    .option('--subject <name>', 'who the commands come from', 'import')
    .option('--synthetic', 'mark the records as synthetic')
    .option('--json', 'one JSON line at the end')
    .action((file: string, options: Options) =>
      runThenExit(async (config, logger, shutdown) => {
        await checkUsage(config, file, options);
        keepHeapSmall();
        const lived = options.clock === 'file';
        const ledger = await openLedger(config, logger, shutdown, {
          afterDatabases: async ({ mainUrl }) => {
            if (lived) await holdRoles({ ...config, roles: ['reactor'] }, mainUrl, logger, shutdown);
          },
        });
        await ledger.databases.markLived();
        const result = await run(ledger, file, options, lived, shutdown.signal);
        await print(
          options.json === true ? `${JSON.stringify(result)}\n` : `${result.accepted} accepted, ${result.refused} refused.\n`,
        );
        if (result.unexpected.length > 0) throw new Error(`${result.unexpected.length} of its lines ended otherwise than the file expects`);
      }),
    );
}

async function checkUsage(config: Config, file: string, options: Options): Promise<void> {
  if (options.clock !== 'wall' && options.clock !== 'file') throw new UsageError(`--clock: ${options.clock} is neither wall nor file`);
  if (options.clock === 'file' && config.environment === 'production') throw new UsageError('--clock=file is for demo and tests, not for production');
  if (options.threads !== undefined && !/^[0-8]$/.test(options.threads)) throw new UsageError('--threads: a whole number from 0 to 8');
  if (options.threads !== undefined && options.clock === 'file') throw new UsageError('--threads: lines that are lived by the file’s clock are decided in one thread');
  const { subject } = options;
  if (subject === '' || subject.length > 60 || textFault(subject) !== null) throw new UsageError('--subject: 1 to 60 characters, none of them invisible');
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory() === true) throw new UsageError(`${file}: is a folder, not a file`);
  if (found?.isFile() !== true) throw new UsageError(`${file}: there is no such file`);
}

interface Ended {
  readonly accepted: number;
  readonly refused: number;
  readonly unexpected: readonly unknown[];
  readonly position: string | null;
}

async function run(ledger: OpenLedger, file: string, options: Options, lived: boolean, signal: AbortSignal): Promise<Ended> {
  const id = await fileIdOf(file);
  const lines = (): AsyncIterable<NumberedLine> => readLines(createReadStream(file));
  const bar = progressBar('lines');
  if (process.stderr.isTTY) bar.begin(await countLines(lines()));
  const writer = await createOutcomeWriter(options.outcomes);
  const actorId = await ledger.container.resolve(tokens.VAULT).actorFor('urn:sijil:import', options.subject);
  const actor: Actor = { actorId, role: 'platform-service', onBehalfOf: null, source: options.subject, families: COMMAND_FAMILIES };
  const job = {
    file: id,
    name: basename(file),
    synthetic: options.synthetic === true,
    lines,
    signal,
    onOutcome: (outcome: object): Promise<void> => {
      bar.step();
      return writer.write(outcome);
    },
  };
  try {
    if (!lived) return await importByWallClock(ledger, actor, { ...job, threads: await threadsOf(file, options) });
    await foundFromFile(ledger, job);
    const { accepted, refused, unexpected, position } = await importByFileClock(ledger.container, actor, job);
    return { accepted, refused, unexpected, position };
  } finally {
    bar.end();
    await writer.close();
  }
}

async function threadsOf(file: string, { threads }: Options): Promise<number> {
  return threads === undefined ? threadsFor((await stat(file)).size) : Number(threads);
}

async function countLines(lines: AsyncIterable<NumberedLine>): Promise<number> {
  let count = 0;
  for await (const _line of lines) count += 1;
  return count;
}
