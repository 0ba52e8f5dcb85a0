import type { DomainEvent } from './event.js';
import type { DeadlineChanges, EventDefinition } from './event-definition.js';
import type { IsoDate } from '../standards/calendar.js';

/** A kind of record: its stream category, its events, its fold, and its deadlines. Methods, so that one kind stands where any is asked for. */
export interface RecordType<S = unknown, E extends DomainEvent = DomainEvent> {
  /** Stream category and name in answers: `workPermit`. */
  readonly category: string;
  /** Path segment under /v1: `work-permits`. */
  readonly path: string;
  /** Id of the one record that changes find before it has an event, where the kind has one: a register. */
  readonly register?: string;
  readonly events: readonly EventDefinition[];
  readonly initial: S;
  evolve(state: S, event: E): S;
  /** True once the record exists (its first own event was seen). */
  exists(state: S): boolean;
  /** True once nothing more is ever said of it: what was read of it need not be asked for again. */
  final?(state: S): boolean;
  /** A short status word of the record for answers. */
  status(state: S): string;
  /** The record that took this one's place, for merged duplicates. */
  survivor?(state: S): string | null;
  /** What the event does to the record's deadlines; a pure function of the event alone. */
  deadlines(event: E): DeadlineChanges | null;
  /** The command that the sweeper sends when a rule's day has come: data for `name`. */
  readonly sweeps: Readonly<Record<string, { readonly command: string; readonly data: (day: IsoDate) => object }>>;
}
