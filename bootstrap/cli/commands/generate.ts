import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Command } from 'commander';
import { DEFAULT_FROM, DEFAULT_TO, optionsFault, type MarketOptions } from '../../../commands/synthetic/population/market.js';
import { planMarket } from '../../../commands/synthetic/population/plan-market.js';
import { tellMarket, type ToldMarket } from '../../../commands/synthetic/tell-market.js';
import { tallyLines } from '../../../commands/synthetic/tally/tally-lines.js';
import { isIsoDate, type IsoDate } from '../../../domain/standards/calendar.js';
import { UsageError } from '../exit-codes.js';
import { progressBar } from '../progress-bar.js';

interface Options {
  readonly companies: string;
  readonly seed: string;
  readonly from: string;
  readonly to: string;
  readonly out?: string;
}

/** `sijil generate`: a synthetic labour market as a file of commands, which `sijil import --clock=file` lives through. */
export function addGenerateCommand(program: Command): void {
  program
    .command('generate')
    .description('make a synthetic labour market: its history as commands, in order of instant')
    .requiredOption('--companies <number>', 'how many companies')
    .requiredOption('--seed <number>', 'the same seed, size and days give the same bytes')
    .option('--from <date>', 'first day of the history', DEFAULT_FROM)
    .option('--to <date>', 'last day of the history', DEFAULT_TO)
    .option('--out <folder>', 'write commands.ndjson there; left out: to stdout')
    .action(async (options: Options) => {
      const market = marketOf(options);
      const out = await openOut(options.out, 'commands.ndjson');
      const bar = progressBar('companies');
      const plan = planMarket(market);
      bar.begin(market.companies);
      const told = tellMarket(plan, { onBlock: ({ companies }) => bar.step(companies.length), ...(options.out === undefined ? {} : { folder: options.out }) });
      bar.end();
      try {
        await writeDays(told, out);
      } finally {
        told.close();
      }
      for (const line of tallyLines(told.tally)) process.stderr.write(`${line}\n`);
    });
}

function marketOf({ companies, seed, from, to }: Options): MarketOptions {
  const market = { companies: wholeOf('companies', companies), seed: wholeOf('seed', seed), from: dateOf('from', from), to: dateOf('to', to) };
  const fault = optionsFault(market);
  if (fault !== null) throw new UsageError(`--${fault.field}: ${fault.reason}`);
  return market;
}

function wholeOf(option: string, text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new UsageError(`--${option}: ${text} is not a whole number`);
  return Number(text);
}

function dateOf(option: string, text: string): IsoDate {
  if (!isIsoDate(text)) throw new UsageError(`--${option}: ${text} is not a date YYYY-MM-DD`);
  return text;
}

/** Where the lines go. Throws UsageError when nothing can be written there. */
async function openOut(folder: string | undefined, name: string): Promise<Writable> {
  if (folder === undefined) return process.stdout;
  try {
    await mkdir(folder, { recursive: true });
    const file = createWriteStream(join(folder, name));
    await new Promise<void>((resolve, reject) => file.once('open', () => resolve()).once('error', reject));
    return file;
  } catch {
    throw new UsageError(`--out: ${folder} cannot be written`);
  }
}

/** Writes a market out, as fast as it is taken; stops when whoever read it has gone. */
async function writeDays(told: ToldMarket, out: Writable): Promise<void> {
  const bar = progressBar('lines');
  bar.begin(told.tally.lines);
  const end = out === process.stdout ? Promise.resolve() : finished(out);
  let gone = false;
  out.once('error', () => (gone = true));
  for (const { lines, count } of told.days()) {
    if (gone) break;
    await new Promise<void>((resolve) => out.write(lines, () => resolve()));
    bar.step(count);
  }
  bar.end();
  if (out !== process.stdout) out.end();
  await end;
}
