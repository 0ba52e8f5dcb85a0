// Law: an import goes on behind the line whose event was stored last, and behind all lines that lie before the log's newest instant, whatever was noted before the crash.
import type { EventStore } from '../../domain/ledger/event-store.js';
import { isLedgerEvent } from '../../domain/ledger/ledger-events.js';
import { logIdOf, type Position } from '../../domain/ledger/position.js';
import { readableLine } from './begin-import.js';
import { lineCorrelation } from './file-id.js';
import type { NumberedLine } from './read-lines.js';

const PAGE = 2_000;
/** Lines that can be in flight beyond the last noted one. */
const WINDOW = 100_000;

/** The newest line that is done, and how many lines between the noted one and it did and did not. */
export interface ResumePoint {
  readonly line: number;
  readonly accepted: number;
  readonly refused: number;
}

/**
 * Reads the log behind the noted position (all of it when the ledger has moved to another log since) for the newest line that left an event; the noted line when none did. Lines
 * before the newest instant were done when it was written: a sweep's events come after all lines before its day.
 */
export async function findResumeLine(
  store: EventStore,
  fileId: string,
  noted: { readonly line: number; readonly position: Position | null },
  lines: AsyncIterable<NumberedLine>,
  newest: Date,
): Promise<ResumePoint> {
  const correlations = await correlationsBehind(store, placeIn(store, noted.position));
  let done = noted.line;
  let accepted = 0;
  for (let line = noted.line + 1; correlations.size > 0 && line <= noted.line + WINDOW; line += 1) {
    if (!correlations.delete(lineCorrelation(fileId, line))) continue;
    done = line;
    accepted += 1;
  }
  for await (const { number, text } of lines) {
    const at = readableLine(text)?.at;
    if (at === undefined) continue;
    if (new Date(at) >= newest) break;
    done = Math.max(done, number);
  }
  return { line: done, accepted, refused: done - noted.line - accepted };
}

/** A noted position where it means something: in its own log. */
function placeIn(store: EventStore, noted: Position | null): Position | undefined {
  return noted !== null && logIdOf(noted) === store.logId ? noted : undefined;
}

/** Correlation ids of the events behind a position that a file's clock wrote. */
async function correlationsBehind(store: EventStore, from: Position | undefined): Promise<Set<string>> {
  const correlations = new Set<string>();
  let after = from;
  for (;;) {
    const page = await store.readAll(after, PAGE);
    for (const { type, metadata } of page.events) {
      if (metadata.clock === 'file' && !isLedgerEvent(type)) correlations.add(metadata.correlationId);
    }
    after = page.next;
    if (page.end) return correlations;
  }
}
