// Law: what stands in the log before a run is looked at once, from the first event on.
import type { EventStore } from '../../domain/ledger/event-store.js';
import type { Position } from '../../domain/ledger/position.js';
import { MOST_NAMES } from './run-log.js';

const PAGE = 2_000;

/** A log before a run. */
export interface LogSurvey {
  /** The latest recordedAt; 1970 for an empty log. */
  readonly newest: Date;
  /** Where it ends. */
  readonly head: Position;
  /** Names of all its streams; undefined when they are too many to be kept. */
  readonly streams: ReadonlySet<string> | undefined;
}

/** Reads the whole log. */
export async function surveyLog(store: EventStore): Promise<LogSurvey> {
  let streams: Set<string> | undefined = new Set();
  let newest = 0;
  for (let after: Position | undefined; ; ) {
    const page = await store.readAll(after, PAGE);
    for (const { stream, metadata } of page.events) {
      newest = Math.max(newest, Date.parse(metadata.recordedAt));
      streams?.add(stream);
    }
    if (streams !== undefined && streams.size > MOST_NAMES) streams = undefined;
    after = page.next;
    if (page.end) return { newest: new Date(newest), head: page.next, streams };
  }
}
