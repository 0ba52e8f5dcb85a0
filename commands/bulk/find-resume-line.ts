// Law: an import goes on behind the line whose event was stored last, whatever was noted before the crash.
import type { EventStore } from '../../domain/ledger/event-store.js';
import type { Position } from '../../domain/ledger/position.js';
import { lineCorrelation } from './file-id.js';

const PAGE = 2_000;
/** Lines that can be in flight beyond the last noted one. */
const WINDOW = 100_000;

/** The newest line that left an event, and how many lines between the noted one and it did and did not. */
export interface ResumePoint {
  readonly line: number;
  readonly accepted: number;
  readonly refused: number;
}

/** Reads the log behind the noted position for the newest line that left an event; the noted line when none did. */
export async function findResumeLine(
  store: EventStore,
  fileId: string,
  noted: { readonly line: number; readonly position: Position | null },
): Promise<ResumePoint> {
  const lines = new Map<string, number>();
  for (let line = noted.line + 1; line <= noted.line + WINDOW; line += 1) lines.set(lineCorrelation(fileId, line), line);
  const seen = new Set<number>();
  let newest = noted.line;
  let after = noted.position ?? undefined;
  for (;;) {
    const page = await store.readAll(after, PAGE);
    for (const event of page.events) {
      const line = lines.get(event.metadata.correlationId);
      if (line === undefined) continue;
      seen.add(line);
      newest = Math.max(newest, line);
    }
    after = page.next;
    if (page.end) return { line: newest, accepted: seen.size, refused: newest - noted.line - seen.size };
  }
}
