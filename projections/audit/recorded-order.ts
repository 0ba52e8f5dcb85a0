// Law: an event that says it was recorded well before the one before it in the log, or well after now, shows a clock that was set wrong.
import type { RecordedEvent } from '../../domain/ledger/event.js';
import type { Position } from '../../domain/ledger/position.js';

/** What the audit needs to see of an event's time. */
export type TimedEvent = Pick<RecordedEvent, 'id' | 'stream' | 'revision' | 'position'> & {
  readonly metadata: Pick<RecordedEvent['metadata'], 'recordedAt' | 'clock'>;
};

/** A clock that was set wrong, naming the event that shows it. Order and revisions do not hang on it. */
export interface ClockAnomaly {
  readonly kind: 'recorded-before-previous' | 'recorded-in-the-future';
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly eventId: string;
  readonly recordedAt: string;
  /** How far it is off, in seconds. */
  readonly seconds: number;
}

/** Clocks of several machines, and a command that waits for its append, may be apart by so many seconds. */
export const CLOCK_TOLERANCE_SECONDS = 60;

/** Looks at events in the log's order. Those lived by a file's own clock say nothing of this machine's. */
export function watchRecordedOrder(now: () => number): (event: TimedEvent) => ClockAnomaly | undefined {
  let previous: number | undefined;
  return ({ id, stream, revision, position, metadata }) => {
    if (metadata.clock === 'file') return undefined;
    const at = Date.parse(metadata.recordedAt);
    const behind = previous === undefined ? 0 : (previous - at) / 1_000;
    const ahead = (at - now()) / 1_000;
    previous = at;
    const named = { stream, revision, position, eventId: id, recordedAt: metadata.recordedAt };
    if (behind > CLOCK_TOLERANCE_SECONDS) return { kind: 'recorded-before-previous', ...named, seconds: Math.round(behind) };
    if (ahead > CLOCK_TOLERANCE_SECONDS) return { kind: 'recorded-in-the-future', ...named, seconds: Math.round(ahead) };
    return undefined;
  };
}
