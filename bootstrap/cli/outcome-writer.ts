// Law: an outcome that was written is in the file or fails the run; who writes faster than the disk takes it waits.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { UsageError } from './exit-codes.js';

/** Writes one JSON line an outcome; nothing without a path. */
export interface OutcomeWriter {
  /** Resolves once there is room for more. Throws when the file cannot be written any more. */
  write(outcome: object): Promise<void>;
  /** Waits until all outcomes are in the file; throws when one is not. */
  close(): Promise<void>;
}

/** Opens the file for outcomes, anew. Throws UsageError when it cannot be written. */
export async function createOutcomeWriter(path: string | undefined): Promise<OutcomeWriter> {
  if (path === undefined) return { write: () => Promise.resolve(), close: () => Promise.resolve() };
  const stream = createWriteStream(path);
  try {
    await once(stream, 'open');
  } catch {
    throw new UsageError(`--outcomes: ${path} cannot be written`);
  }
  const end = finished(stream);
  // Heard by the next write and by `close`.
  end.catch(() => undefined);
  /** What all writers wait for while the buffer is full: one listener, however many they are. */
  let room: Promise<unknown> | undefined;
  return {
    async write(outcome) {
      if (stream.errored !== null) throw stream.errored;
      if (stream.write(`${JSON.stringify(outcome)}\n`)) return;
      room ??= once(stream, 'drain').finally(() => (room = undefined));
      await room;
    },
    async close() {
      stream.end();
      await end;
    },
  };
}
