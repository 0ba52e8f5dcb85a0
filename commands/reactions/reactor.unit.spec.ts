import { describe, expect, it } from 'vitest';
import { buildEventRegistry } from '../../bootstrap/ledger/registries.js';
import { recordTypes } from '../../bootstrap/ledger/record-types.js';
import { MemoryEventStore } from '../../projections/testing/memory-event-store.js';
import { newEvent } from '../../projections/testing/given-events.js';
import { toIsoDate } from '../../domain/standards/calendar.js';
import type { Vault } from '../../domain/ledger/vault.js';
import { wallClock } from '../handler/clock.js';
import type { CommandHandler } from '../handler/command-handler.js';
import { createDeadlineBook } from './deadline-book.js';
import type { Reaction } from './reaction.js';
import { createReactor, type Reactor } from './reactor.js';

const clock = wallClock(toIsoDate('2026-04-26'));

/** A checkpoint in memory: all of the vault that a reactor itself asks for. */
function checkpointVault(): Pick<Vault, 'readCheckpoint' | 'writeCheckpoint'> {
  const kept = new Map<string, { stream: string; revision: number }>();
  return {
    readCheckpoint: (name) => Promise.resolve(kept.get(name)),
    writeCheckpoint: (name, at) => Promise.resolve(void kept.set(name, at)),
  };
}

async function logOf(events: number): Promise<MemoryEventStore> {
  const store = new MemoryEventStore();
  for (let n = 0; n < events; n += 1) {
    await store.append('ledger-5f0d9a3e-7f3b-4a4f-9a5e-0d0c4b1c7e55', n === 0 ? 'no-stream' : n - 1, [
      newEvent(n, 'LedgerFounded', { effectiveOn: '2026-04-26', ledgerId: '5f0d9a3e-7f3b-4a4f-9a5e-0d0c4b1c7e55' }),
    ]);
  }
  return store;
}

function reactorOn(store: MemoryEventStore, vault: Pick<Vault, 'readCheckpoint' | 'writeCheckpoint'>, reaction: Reaction): Reactor {
  return createReactor({
    store,
    // Of either, only what is asked for here.
    vault: vault as Vault,
    handler: undefined as unknown as CommandHandler,
    records: recordTypes,
    book: createDeadlineBook(recordTypes, buildEventRegistry()),
    reactions: [reaction],
    logErasures: () => Promise.resolve(),
  });
}

describe('the reactor', () => {
  it('stops behind the reaction under way, however much of the log lies ahead, and goes on there', async () => {
    const store = await logOf(50);
    const vault = checkpointVault();
    const reacted: number[] = [];
    const stop = new AbortController();
    const first = reactorOn(store, vault, {
      name: 'stops',
      handles: () => true,
      async react(event) {
        reacted.push(event.revision);
        if (event.revision === 9) stop.abort();
        await Promise.resolve();
      },
    });
    await first.run(clock, stop.signal, (error) => expect.unreachable(String(error)));
    expect(reacted).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

    const later: number[] = [];
    const second = reactorOn(store, vault, { name: 'goes on', handles: () => true, react: (event) => Promise.resolve(void later.push(event.revision)) });
    await second.catchUp(clock);
    expect(later).toEqual(Array.from({ length: 40 }, (_, n) => n + 10));
  });

  it('reacts again to the event on which a reaction failed, and passes none over', async () => {
    const store = await logOf(20);
    const reacted: number[] = [];
    const failures: unknown[] = [];
    const stop = new AbortController();
    const reactor = reactorOn(store, checkpointVault(), {
      name: 'fails once',
      handles: () => true,
      async react(event) {
        if (event.revision === 7 && failures.length === 0) throw new Error('the database is away');
        reacted.push(event.revision);
        if (event.revision === 19) stop.abort();
        await Promise.resolve();
      },
    });
    await reactor.run(clock, stop.signal, (error) => failures.push(error));
    expect(failures).toHaveLength(1);
    expect([...new Set(reacted)]).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });
});
