// Law: two logs hold the same ledger exactly when they give the same count and the same digest.
import { createHash } from 'node:crypto';
import { eventText } from './event-text.js';
import { logPages, type ReadableLog } from './log-pages.js';

/** What a log holds, in a form that can be compared. */
export interface LogDigest {
  readonly events: number;
  /** SHA-256, in hexadecimal, over the canonical texts of all events in order, each followed by a line feed. */
  readonly sha256: string;
}

/** Reads a whole log. `onRead` hears how many more events were read. */
export async function digestLog(log: ReadableLog, onRead: (events: number) => void = () => undefined, signal?: AbortSignal): Promise<LogDigest> {
  const hash = createHash('sha256');
  let events = 0;
  for await (const page of logPages(log, undefined)) {
    signal?.throwIfAborted();
    for (const event of page.events) hash.update(eventText(event)).update('\n');
    events += page.events.length;
    onRead(page.events.length);
  }
  return { events, sha256: hash.digest('hex') };
}
