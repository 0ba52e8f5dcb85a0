// Law: positions only rise, each stream's revisions are 0, 1, 2 … without a gap, and an event's id stands once among the recent ones.
import type { RecordedEvent } from '../../domain/ledger/event.js';
import { comparePositions, logIdOf, type Position } from '../../domain/ledger/position.js';

/** What the audit needs to see of an event: its place, never its content. */
export type PlacedEvent = Pick<RecordedEvent, 'id' | 'stream' | 'revision' | 'position'>;

/** A log that was sound so far. One number a stream, and a bounded number of ids, stay in memory. */
export interface ContiguityState {
  readonly kind: 'contiguous';
  /** The last event's place; undefined before the first event. */
  readonly position: Position | undefined;
  /** Each stream's last revision. */
  readonly revisions: Map<string, number>;
  /** Ids of the newest events with their positions, the oldest first. */
  readonly recentIds: Map<string, Position>;
  /** Most ids kept: an id that comes again after more events than this is seen by its revision only. */
  readonly keptIds: number;
}

/** What is wrong with an event's place, naming the event that shows it. */
export type ContiguityFault = Readonly<{ stream: string; revision: number; position: Position; eventId: string }> &
  (
    | { readonly kind: 'position-not-rising'; readonly previous: Position }
    | { readonly kind: 'other-log'; readonly previous: Position }
    /** The stream goes on at another revision than its next one: events are missing, stand twice, or changed places. */
    | { readonly kind: 'revision-not-next'; readonly expected: number }
    | { readonly kind: 'event-id-repeated'; readonly first: Position }
  );

/** The state before a log's first event. */
export function initialContiguity(keptIds = 65_536): ContiguityState {
  return { kind: 'contiguous', position: undefined, revisions: new Map(), recentIds: new Map(), keptIds };
}

/**
 * Takes the next event in the log's order: gives the state with it, or the first thing wrong with its place. The state
 * passed in goes over into the one given back (a copy of the maps an event would cost too much) and is left as it was by a fault.
 */
export function checkContiguity(state: ContiguityState, event: PlacedEvent): ContiguityState | ContiguityFault {
  const { id: eventId, stream, revision, position } = event;
  const named = { stream, revision, position, eventId };
  const previous = state.position;
  if (previous !== undefined) {
    if (logIdOf(previous) !== logIdOf(position)) return { kind: 'other-log', ...named, previous };
    if (comparePositions(position, previous) <= 0) return { kind: 'position-not-rising', ...named, previous };
  }
  const expected = (state.revisions.get(stream) ?? -1) + 1;
  if (revision !== expected) return { kind: 'revision-not-next', ...named, expected };
  const first = state.recentIds.get(eventId);
  if (first !== undefined) return { kind: 'event-id-repeated', ...named, first };
  return goOnFrom(state, event);
}

/**
 * The state behind an event as it stands, sound or not: after a fault the audit goes on from the furthest place seen, so
 * that one fault is named once.
 */
export function goOnFrom(state: ContiguityState, event: PlacedEvent): ContiguityState {
  const { stream, revision, position } = event;
  state.revisions.set(stream, Math.max(revision, state.revisions.get(stream) ?? -1));
  if (!state.recentIds.has(event.id)) state.recentIds.set(event.id, position);
  if (state.recentIds.size > state.keptIds) {
    const [oldest] = state.recentIds.keys();
    if (oldest !== undefined) state.recentIds.delete(oldest);
  }
  const before = state.position;
  const behind = before !== undefined && logIdOf(before) === logIdOf(position) && comparePositions(before, position) >= 0;
  return { ...state, position: behind ? before : position };
}
