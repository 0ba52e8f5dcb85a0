// Law: a file that is lived by its own clock is taken whole or not at all: its instants never go back, and none lies before the log's newest.
import { Problem } from '../../domain/access/problem.js';
import type { EventStore } from '../../domain/ledger/event-store.js';
import { parseBulkLine, type BulkLine } from './bulk-line.js';
import type { ImportJournal, ImportProgress } from './import-journal.js';
import type { NumberedLine } from './read-lines.js';
import { surveyLog } from './survey-log.js';

/** A file to be lived. */
export interface FileToLive {
  readonly file: string;
  readonly name: string;
  /** Opens the file's lines from the first. */
  readonly lines: () => AsyncIterable<NumberedLine>;
}

/**
 * Notes an import as begun, or finds it noted. Throws Problem for a file whose instants go back, and while another
 * file is not finished; nothing is noted then.
 */
export async function beginImport(store: EventStore, journal: ImportJournal, job: FileToLive): Promise<ImportProgress> {
  await refuseWhileUnfinished(journal, job.file);
  const known = await journal.find(job.file);
  if (known !== undefined) return known;
  await checkInstants(job.lines(), (await surveyLog(store)).newest);
  return journal.begin(job.file, job.name);
}

/** Throws Problem 409 while a file other than this one has begun and not ended. */
export async function refuseWhileUnfinished(journal: ImportJournal, file: string | null): Promise<void> {
  const other = await journal.unfinished();
  if (other === undefined || other.file === file) return;
  throw new Problem(409, 'import-unfinished', `The import of ${other.name} is not finished: run it again with --clock=file first.`);
}

/** The instant of a line; throws Problem 400 for one that has none, or one that lies before `newest`. */
export function instantOf(line: Pick<BulkLine, 'key' | 'at'>, newest: Date): Date {
  if (line.at === undefined) {
    throw new Problem(400, 'line-without-instant', `The line ${line.key} has no instant (at), which --clock=file needs.`);
  }
  const instant = new Date(line.at);
  if (instant < newest) throw new Problem(400, 'clock-went-back', `The line ${line.key} is of ${line.at}, before ${newest.toISOString()}.`);
  return instant;
}

async function checkInstants(lines: AsyncIterable<NumberedLine>, newest: Date): Promise<void> {
  let latest = newest;
  for await (const { text } of lines) {
    const line = readableLine(text);
    if (line !== undefined) latest = instantOf(line, latest);
  }
}

/** The command of a line; undefined for one that is none, and gets its outcome when it is run. */
export function readableLine(text: string): BulkLine | undefined {
  try {
    return parseBulkLine(text);
  } catch {
    return undefined;
  }
}
