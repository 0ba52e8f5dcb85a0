import type { DomainEvent } from '../../domain/ledger/event.js';
import type { Position } from '../../domain/ledger/position.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import type { CommandTrail } from './command-trail.js';

/** A record folded from its own stream, with the trail of the commands that made its events. */
export interface LoadedRecord<S> {
  readonly stream: string;
  readonly id: string;
  readonly state: S;
  readonly exists: boolean;
  /** Revision of the stream's last event, -1 for none: also when it holds only a fence, and the record does not exist. */
  readonly revision: number;
  /** Where the stream's last event stands in the log; null for none. */
  readonly position: Position | null;
  /** True once the key of the record's human was destroyed. */
  readonly erased: boolean;
  readonly commands: CommandTrail;
}

/** Loads a record as it stands. */
export type LoadRecord = <S, E extends DomainEvent>(type: RecordType<S, E>, id: string) => Promise<LoadedRecord<S>>;
