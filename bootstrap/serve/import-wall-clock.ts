import { createCreatedIds } from '../../commands/bulk/created-ids.js';
import { lineCorrelation } from '../../commands/bulk/file-id.js';
import { parseLines, runHere, type OwnLine } from '../../commands/bulk/decide-here.js';
import { commandViews, createFileOrder } from '../../commands/bulk/file-order.js';
import type { LineHead } from '../../commands/bulk/line-head.js';
import type { LineOutcome } from '../../commands/bulk/line-outcome.js';
import { lentViews, readByWorkers, runThere, type LentLine } from '../../commands/bulk/line-workers.js';
import type { LivedImport } from '../../commands/bulk/lived-import.js';
import { refuseWhileUnfinished } from '../../commands/bulk/begin-import.js';
import { runBulk, type RunLine } from '../../commands/bulk/run-bulk.js';
import { loadRecord } from '../../commands/handler/load-record.js';
import { openLiveness } from '../../commands/leases/liveness.js';
import { holdToLog } from '../../commands/vault/log-of-ledger.js';
import type { Actor } from '../../domain/access/roles.js';
import * as tokens from '../container/tokens.js';
import { startImportThreads } from './import-threads.js';
import type { OpenLedger } from './open-ledger.js';

/** A file, and how many threads besides this one decide its lines; with none this one does. */
export interface WallClockImport extends LivedImport {
  readonly threads: number;
}

export interface WallClockResult {
  readonly accepted: number;
  readonly refused: number;
  readonly unexpected: readonly unknown[];
  readonly position: string | null;
}

/** Runs a file by the wall clock. Each line has its own key: running the file again after a crash changes nothing. */
export async function importByWallClock(
  ledger: OpenLedger,
  actor: Actor,
  job: WallClockImport,
): Promise<WallClockResult> {
  const { container } = ledger;
  // Seen to be alive, it keeps the ledger from being moved; the ledger may have been until now.
  const liveness = openLiveness(container.resolve(tokens.MAIN_POOL));
  try {
    await liveness.instance();
    await holdToLog(container.resolve(tokens.VAULT_POOL), container.resolve(tokens.EVENT_STORE).logId);
    return await importLines(ledger, actor, job);
  } finally {
    await liveness.close();
  }
}

async function importLines(ledger: OpenLedger, actor: Actor, job: WallClockImport): Promise<WallClockResult> {
  const { container } = ledger;
  const handlerParts = container.resolve(tokens.HANDLER_PARTS);
  const { store, events, vault, commands } = handlerParts;
  const clock = container.resolve(tokens.CLOCK);
  await refuseWhileUnfinished(container.resolve(tokens.IMPORT_JOURNAL), null);
  await ledger.found(clock, job.synthetic);
  const counts = { accepted: 0, refused: 0 };
  const unexpected: { line: number; expected: string; got: string }[] = [];
  const names = { vault, created: createCreatedIds(), records: (category: string) => commands.record(category) };
  const onOutcome = (outcome: LineOutcome, head: LineHead | undefined): void | Promise<void> => {
    counts[outcome.outcome] += 1;
    const got = outcome.outcome === 'accepted' ? 'accepted' : outcome.code;
    if (head?.expect !== undefined && head.expect !== got) unexpected.push({ line: outcome.line, expected: head.expect, got });
    return job.onOutcome?.(outcome, head);
  };
  if (job.threads === 0) {
    const order = createFileOrder(commandViews(handlerParts));
    const settings = { actor, synthetic: job.synthetic, correlationOf: (line: number) => lineCorrelation(job.file, line) };
    const open = (number: number, head: OwnLine): RunLine => {
      job.signal?.throwIfAborted();
      return runHere(order.next(), settings, number, head, clock);
    };
    await runBulk({ names, onOutcome, open }, parseLines(commands, job.lines()));
  } else {
    const order = createFileOrder(lentViews((type, id) => loadRecord(store, events, type, id)));
    const { config, mainUrl, vaultUrl } = { config: container.resolve(tokens.CONFIG), ...ledger.databases };
    const threads = startImportThreads(job.threads, { config, mainUrl, vaultUrl, actor, synthetic: job.synthetic, file: job.file });
    const open = (number: number, head: LentLine): RunLine => {
      job.signal?.throwIfAborted();
      return runThere(order.next(), number, head);
    };
    try {
      await runBulk({ names, onOutcome, open }, readByWorkers(threads.workers, job.lines()));
    } finally {
      await threads.close();
    }
  }
  return { ...counts, unexpected, position: await store.head() };
}
