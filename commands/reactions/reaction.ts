import type { RecordedEvent } from '../../domain/ledger/event.js';
import type { Clock } from '../handler/clock.js';

/**
 * What the ledger does because of an event. Running it twice changes nothing: its commands' ids are made
 * from the event, its vault writes are idempotent.
 */
export interface Reaction {
  readonly name: string;
  readonly handles: (event: RecordedEvent) => boolean;
  react(event: RecordedEvent, clock: Clock): Promise<void>;
}
