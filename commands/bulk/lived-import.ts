// Law: an import by its file's own clock ends as if its lines had been lived one by one, however often it was killed on the way.
import type { Actor } from '../../domain/access/roles.js';
import type { Position } from '../../domain/ledger/position.js';
import { createCommandHandler, type HandlerParts } from '../handler/command-handler.js';
import { loadRecord, type LoadRecord } from '../handler/load-record.js';
import type { DeadlineBook } from '../reactions/deadline-book.js';
import type { Reactor } from '../reactions/reactor.js';
import { createAppendTurns } from './append-turns.js';
import type { BulkLine } from './bulk-line.js';
import { createCreatedIds } from './created-ids.js';
import { lineCorrelation } from './file-id.js';
import { findResumeLine } from './find-resume-line.js';
import type { ImportJournal } from './import-journal.js';
import { createImportProgress } from './import-progress.js';
import type { LineOutcome } from './line-outcome.js';
import { createLivedClock } from './lived-clock.js';
import { restoreCreated } from './restore-created.js';
import type { NumberedLine } from './read-lines.js';
import { runBulk } from './run-bulk.js';

export interface LivedImportParts {
  readonly handlerParts: HandlerParts;
  readonly reactor: Reactor;
  readonly book: DeadlineBook;
  readonly commanding: ReadonlySet<string>;
  readonly journal: ImportJournal;
  readonly actor: Actor;
}

export interface LivedImport {
  readonly file: string;
  readonly name: string;
  readonly synthetic: boolean;
  /** Opens the file's lines from the first. */
  readonly lines: () => AsyncIterable<NumberedLine>;
  readonly onOutcome?: (outcome: LineOutcome, line: BulkLine | undefined) => void;
  /** Ends the run between two lines, to be gone on with later. */
  readonly signal?: AbortSignal;
}

export interface ImportResult {
  readonly accepted: number;
  readonly refused: number;
  readonly unexpected: readonly { readonly line: number; readonly expected: string; readonly got: string }[];
  readonly position: Position | null;
  /** The line behind which this run began; 0 for a fresh import. */
  readonly resumedAfter: number;
}

/** Imports a file by its own clock, or goes on where an earlier run was killed. The caller holds the reactor role. */
export async function livedImport(parts: LivedImportParts, job: LivedImport): Promise<ImportResult> {
  const { store, vault, events, commands } = parts.handlerParts;
  const noted = await parts.journal.begin(job.file, job.name);
  if (noted.finished) {
    const { accepted, refused, position, line } = noted;
    return { accepted, refused, unexpected: [], position, resumedAfter: line };
  }
  const resumed = await findResumeLine(store, job.file, noted);
  const counts = { accepted: noted.accepted + resumed.accepted, refused: noted.refused + resumed.refused };
  const correlationOf = (line: number): string => lineCorrelation(job.file, line);
  const created = createCreatedIds();
  const clock = createLivedClock({
    reactor: parts.reactor,
    book: parts.book,
    newest: await newestInstant(parts, noted.position),
    commanding: parts.commanding,
  });
  const turns = createAppendTurns(store, (stream, appended, stored) => clock.afterIssue(stream, appended, stored));
  const handler = createCommandHandler({ ...parts.handlerParts, store: turns.store, onStep: turns.onStep });
  const load: LoadRecord = (type, id) => loadRecord(store, events, type, id);
  const names = {
    vault,
    records: (category: string) => commands.record(category),
    load,
    created,
  };
  const unexpected: { line: number; expected: string; got: string }[] = [];
  // What was lost with the last run's process is lived again first: nothing before the next line may still be due.
  await clock.finish();
  const progress = createImportProgress(parts.journal, { ...noted, ...counts, line: resumed.line });
  const lines = restoreCreated(job.lines(), (line) => line <= resumed.line, { commands, vault, created, actor: parts.actor });

  await runBulk(
    {
      registry: commands,
      handler,
      names,
      settings: { actor: parts.actor, synthetic: job.synthetic, correlationOf },
      before: async (number, line, scheduler) => {
        job.signal?.throwIfAborted();
        const lineClock = await clock.before(line, scheduler);
        progress.begun(number);
        turns.take(correlationOf(number));
        return lineClock;
      },
      after: (number) => turns.end(correlationOf(number)),
      onOutcome: async (outcome, line) => {
        counts[outcome.outcome] += 1;
        const got = outcome.outcome === 'accepted' ? 'accepted' : outcome.code;
        if (line?.expect !== undefined && line.expect !== got) unexpected.push({ line: outcome.line, expected: line.expect, got });
        job.onOutcome?.(outcome, line);
        await progress.ended(outcome);
      },
    },
    lines,
  );
  const position = await clock.finish();
  await progress.finish(position);
  return { ...counts, unexpected, position, resumedAfter: resumed.line };
}

/** recordedAt of the log's newest event: no line may begin before it. */
async function newestInstant(parts: LivedImportParts, from: Position | null): Promise<Date> {
  const { store } = parts.handlerParts;
  let after = from ?? undefined;
  let newest = 0;
  for (;;) {
    const page = await store.readAll(after, 2_000);
    for (const event of page.events) newest = Math.max(newest, Date.parse(event.metadata.recordedAt));
    after = page.next;
    if (page.end) return new Date(newest);
  }
}
