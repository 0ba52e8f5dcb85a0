import { randomUUID } from 'node:crypto';
import type { EventStore } from '../../../domain/ledger/event-store.js';
import type { RecordedEvent } from '../../../domain/ledger/event.js';
import { LedgerFounded } from '../../../domain/ledger/ledger-events.js';
import { streamOf } from '../../../domain/ledger/stream-name.js';
import { sampleEvent, sampleMetadata } from '../../event-store/testing/sample-events.js';
import { logPages, type ReadableLog } from '../log-pages.js';

/** Founds a ledger in an empty log. */
export async function found(store: EventStore, ledgerId: string = randomUUID()): Promise<void> {
  await store.append(streamOf('ledger', ledgerId), 'no-stream', [
    sampleEvent({ ledgerId }, { type: LedgerFounded.type, metadata: sampleMetadata({ recordedAt: '2020-01-01T00:00:00.000Z' }) }),
  ]);
}

/** Appends to a few streams in turn, as told: at each step a stream's number and how many events it gets. */
export async function fill(store: EventStore, steps: readonly (readonly [stream: number, events: number])[], run: string = randomUUID()): Promise<void> {
  const revisions = new Map<string, number>();
  for (const [number, count] of steps) {
    const stream = `company-${run}-${number}`;
    const at = revisions.get(stream) ?? -1;
    const events = Array.from({ length: count }, (_, n) =>
      sampleEvent({ n: at + 1 + n, z: { b: 1, a: [1e21, -0.5, 'رقم'] } }, { metadata: sampleMetadata({ recordedAt: '2021-07-01T08:00:00.123Z' }) }),
    );
    await store.append(stream, at < 0 ? 'no-stream' : at, events);
    revisions.set(stream, at + count);
  }
}

/** The whole log, without what belongs to one log alone. */
export async function contents(log: ReadableLog): Promise<Omit<RecordedEvent, 'position'>[]> {
  const events: Omit<RecordedEvent, 'position'>[] = [];
  for await (const page of logPages(log, undefined)) {
    for (const { position: _own, ...event } of page.events) events.push(event);
  }
  return events;
}
