// Law: lag is told in events as the log counts them, and in seconds as the age of the oldest event that is not yet in.
import type { EventStore } from '../../domain/ledger/event-store.js';
import { comparePositions, type Position } from '../../domain/ledger/position.js';
import { checkpointTable } from '../../read-models/checkpoint-table.js';
import type { Queryable } from '../../read-models/row-store.js';
import { rowTypes } from '../../read-models/row-types.js';
import type { ModelName } from './progress.js';

export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  /** Null before the first page, or when it still stands in another log. */
  readonly position: Position | null;
  readonly lastEventId: string | null;
  readonly eventsDone: number;
  /** Events of the log behind the position; null when they are many and the store cannot count them. */
  readonly lagEvents: number | null;
  /** Null where that event's time came from a file's clock and so says nothing of waiting. */
  readonly lagSeconds: number | null;
  /** `absent`: no runner has taken it yet. `failed`: it stands still, see `reason`. */
  readonly state: 'absent' | 'catching-up' | 'live' | 'failed';
  readonly reason: string | null;
}

export interface StatusReader {
  /** Where each read model stands against the log's head now. */
  projectionStatus(): Promise<readonly ProjectionStatus[]>;
}

interface Found {
  readonly name: string;
  readonly version: number;
  readonly position: Position | null;
  readonly last_event_id: string | null;
  readonly events_done: number;
  readonly state: 'running' | 'failed';
  readonly reason: string | null;
}

/** Events that are counted by reading them, where the store cannot say how many there are. */
const COUNTED_BY_READING = 2_000;

/**
 * Reads the state of the read models. The head is read first, so that a read model told to be live had everything
 * that was there when it was asked. `now` gives milliseconds of the wall clock.
 */
export function createStatusReader(options: {
  readonly db: Queryable;
  readonly store: Pick<EventStore, 'head' | 'countAfter' | 'readAll' | 'logId'>;
  readonly models: readonly ModelName[];
  readonly now?: () => number;
}): StatusReader {
  const { store, now = Date.now } = options;
  const lagBehind = async (position: Position | null): Promise<Lag> => {
    const after = position ?? undefined;
    const counted = await store.countAfter(after);
    const page = await store.readAll(after, counted === undefined ? COUNTED_BY_READING : 1);
    const oldest = page.events[0]?.metadata;
    if (oldest === undefined) return noLag;
    const seconds = oldest.clock === 'file' ? null : Math.max(0, (now() - Date.parse(oldest.recordedAt)) / 1000);
    return { events: counted ?? (page.end ? page.events.length : null), seconds };
  };
  return {
    async projectionStatus() {
      const head = await store.head();
      const found = await options.db.query<Found>({
        text: `select name, version, position, last_event_id, events_done, state, reason from ${checkpointTable} where log_id = $1`,
        values: [store.logId],
        types: rowTypes,
      });
      // Read models mostly stand at the same place: each place is asked about once.
      const lags = new Map<Position | null, Promise<Lag>>();
      const lagOf = (position: Position | null): Promise<Lag> => {
        if (position !== null && comparePositions(position, head) >= 0) return Promise.resolve(noLag);
        const lag = lags.get(position) ?? lagBehind(position);
        lags.set(position, lag);
        return lag;
      };
      return Promise.all(
        options.models.map(async ({ name, version }): Promise<ProjectionStatus> => {
          const row = found.rows.find((candidate) => candidate.name === name && candidate.version === version);
          const position = row?.position ?? null;
          const lag = await lagOf(position);
          return {
            name,
            version,
            position,
            lastEventId: row?.last_event_id ?? null,
            eventsDone: row?.events_done ?? 0,
            lagEvents: lag.events,
            lagSeconds: lag.seconds,
            state: row === undefined ? 'absent' : row.state === 'failed' ? 'failed' : lag === noLag ? 'live' : 'catching-up',
            reason: row?.reason ?? null,
          };
        }),
      );
    },
  };
}

interface Lag {
  readonly events: number | null;
  readonly seconds: number | null;
}

const noLag: Lag = { events: 0, seconds: 0 };
