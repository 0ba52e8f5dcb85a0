// Law: a line that is decided in this thread is read, named and decided as any other.
import type { Clock } from '../handler/clock.js';
import type { CommandRegistry } from '../registry/registry.js';
import type { RunCommand } from './append-turns.js';
import { parseBulkLine, type BulkLine } from './bulk-line.js';
import { headOfLine, type LineHead } from './line-head.js';
import { prepareLine, type LineSettings } from './prepare-line.js';
import type { NumberedLine } from './read-lines.js';
import type { ReadLine, RunLine } from './run-bulk.js';

/** A line that was read here. */
export interface OwnLine extends LineHead {
  readonly line: BulkLine;
}

/** Reads lines, each when it is asked for. */
export async function* parseLines(commands: CommandRegistry, lines: AsyncIterable<NumberedLine>): AsyncGenerator<ReadLine<OwnLine>> {
  for await (const { number, text } of lines) yield parseLine(commands, number, text);
}

/** Reads one line. */
export function parseLine(commands: CommandRegistry, number: number, text: string): ReadLine<OwnLine> {
  try {
    const line = parseBulkLine(text);
    return { number, head: { ...headOfLine(commands.find(line.command), line), line } };
  } catch (error) {
    return { number, fault: error };
  }
}

/** Runs a line as its turn runs commands. */
export function runHere(run: RunCommand, settings: LineSettings, number: number, { line }: OwnLine, clock: Clock): RunLine {
  return (attempt) =>
    run(({ handler, load }) =>
      attempt({
        load,
        async decide(names) {
          const command = prepareLine(handler, settings, number, line, names, clock);
          return { commandId: command.commandId, answer: await handler.decide(command) };
        },
      }),
    );
}
