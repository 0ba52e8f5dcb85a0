import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { canonicalText } from '../../domain/ledger/canonical.js';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import { parcelWorld, type ParcelWorld } from '../testing/parcel-world.js';
import { openFeedWindow, type Feed, type FeedWindow } from './feed-window.js';

let world: ParcelWorld;
let plain: ParcelWorld;
let feed: FeedWindow;
beforeEach(async () => {
  [world, plain] = [await parcelWorld('again'), await parcelWorld('once')];
  feed = openFeedWindow({ store: world.store, events: 64, onError: () => undefined });
});
afterEach(async () => {
  await feed.close();
  await Promise.all([world.close(), plain.close()]);
});

/** Gives every event twice, after a batch of those that were given before; and now and then nothing but such a batch. */
function again(): Feed {
  const given: RecordedEvent[] = [];
  let reads = 0;
  return {
    head: () => feed.head(),
    async read(after, limit, signal) {
      reads += 1;
      const replayed = given.slice(-(reads % 12));
      const last = replayed.at(-1);
      if (reads % 4 === 0 && last !== undefined) return { events: replayed, next: last.position, end: false };
      const page = await feed.read(after, limit, signal);
      if (page === undefined) return undefined;
      given.push(...page.events);
      return { ...page, events: [...replayed, ...page.events.flatMap((event) => [event, event])] };
    },
  };
}

async function hashOf({ tables }: ParcelWorld): Promise<string> {
  return createHash('sha256').update(canonicalText((await tables()) as never)).digest('hex');
}

it('fault 14: every event delivered twice, and batches from before the place reached, leave the same tables', async () => {
  await Promise.all([world.fill(150), plain.fill(150)]);
  const [twice, once] = [world.start({ feed: again() }), plain.start()];
  await Promise.all([twice.caughtUp(), once.caughtUp()]);
  expect(await hashOf(world)).toBe(await hashOf(plain));
  await Promise.all([world.fill(60), plain.fill(60)]);
  await Promise.all([twice.caughtUp(), once.caughtUp()]);
  expect(await hashOf(world)).toBe(await hashOf(plain));
  expect(await world.tables()).toEqual(world.expected());
  expect((await world.checkpoint())?.events_done).toBe((await plain.checkpoint())?.events_done);
});
