import type { RecordedEvent } from '../../domain/ledger/event.js';
import type { Clock } from '../handler/clock.js';

/**
 * What the ledger does because of an event. Running it twice changes nothing: its commands' ids are made
 * from the event, its vault writes are idempotent.
 */
export interface Reaction {
  readonly name: string;
  readonly handles: (event: RecordedEvent) => boolean;
  /** True where it makes no difference whether this comes before or after the same reaction's work on the events around it. */
  readonly inAnyOrder?: (event: RecordedEvent) => boolean;
  react(event: RecordedEvent, clock: Clock): Promise<void>;
}
