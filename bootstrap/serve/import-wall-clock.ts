import { createCreatedIds } from '../../commands/bulk/created-ids.js';
import { lineCorrelation } from '../../commands/bulk/file-id.js';
import type { LivedImport } from '../../commands/bulk/lived-import.js';
import { parseLines, runHere } from '../../commands/bulk/decide-here.js';
import { commandViews, createFileOrder } from '../../commands/bulk/file-order.js';
import { refuseWhileUnfinished } from '../../commands/bulk/begin-import.js';
import { runBulk } from '../../commands/bulk/run-bulk.js';
import { openLiveness } from '../../commands/leases/liveness.js';
import { holdToLog } from '../../commands/vault/log-of-ledger.js';
import type { Actor } from '../../domain/access/roles.js';
import * as tokens from '../container/tokens.js';
import type { OpenLedger } from './open-ledger.js';

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
  job: LivedImport,
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

async function importLines(ledger: OpenLedger, actor: Actor, job: LivedImport): Promise<WallClockResult> {
  const { container } = ledger;
  const { store, vault, commands } = container.resolve(tokens.HANDLER_PARTS);
  const clock = container.resolve(tokens.CLOCK);
  await refuseWhileUnfinished(container.resolve(tokens.IMPORT_JOURNAL), null);
  await ledger.found(clock, job.synthetic);
  const order = createFileOrder(commandViews(container.resolve(tokens.HANDLER_PARTS)));
  const counts = { accepted: 0, refused: 0 };
  const unexpected: { line: number; expected: string; got: string }[] = [];
  const settings = { actor, synthetic: job.synthetic, correlationOf: (line: number) => lineCorrelation(job.file, line) };
  await runBulk(
    {
      names: { vault, created: createCreatedIds(), records: (category) => commands.record(category) },
      open: (number, head) => {
        job.signal?.throwIfAborted();
        return runHere(order.next(), settings, number, head, clock);
      },
      onOutcome: (outcome, head) => {
        counts[outcome.outcome] += 1;
        const got = outcome.outcome === 'accepted' ? 'accepted' : outcome.code;
        if (head?.expect !== undefined && head.expect !== got) unexpected.push({ line: outcome.line, expected: head.expect, got });
        return job.onOutcome?.(outcome, head);
      },
    },
    parseLines(commands, job.lines()),
  );
  return { ...counts, unexpected, position: await store.head() };
}
