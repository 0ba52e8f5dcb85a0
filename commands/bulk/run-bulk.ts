// Law: every line gets one outcome, as if the lines had run one by one; what shares no record runs side by side.
import type { Position } from '../../domain/ledger/position.js';
import type { LoadRecord } from '../handler/loaded-record.js';
import type { CommandAnswer } from '../handler/request.js';
import { createKeyScheduler, type GoOn, type KeyScheduler } from './key-scheduler.js';
import type { LineHead } from './line-head.js';
import { acceptedLine, refusedLine, type LineOutcome } from './line-outcome.js';
import { createOutcomeTrail, type OutcomeTrail } from './outcome-trail.js';
import { keysOfLine, lineKey, resolveNames, type NameParts, type ResolvedNames } from './resolve-names.js';

/** Lines under way: what many of them ask of log and vault together goes in one statement. Bounds memory, too. */
export const LINES_AT_ONCE = 256;

/** A line of a file, by its number: what orders it, or why it is none. */
export type ReadLine<H> =
  { readonly number: number; readonly head: H; readonly fault?: never } | { readonly number: number; readonly head?: never; readonly fault: unknown };

/** A line that was decided: its command, and what it came to. */
export interface DecidedLine {
  readonly commandId: string;
  readonly answer: CommandAnswer;
  /** Where its events stand, once they do, of a line that ended before: its outcome waits for that, lines behind it need not. */
  readonly stored?: Promise<Position>;
}

/** What a line is decided with. */
export interface LineView {
  readonly load: LoadRecord;
  decide(names: ResolvedNames): Promise<DecidedLine>;
}

/** Runs one line, and again where its first answer may not stand. */
export type RunLine = (attempt: (view: LineView) => Promise<DecidedLine>) => Promise<DecidedLine>;

export interface BulkParts<H extends LineHead> {
  readonly names: NameParts;
  /** Opens a line, in file order; whatever must have happened before it is decided has happened then. */
  readonly open: (number: number, head: H) => Promise<RunLine> | RunLine;
  readonly onOutcome: (outcome: LineOutcome, head: H | undefined) => void | Promise<void>;
}

/**
 * Runs the lines; gives when all have an outcome. Throws what no line may answer for (a store away too long, a clock
 * that went back); no line is under way any more then.
 */
export async function runBulk<H extends LineHead>(parts: BulkParts<H>, lines: AsyncIterable<ReadLine<H>>): Promise<void> {
  const scheduler = createKeyScheduler(LINES_AT_ONCE);
  const trail = createOutcomeTrail();
  try {
    for await (const { number, head, fault } of lines) {
      if (head === undefined) {
        await parts.onOutcome(refusedLine(number, null, fault), undefined);
        continue;
      }
      const run = await parts.open(number, head);
      const keys = await keysOfLine(parts.names, head);
      parts.names.created.begun(head.key, keys.writes);
      await scheduler.add(keys, (goOn) => runLine(parts, number, head, run, scheduler, trail, goOn));
    }
    await scheduler.drain();
    await trail.told();
  } finally {
    await scheduler.settled();
    await trail.settled();
  }
}

async function runLine<H extends LineHead>(
  parts: BulkParts<H>,
  number: number,
  head: H,
  run: RunLine,
  scheduler: KeyScheduler,
  trail: OutcomeTrail,
  goOn: GoOn,
): Promise<void> {
  const { created } = parts.names;
  const { key } = head;
  let decided: DecidedLine;
  try {
    decided = await run(async (view) => {
      goOn();
      return view.decide(await resolveNames(parts.names, view.load, head));
    });
  } catch (error) {
    const outcome = refusedLine(number, key, error);
    created.refused(key);
    await parts.onOutcome(outcome, head);
    return;
  }
  const { commandId, answer, stored } = decided;
  created.accepted(key, { commandId, id: answer.id, category: answer.category });
  scheduler.link(answer.id, [lineKey(key)]);
  if (stored === undefined) await parts.onOutcome(acceptedLine(number, key, answer), head);
  else await trail.add(stored.then((position) => parts.onOutcome(acceptedLine(number, key, { ...answer, position }), head)));
}
