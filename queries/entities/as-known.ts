// Law: what was known at a place or time is the longest beginning of a stream that lies within it.
import type { RecordedEvent } from '../../domain/ledger/event.js';
import { comparePositions, parsePosition } from '../../domain/ledger/position.js';

/** A position of the log, or an instant in UTC; undefined: now. */
export type KnownAt = string | undefined;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;

/** What is said of a text that names neither. */
export const NOT_KNOWN_AT = 'neither a position of a ledger nor an instant YYYY-MM-DDThh:mm:ssZ';

/** Whether a text names a position or an instant. */
export function isKnownAt(text: string): boolean {
  return parsePosition(text) !== undefined || (INSTANT.test(text) && !Number.isNaN(Date.parse(text)));
}

/** Whether an event was known. Throws ForeignPosition for a position of another log. */
export function isKnown({ position, metadata }: Pick<RecordedEvent, 'position' | 'metadata'>, knownAt: KnownAt): boolean {
  if (knownAt === undefined) return true;
  const place = parsePosition(knownAt);
  return place === undefined ? Date.parse(metadata.recordedAt) <= Date.parse(knownAt) : comparePositions(position, place) <= 0;
}

/** The events of a stream that were known, given oldest first. */
export function asKnown(events: readonly RecordedEvent[], knownAt: KnownAt): readonly RecordedEvent[] {
  const beyond = events.findIndex((event) => !isKnown(event, knownAt));
  return beyond < 0 ? events : events.slice(0, beyond);
}
