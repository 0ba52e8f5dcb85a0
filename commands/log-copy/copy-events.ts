// Law: what a copy has stored is always the beginning of its source, however it ends.
import { WrongRevision, type EventStore } from '../../domain/ledger/event-store.js';
import type { Position } from '../../domain/ledger/position.js';
import { runPatiently } from '../bulk/patience.js';
import { inGroups, type CopiedGroup } from './append-order.js';
import { CopyRefused } from './copy-refused.js';
import { logPages, type ReadableLog } from './log-pages.js';

/** What a copy wrote. */
export interface CopiedEvents {
  readonly events: number;
  /** The source's position of the last event read: its end as it was then. */
  readonly upTo: Position;
}

/**
 * Appends to the target what the source holds behind a position. `onStored` hears how many more events stand in the target.
 * @throws CopyRefused when someone else writes to the target; StoreUnavailable when a store was away for minutes.
 */
export async function copyEvents(
  source: ReadableLog,
  target: EventStore,
  after: Position | undefined,
  onStored: (events: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<CopiedEvents> {
  let events = 0;
  let upTo = after;
  for await (const page of logPages(source, after)) {
    for (const group of inGroups(page.events)) {
      signal?.throwIfAborted();
      await runPatiently(() => store(target, group));
      events += group.events;
      onStored(group.events);
    }
    upTo = page.next;
  }
  if (upTo === undefined) throw new Error('a log without an end');
  return { events, upTo };
}

/** Stores a group in its order. One that was sent before and is in part stored is sent again whole: repeating it changes nothing. */
async function store(target: EventStore, { appends }: CopiedGroup): Promise<void> {
  for (const result of await target.appendInOrder(appends)) {
    if (result.status === 'fulfilled') continue;
    const error: unknown = result.reason;
    if (!(error instanceof WrongRevision)) throw error;
    throw new CopyRefused(`the target was written to meanwhile: ${error.stream} stands at revision ${error.actual} there; stop who writes to it`);
  }
}
