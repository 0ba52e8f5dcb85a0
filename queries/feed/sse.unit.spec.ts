import { describe, expect, it } from 'vitest';
import { buildEventRegistry } from '../../bootstrap/ledger/registries.js';
import type { LogPage } from '../../domain/ledger/event-store.js';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import { makePosition } from '../../domain/ledger/position.js';
import { factsOf, recordedEvent } from '../../projections/testing/given-events.js';
import { opened, registered } from '../../projections/testing/market-events.js';
import { followFeed, sseHeartbeat, type FeedFollowing } from './sse.js';

const registry = buildEventRegistry();
const events = factsOf([registered('a'), opened('a', 'a main'), registered('b')]).map(recordedEvent);
const lastPosition = makePosition('specification', '0000000000000003');

/** A store whose subscription gives these pages and then waits for its signal. */
function storeOf(pages: readonly (readonly RecordedEvent[])[]) {
  const asked: number[] = [];
  return {
    asked,
    async *subscribe(_after: unknown, signal: AbortSignal): AsyncGenerator<LogPage, void> {
      for (const [n, page] of pages.entries()) {
        asked.push(n);
        yield { events: page, next: page.at(-1)?.position ?? lastPosition, end: true };
      }
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    },
  };
}

function following(more: Partial<FeedFollowing> = {}): { readonly stop: () => void; readonly asked: FeedFollowing } {
  const stopping = new AbortController();
  return {
    stop: () => stopping.abort(),
    asked: { after: undefined, categories: new Set(['company']), heartbeatMs: 60_000, signal: stopping.signal, ...more },
  };
}

describe('an event stream of the feed', () => {
  it('begins with the pause before reconnecting, then gives each event with its position as id', async () => {
    const { asked, stop } = following();
    const blocks = followFeed(storeOf([events]), registry, asked);
    expect((await blocks.next()).value).toBe('retry: 3000\n: heartbeat\n\n');
    for (const event of events) {
      const block = String((await blocks.next()).value);
      const [id, type, data, ...rest] = block.split('\n');
      expect([id, type, rest]).toEqual([`id: ${event.position}`, `event: ${event.type}`, ['', '']]);
      expect(JSON.parse((data ?? '').slice('data: '.length))).toMatchObject({
        position: event.position,
        id: event.id,
        stream: event.stream,
      });
    }
    stop();
    expect((await blocks.next()).done).toBe(true);
  });

  it('takes the next page of the log only when the last block was taken', async () => {
    const store = storeOf([events.slice(0, 2), events.slice(2)]);
    const { asked } = following();
    const blocks = followFeed(store, registry, asked);
    await blocks.next();
    expect(store.asked).toEqual([]);
    await blocks.next();
    await blocks.next();
    expect(store.asked).toEqual([0]);
    await blocks.next();
    expect(store.asked).toEqual([0, 1]);
    await blocks.return();
  });

  it('gives a heartbeat while nothing is told, with the position behind what was passed over', async () => {
    const { asked, stop } = following({ categories: new Set(['visa']), heartbeatMs: 1 });
    const blocks = followFeed(storeOf([events]), registry, asked);
    await blocks.next();
    expect((await blocks.next()).value).toBe(sseHeartbeat(lastPosition));
    expect(sseHeartbeat(lastPosition)).toBe(`: heartbeat\nid: ${lastPosition}\n\n`);
    stop();
    const rest: string[] = [];
    for await (const block of blocks) rest.push(block);
    expect(rest.every((block) => block.startsWith(': heartbeat'))).toBe(true);
  });

  it('ends at its signal, also between two events of a page', async () => {
    const { asked, stop } = following();
    const blocks = followFeed(storeOf([events]), registry, asked);
    await blocks.next();
    await blocks.next();
    stop();
    expect((await blocks.next()).done).toBe(true);
  });
});
