// Law: what passes between the thread of HTTP and one that decides is one text a turn, of plain values; a failure means the same on both sides.
import type { Failure } from '../bulk/worker-messages.js';
import type { CommandAnswer, CommandRequest } from '../handler/request.js';

/** A prepared command on its way to a thread, which has its definition and a clock itself. */
export interface SentCommand extends Omit<CommandRequest, 'payload' | 'once' | 'clock'> {
  readonly ticket: number;
  readonly commandId: string;
  readonly data: object;
}

/** What became of it there. */
export interface Decided {
  readonly ticket: number;
  readonly answer?: CommandAnswer;
  readonly failure?: Failure;
}

/** To a thread: a text of commands, or the word that no more come. */
export type ToThread = string | null;

/** From it: once that it is open; then a text of what became of commands, with the appends that wait there for the log. */
export type FromThread = 'open' | { readonly decided: string; readonly queued: number };

/** Writes commands down for a thread. Their payloads were parsed from JSON, and say the same as JSON again. */
export function textOf(commands: readonly SentCommand[]): string {
  return JSON.stringify(commands);
}

/** The commands of a text. */
export function commandsOf(text: string): readonly SentCommand[] {
  return JSON.parse(text) as readonly SentCommand[];
}
