import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { makeFolder } from '../../../commands/files/make-folder.js';
import { isoDay } from '../../../commands/synthetic/population/day.js';
import { isTooYoungForBands, LOOKED_AT_FROM } from '../../../commands/synthetic/population/gates.js';
import { DEFAULT_FROM, DEFAULT_TO, optionsFault, type MarketOptions } from '../../../commands/synthetic/population/market.js';
import { planMarket } from '../../../commands/synthetic/population/plan-market.js';
import { reportFiles } from '../../../commands/synthetic/population/report/report-files.js';
import { MarketTally } from '../../../commands/synthetic/population/report/tally.js';
import { stateLines } from '../../../commands/synthetic/population/write-state.js';
import { tallyLines } from '../../../commands/synthetic/tally/tally-lines.js';
import { tellMarket } from '../../../commands/synthetic/tell-market.js';
import { isIsoDate, toEpochDay, type IsoDate } from '../../../domain/standards/calendar.js';
import { keepHeapSmall } from '../../process/heap-growth.js';
import { UsageError } from '../exit-codes.js';
import { progressBar } from '../progress-bar.js';

interface Options {
  readonly companies: number;
  readonly seed: number;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly as: 'commands' | 'state';
  readonly out?: string;
  readonly report?: boolean;
}

/** `sijil generate`: a synthetic labour market as a file of commands, which `sijil import --clock=file` lives through. Needs no ledger. */
export function addGenerateCommand(program: Command): void {
  program
    .command('generate')
    .description('make a synthetic labour market: its history as commands, in order of instant')
    .requiredOption('--companies <number>', 'how many companies', whole)
    .requiredOption('--seed <number>', 'the same seed, size and days give the same bytes', whole)
    .option('--from <date>', 'first day of the history', date, DEFAULT_FROM)
    .option('--to <date>', 'last day of the history', date, DEFAULT_TO)
    .addOption(new Option('--as <what>', 'commands, or state: the facts of the last day').choices(['commands', 'state']).default('commands'))
    .option('--out <folder>', 'write commands.ndjson or state.ndjson there; left out: to stdout')
    .option('--report', 'set the market beside what is published: synthetic-data.md and its charts, into --out')
    .action(async ({ as, out: folder, report, ...options }: Options) => {
      const market: MarketOptions = options;
      const fault = optionsFault(market);
      if (fault !== null) throw new UsageError(`--${fault.field}: ${fault.reason}`);
      if (report === true && folder === undefined) throw new UsageError('--report: its files need a folder: name one with --out');
      keepHeapSmall();
      const out = await openOut(folder, `${as}.ndjson`);
      const counted = report === true ? new MarketTally(market) : undefined;
      if (as === 'commands') await writeCommands(market, out, folder, counted);
      else await writeState(market, out, counted);
      if (counted === undefined || folder === undefined) return;
      for (const { name, text } of reportFiles(counted)) await writeFile(join(folder, name), text);
    });
}

function whole(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError('It is not a whole number.');
  return Number(text);
}

function date(text: string): IsoDate {
  if (!isIsoDate(text)) throw new InvalidArgumentError('It is not a date YYYY-MM-DD.');
  return text;
}

/** Where the lines go. Throws UsageError when nothing can be written there. */
async function openOut(folder: string | undefined, name: string): Promise<Writable> {
  if (folder === undefined) return process.stdout;
  try {
    await makeFolder(folder);
    const file = createWriteStream(join(folder, name));
    await once(file, 'open');
    return file;
  } catch {
    throw new UsageError(`--out: ${folder} cannot be written`);
  }
}

async function writeCommands(market: MarketOptions, out: Writable, folder: string | undefined, counted: MarketTally | undefined): Promise<void> {
  const planning = progressBar('companies');
  planning.begin(market.companies);
  const told = tellMarket(planMarket(market), {
    onBlock: (block) => {
      planning.step(block.companies.length);
      counted?.add(block);
    },
    // What does not fit into memory is laid aside beside the file that it goes to.
    ...(folder === undefined ? {} : { folder }),
  });
  planning.end();
  const writing = progressBar('lines');
  writing.begin(told.tally.lines);
  try {
    await writeAll(out, told.days(), ({ lines, count }) => {
      writing.step(count);
      return lines;
    });
  } finally {
    writing.end();
    told.close();
  }
  for (const line of tallyLines(told.tally)) process.stderr.write(`${line}\n`);
  if (!isTooYoungForBands(toEpochDay(market.from), toEpochDay(market.to))) return;
  process.stderr.write(`hardly a line is gated by bands: they are averages from ${isoDay(LOOKED_AT_FROM)} on, and this history begins later\n`);
}

/** Lines that are written together. */
const LINES_AT_ONCE = 500;

async function writeState(market: MarketOptions, out: Writable, counted: MarketTally | undefined): Promise<void> {
  const plan = planMarket(market);
  const bar = progressBar('companies');
  bar.begin(market.companies);
  const seen = {
    ...plan,
    block(n: number) {
      const block = plan.block(n);
      bar.step(block.companies.length);
      counted?.add(block);
      return block;
    },
  };
  try {
    await writeAll(out, inBatches(stateLines(seen)), (lines) => `${lines.join('\n')}\n`);
  } finally {
    bar.end();
  }
}

function* inBatches(lines: Iterable<string>): Generator<readonly string[]> {
  let batch: string[] = [];
  for (const line of lines) {
    batch.push(line);
    if (batch.length < LINES_AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Writes piece by piece, as fast as they are taken; stops when whoever read stdout has had enough. Rejects when a file cannot be written. */
async function writeAll<T>(out: Writable, pieces: Iterable<T>, textOf: (piece: T) => Buffer | string): Promise<void> {
  const file = out !== process.stdout;
  const end = file ? finished(out) : undefined;
  end?.catch(() => undefined);
  let failed: NodeJS.ErrnoException | undefined;
  for (const piece of pieces) {
    await new Promise<void>((resolve) => out.write(textOf(piece), (error) => resolve(void (failed ??= error ?? undefined))));
    if (failed !== undefined) break;
  }
  if (failed !== undefined && failed.code !== 'EPIPE') throw new Error(`the output cannot be written: ${failed.message}`);
  if (file) out.end();
  await end;
}
