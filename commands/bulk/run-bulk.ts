// Law: every line gets one outcome, as if the lines had run one by one; what shares no record runs side by side.
import { Problem } from '../../domain/access/problem.js';
import type { Clock } from '../handler/clock.js';
import type { CommandHandler } from '../handler/command-handler.js';
import type { CommandRegistry } from '../registry/registry.js';
import { parseBulkLine, type BulkLine } from './bulk-line.js';
import { createKeyScheduler, type KeyScheduler } from './key-scheduler.js';
import { acceptedLine, refusedLine, type LineOutcome } from './line-outcome.js';
import type { NumberedLine } from './read-lines.js';
import { keysOfLine, lineKey, resolveNames, type NameParts } from './resolve-names.js';
import { prepareLine, runPatiently, type LineSettings } from './run-line.js';

const LINES_AT_ONCE = 64;

export interface BulkParts {
  readonly registry: CommandRegistry;
  readonly handler: CommandHandler;
  readonly names: NameParts;
  readonly settings: LineSettings;
  /** The clock of a line, and anything that must have happened before it is decided. */
  readonly before: (number: number, line: BulkLine, scheduler: KeyScheduler) => Promise<Clock> | Clock;
  /** Called once the line has ended, accepted or refused, before its outcome is told. */
  readonly after?: (number: number) => void;
  readonly onOutcome: (outcome: LineOutcome, line: BulkLine | undefined) => void | Promise<void>;
}

/** Runs the lines; gives when all have an outcome. Throws what no line may answer for (a store away too long, a clock that went back). */
export async function runBulk(parts: BulkParts, lines: AsyncIterable<NumberedLine>): Promise<void> {
  const scheduler = createKeyScheduler(LINES_AT_ONCE);
  for await (const { number, text } of lines) {
    const line = await parseLine(parts, number, text);
    if (line === undefined) continue;
    const definition = parts.registry.find(line.command);
    const clock = await parts.before(number, line, scheduler);
    if (definition === undefined) {
      await refuse(parts, number, line, new Problem(404, 'unknown-command', `There is no command ${line.command}.`));
      continue;
    }
    const keys = await keysOfLine(parts.names, definition, line);
    parts.names.created.begun(line.key, keys);
    await scheduler.add(keys, async () => {
      try {
        const resolved = await resolveNames(parts.names, definition, line);
        const command = prepareLine(parts.handler, parts.settings, number, line, resolved, clock);
        const answer = await runPatiently(() => parts.handler.decide(command));
        parts.names.created.accepted(line.key, command.commandId, answer);
        scheduler.link(answer.id, [lineKey(line.key)]);
        parts.after?.(number);
        await parts.onOutcome(acceptedLine(number, line.key, answer), line);
      } catch (error) {
        await refuse(parts, number, line, error);
      }
    });
  }
  await scheduler.drain();
}

async function parseLine(parts: BulkParts, number: number, text: string): Promise<BulkLine | undefined> {
  try {
    return parseBulkLine(text);
  } catch (error) {
    await parts.onOutcome(refusedLine(number, null, error), undefined);
    return undefined;
  }
}

async function refuse(parts: BulkParts, number: number, line: BulkLine, error: unknown): Promise<void> {
  const outcome = refusedLine(number, line.key, error);
  parts.names.created.refused(line.key);
  parts.after?.(number);
  await parts.onOutcome(outcome, line);
}
