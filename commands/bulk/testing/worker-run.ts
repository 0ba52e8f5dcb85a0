import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { loadRecord } from '../../handler/load-record.js';
import type { TestLedger } from '../../testing/test-ledger.js';
import { createCreatedIds } from '../created-ids.js';
import { lineCorrelation } from '../file-id.js';
import { createFileOrder } from '../file-order.js';
import type { LineOutcome } from '../line-outcome.js';
import { serveLines } from '../line-worker.js';
import { createLineWorker, lentViews, readByWorkers, runThere, type LineWorker } from '../line-workers.js';
import type { NumberedLine } from '../read-lines.js';
import { runBulk } from '../run-bulk.js';
import { FILE } from './wall-run.js';

/** A thread that decides lines, but in this one: what passes between them is copied all the same. */
export function pretendedThread(ledger: TestLedger): { readonly worker: LineWorker; end(): Promise<void> } {
  const { actor, clock, parts } = ledger;
  const { port1, port2 } = new MessageChannel();
  const settings = { actor, synthetic: true, correlationOf: (line: number) => lineCorrelation(FILE, line) };
  const served = serveLines(port2, { handlerParts: parts, settings, clock });
  const worker = createLineWorker(port1);
  return {
    worker,
    async end() {
      worker.close();
      await served;
      port1.close();
    },
  };
}

/** Runs lines by the wall clock in so many threads, as an import does. */
export async function runByWorkers(
  ledger: TestLedger,
  workers: readonly LineWorker[],
  lines: AsyncIterable<NumberedLine>,
  onOutcome: (outcome: LineOutcome) => void,
): Promise<void> {
  const { vault, commands, store, events } = ledger;
  const order = createFileOrder(lentViews((type, id) => loadRecord(store, events, type, id)));
  await runBulk(
    {
      names: { vault, created: createCreatedIds(), records: (category) => commands.record(category) },
      open: (number, head) => runThere(order.next(), number, head),
      onOutcome,
    },
    readByWorkers(workers, lines),
  );
}

/** A port whose other end nobody serves. */
export function deafPort(): { readonly port: MessagePort; close(): void } {
  const { port1, port2 } = new MessageChannel();
  return { port: port1, close: () => port2.close() };
}
