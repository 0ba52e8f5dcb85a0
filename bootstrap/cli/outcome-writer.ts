import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { UsageError } from './exit-codes.js';

/** Writes one JSON line an outcome; nothing without a path. */
export interface OutcomeWriter {
  write(outcome: object): void;
  close(): Promise<void>;
}

/** Opens the file for outcomes, anew. Throws UsageError when it cannot be written. */
export async function createOutcomeWriter(path: string | undefined): Promise<OutcomeWriter> {
  if (path === undefined) return { write: () => undefined, close: () => Promise.resolve() };
  const stream = createWriteStream(path);
  try {
    await once(stream, 'open');
  } catch {
    throw new UsageError(`--outcomes: ${path} cannot be written`);
  }
  return {
    write: (outcome) => void stream.write(`${JSON.stringify(outcome)}\n`),
    close: () =>
      new Promise((resolve, reject) => {
        stream.once('error', reject);
        stream.end(resolve);
      }),
  };
}
