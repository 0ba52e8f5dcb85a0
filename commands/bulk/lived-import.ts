// Law: an import by its file's own clock ends as if its lines had been lived one by one, however often it was killed on the way.
import type { Actor } from '../../domain/access/roles.js';
import type { Position } from '../../domain/ledger/position.js';
import { rearrangingEventTypes } from '../handler/directory-follower.js';
import type { HandlerParts } from '../handler/command-handler.js';
import { RecordCache } from '../handler/record-cache.js';
import type { DeadlineBook } from '../reactions/deadline-book.js';
import type { Reactor } from '../reactions/reactor.js';
import { createAppendTurns } from './append-turns.js';
import { askAhead } from './ask-ahead.js';
import { beginImport, type FileToLive } from './begin-import.js';
import { createCreatedIds, type CreatedIds } from './created-ids.js';
import { parseLines, runHere } from './decide-here.js';
import { lineCorrelation } from './file-id.js';
import { findResumeLine } from './find-resume-line.js';
import type { ImportJournal } from './import-journal.js';
import { createImportProgress } from './import-progress.js';
import type { LineHead } from './line-head.js';
import type { LineOutcome } from './line-outcome.js';
import { createLivedClock } from './lived-clock.js';
import { sweepInOrder } from './lived-sweeps.js';
import { surveyLog } from './survey-log.js';
import { rememberLookups } from './remember-lookups.js';
import { restoreCreated } from './restore-created.js';
import { runBulk } from './run-bulk.js';
import { openRunLog } from './run-log.js';

/** Bytes of records that stay folded. */
const KEPT_BYTES = 32_000_000;

export interface LivedImportParts {
  readonly handlerParts: HandlerParts;
  readonly reactor: Reactor;
  readonly book: DeadlineBook;
  /** Event types whose reactions send commands. */
  readonly commanding: ReadonlySet<string>;
  readonly journal: ImportJournal;
  readonly actor: Actor;
}

export interface LivedImport extends FileToLive {
  readonly synthetic: boolean;
  /** Lines wait for it: who takes outcomes slowly slows the run down. */
  readonly onOutcome?: (outcome: LineOutcome, head: LineHead | undefined) => void | Promise<void>;
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
  const { store, vault, commands } = parts.handlerParts;
  const noted = await beginImport(store, parts.journal, job);
  if (noted.finished) {
    const { accepted, refused, position, line } = noted;
    return { accepted, refused, unexpected: [], position, resumedAfter: line };
  }
  const { newest, head, streams } = await surveyLog(store);
  const resumed = await findResumeLine(store, job.file, noted, job.lines(), newest);
  const counts = { accepted: noted.accepted + resumed.accepted, refused: noted.refused + resumed.refused };
  const remembered = createCreatedIds();
  const lookups = rememberLookups((identifier) => vault.lookUp(identifier), (touched) => remembered.runningWith(touched).length > 0);
  const created: CreatedIds = {
    ...remembered,
    begun(key, keys) {
      lookups.begun(keys);
      remembered.begun(key, keys);
    },
  };
  // Lines and sweeps write through the run's log; what reactions write is forgotten in `reacted`.
  const log = openRunLog(store, { head, streams });
  // Each line has a handler of its own: what one has folded, the next goes on from.
  const handlerParts = { ...parts.handlerParts, store: log.store, records: new RecordCache(KEPT_BYTES) };
  const clock = createLivedClock({
    store,
    reactor: parts.reactor,
    book: parts.book,
    newest,
    commanding: parts.commanding,
    rearranging: rearrangingEventTypes,
    settled: () => log.settled(),
    inOrder: (hooks) => sweepInOrder(handlerParts, log, hooks),
    reacted: (written) => log.forget(written),
    rearranged: () => lookups.forgetAll(),
  });
  const turns = createAppendTurns(handlerParts, log);
  const unexpected: { line: number; expected: string; got: string }[] = [];
  // What was lost with the last run's process is lived again first: nothing before the next line may still be due.
  await clock.finish();
  const progress = createImportProgress(parts.journal, { ...noted, ...counts, line: resumed.line });
  const lines = restoreCreated(job.lines(), (line) => line <= resumed.line, { commands, vault, created, actor: parts.actor });

  const settings = { actor: parts.actor, synthetic: job.synthetic, correlationOf: (line: number) => lineCorrelation(job.file, line) };
  await runBulk(
    {
      names: { vault: lookups, created, records: (category) => commands.record(category) },
      open: (number, head) => {
        job.signal?.throwIfAborted();
        const { clock: lineClock, hooks } = clock.open(head);
        progress.begun(number);
        const turn = turns.next(hooks);
        const run = runHere(turn.run, settings, number, head, lineClock);
        return async (attempt) => {
          const decided = await run(attempt);
          const stored = turn.stored();
          return stored === undefined ? decided : { ...decided, stored };
        };
      },
      onOutcome: async (outcome, head) => {
        counts[outcome.outcome] += 1;
        const got = outcome.outcome === 'accepted' ? 'accepted' : outcome.code;
        if (head?.expect !== undefined && head.expect !== got) unexpected.push({ line: outcome.line, expected: head.expect, got });
        await job.onOutcome?.(outcome, head);
        await progress.ended(outcome);
      },
    },
    askAhead(parseLines(commands, lines), (identifier) => lookups.lookUp(identifier)),
  );
  const position = await clock.finish();
  await progress.finish(position);
  return { ...counts, unexpected, position, resumedAfter: resumed.line };
}
