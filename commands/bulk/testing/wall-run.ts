import type { TestLedger } from '../../testing/test-ledger.js';
import { createCreatedIds } from '../created-ids.js';
import { lineCorrelation } from '../file-id.js';
import { parseLines, runHere } from '../decide-here.js';
import { commandViews, createFileOrder } from '../file-order.js';
import type { LineOutcome } from '../line-outcome.js';
import type { NumberedLine } from '../read-lines.js';
import { runBulk } from '../run-bulk.js';

/** The id of the file that tests run. */
export const FILE = '0f4e2a57-92c9-5c0f-8a0c-3e9f0b7a1d55';

/** Runs lines by the wall clock, as a bulk request does; gives the outcomes as they come. */
export async function runByWall(
  ledger: TestLedger,
  lines: AsyncIterable<NumberedLine>,
  onOutcome: (outcome: LineOutcome) => void | Promise<void>,
): Promise<void> {
  const { vault, commands, actor, clock } = ledger;
  const order = createFileOrder(commandViews(ledger.parts));
  const settings = { actor, synthetic: true, correlationOf: (line: number) => lineCorrelation(FILE, line) };
  await runBulk(
    {
      names: { vault, created: createCreatedIds(), records: (category) => commands.record(category) },
      open: (number, head) => runHere(order.next(), settings, number, head, clock),
      onOutcome: (outcome) => onOutcome(outcome),
    },
    parseLines(commands, lines),
  );
}
