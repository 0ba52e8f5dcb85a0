import type { DomainEvent, EventMetadata, RecordedEvent } from '../../domain/ledger/event.js';
import type { RecordType } from '../../domain/ledger/record-type.js';

/** What of a folded event tells whose it is. */
export type EventTrace = Pick<RecordedEvent, 'id' | 'type' | 'revision' | 'position'> & {
  readonly metadata: Pick<EventMetadata, 'commandId' | 'commandHash' | 'onBehalfOf' | 'subjects'>;
};

/** A record folded from its own stream, with the traces of the events it was folded from. */
export interface LoadedRecord<S> {
  readonly stream: string;
  readonly id: string;
  readonly state: S;
  readonly exists: boolean;
  /** Revision of the stream's last event, -1 for none: also when it holds only a fence, and the record does not exist. */
  readonly revision: number;
  readonly events: readonly EventTrace[];
}

/** Loads a record as it stands. */
export type LoadRecord = <S, E extends DomainEvent>(type: RecordType<S, E>, id: string) => Promise<LoadedRecord<S>>;
