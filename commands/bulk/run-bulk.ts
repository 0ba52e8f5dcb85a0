// Law: every line gets one outcome, as if the lines had run one by one; what shares no record runs side by side.
import { Problem } from '../../domain/access/problem.js';
import type { Clock } from '../handler/clock.js';
import type { CommandAnswer } from '../handler/request.js';
import type { AnyCommandDefinition } from '../registry/definition.js';
import type { CommandRegistry } from '../registry/registry.js';
import type { CommandView, RunCommand } from './append-turns.js';
import { parseBulkLine, type BulkLine } from './bulk-line.js';
import { createKeyScheduler, type GoOn, type KeyScheduler } from './key-scheduler.js';
import { acceptedLine, refusedLine, type LineOutcome } from './line-outcome.js';
import { prepareLine, type LineSettings } from './prepare-line.js';
import type { NumberedLine } from './read-lines.js';
import { keysOfLine, lineKey, resolveNames, type NameParts } from './resolve-names.js';

/** Lines under way: what many of them ask of log and vault together goes in one statement. Bounds memory, too. */
export const LINES_AT_ONCE = 256;

/** How one line is run, and by which clock. */
export interface OpenLine {
  readonly clock: Clock;
  readonly run: RunCommand;
}

export interface BulkParts {
  readonly registry: CommandRegistry;
  readonly names: NameParts;
  readonly settings: LineSettings;
  /** Opens a line, in file order; whatever must have happened before it is decided has happened then. */
  readonly open: (number: number, line: BulkLine) => Promise<OpenLine> | OpenLine;
  readonly onOutcome: (outcome: LineOutcome, line: BulkLine | undefined) => void | Promise<void>;
}

/**
 * Runs the lines; gives when all have an outcome. Throws what no line may answer for (a store away too long, a clock
 * that went back); no line is under way any more then.
 */
export async function runBulk(parts: BulkParts, lines: AsyncIterable<NumberedLine>): Promise<void> {
  const scheduler = createKeyScheduler(LINES_AT_ONCE);
  try {
    for await (const { number, text } of lines) {
      const line = await parseLine(parts, number, text);
      if (line === undefined) continue;
      const definition = parts.registry.find(line.command);
      const open = await parts.open(number, line);
      const keys = definition === undefined ? { writes: [lineKey(line.key)], reads: [] } : await keysOfLine(parts.names, definition, line);
      parts.names.created.begun(line.key, keys.writes);
      await scheduler.add(keys, (goOn) => runLine(parts, number, line, definition, open, scheduler, goOn));
    }
    await scheduler.drain();
  } finally {
    await scheduler.settled();
  }
}

async function parseLine(parts: BulkParts, number: number, text: string): Promise<BulkLine | undefined> {
  try {
    return parseBulkLine(text);
  } catch (error) {
    await parts.onOutcome(refusedLine(number, null, error), undefined);
    return undefined;
  }
}

interface Decided {
  readonly commandId: string;
  readonly answer: CommandAnswer;
}

async function runLine(
  parts: BulkParts,
  number: number,
  line: BulkLine,
  definition: AnyCommandDefinition | undefined,
  open: OpenLine,
  scheduler: KeyScheduler,
  goOn: GoOn,
): Promise<void> {
  const { created } = parts.names;
  let decided: Decided;
  try {
    decided = await open.run(async (view) => {
      goOn();
      return decideLine(parts, view, number, line, definition, open.clock);
    });
  } catch (error) {
    const outcome = refusedLine(number, line.key, error);
    created.refused(line.key);
    await parts.onOutcome(outcome, line);
    return;
  }
  const { commandId, answer } = decided;
  created.accepted(line.key, { commandId, id: answer.id, category: answer.category });
  scheduler.link(answer.id, [lineKey(line.key)]);
  await parts.onOutcome(acceptedLine(number, line.key, answer), line);
}

async function decideLine(
  parts: BulkParts,
  { handler, load }: CommandView,
  number: number,
  line: BulkLine,
  definition: AnyCommandDefinition | undefined,
  clock: Clock,
): Promise<Decided> {
  if (definition === undefined) throw new Problem(404, 'unknown-command', `There is no command ${line.command}.`);
  const resolved = await resolveNames(parts.names, load, definition, line);
  const command = prepareLine(handler, parts.settings, number, line, resolved, clock);
  return { commandId: command.commandId, answer: await handler.decide(command) };
}
