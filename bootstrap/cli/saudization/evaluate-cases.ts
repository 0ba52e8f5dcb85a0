// Law: a case agrees when the curves of its day give the band that it expects; nothing else of it is compared.
import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import type { BandOrNone, NotRatedReason } from '../../../domain/saudization/band.js';
import { rate, type Rating, type Thresholds } from '../../../domain/saudization/curve.js';
import type { RuleSet } from '../../../domain/saudization/rule-set.js';
import { UsageError } from '../exit-codes.js';
import { caseLine, lineFault, type Case } from './case-line.js';
import { unreadable } from './unreadable.js';

const COLUMNS = ['activity', 'date', 'workers', 'ratio', 'band'];

/** A case that came out otherwise. */
export interface DifferingCase {
  /** Line of the file; the header is line 1. */
  readonly line: number;
  readonly expected: BandOrNone;
  readonly got: BandOrNone;
  readonly reason?: NotRatedReason;
  /** Least percentage of each band; null where no curve was asked. */
  readonly thresholds: Thresholds | null;
}

/** How a file of cases came out. */
export interface Evaluation {
  readonly cases: number;
  readonly agreeing: number;
  readonly differing: readonly DifferingCase[];
}

/** Evaluates a CSV file with the columns activity, date, workers, ratio and band. Throws UsageError naming line and field. */
export async function evaluateCases(rules: RuleSet, file: string): Promise<Evaluation> {
  let cases = 0;
  const differing: DifferingCase[] = [];
  for await (const { line, value } of readCases(file)) {
    cases += 1;
    const rating = rateCase(rules, value);
    if (rating.band === value.band) continue;
    const reason = rating.band === 'NOT_RATED' ? { reason: rating.reason } : {};
    differing.push({ line, expected: value.band, got: rating.band, ...reason, thresholds: rating.thresholds });
  }
  return { cases, agreeing: cases - differing.length, differing };
}

/** The rating of a case. A percentage as written stands for all that round to it: of so few workers only whole ones are meant. */
function rateCase(rules: RuleSet, { activity, date, workers: x, ratio }: Case): Rating {
  const half = 0.5 / 10 ** ratio.decimals;
  return rate(rules, { activity, day: date, x, ratio: ratio.value, saudis: (Math.min(100, ratio.value + half) * x) / 100 });
}

async function* readCases(file: string): AsyncGenerator<{ readonly line: number; readonly value: Case }> {
  const fail = (line: number, fault: string): never => {
    throw new UsageError(`${file}: line ${line}: ${fault}`);
  };
  const source = createReadStream(file);
  const parser = parse({
    bom: true,
    // Each of the three, also mixed in one file.
    record_delimiter: ['\r\n', '\n', '\r'],
    trim: true,
    info: true,
    skip_empty_lines: true,
    columns: (header: string[]) => {
      const wrong = header.length === COLUMNS.length && COLUMNS.every((name) => header.includes(name)) ? undefined : header;
      if (wrong !== undefined) fail(1, `the columns must be ${COLUMNS.join(',')}`);
      return header;
    },
  });
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<{ record: unknown; info: { lines: number } }>) {
      const parsed = caseLine.safeParse(record);
      yield parsed.success ? { line: info.lines, value: parsed.data } : fail(info.lines, lineFault(parsed.error));
    }
  } catch (error) {
    if (error instanceof CsvError) fail(Number((error as { lines?: unknown }).lines ?? 0), error.message);
    throw unreadable(file, error);
  } finally {
    source.destroy();
  }
}
