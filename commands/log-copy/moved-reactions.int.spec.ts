// What the reactor has done on one log it does not do again on the next: its place is a stream's revision, and is found there.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordTypes } from '../../bootstrap/ledger/record-types.js';
import type { EventStore } from '../../domain/ledger/event-store.js';
import { createCommandHandler } from '../handler/command-handler.js';
import { openEventStoreDbLog } from '../event-store/eventstoredb/testing/eventstoredb-log.js';
import { openPostgresLog } from '../event-store/testing/postgres-log.js';
import type { StoreUnderTest } from '../event-store/testing/store-under-test.js';
import { createDeadlineBook } from '../reactions/deadline-book.js';
import { createReactor, type Reactor } from '../reactions/reactor.js';
import { company, marketOn } from '../testing/market.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import { requestOf } from '../testing/test-process.js';
import { copyLog } from './copy-log.js';

let ledger: TestLedger;
const logs: readonly { readonly name: string; readonly open: () => Promise<StoreUnderTest> }[] = [
  { name: 'EventStoreDB (protocol server)', open: () => openEventStoreDbLog() },
  { name: 'PostgreSQL', open: () => openPostgresLog() },
];

beforeAll(async () => {
  ledger = await openTestLedger('moved_reactions');
});
afterAll(() => ledger.close());

/** A reactor on a log that notes what it reacts to. */
function noting(store: EventStore): { readonly reactor: Reactor; readonly reacted: string[]; readonly deadlines: () => number } {
  const reacted: string[] = [];
  const parts = { ...ledger.parts, store };
  const book = createDeadlineBook(recordTypes, parts.events);
  const reactor = createReactor({
    store,
    vault: parts.vault,
    handler: createCommandHandler(parts),
    records: recordTypes,
    book,
    reactions: [
      {
        name: 'noting',
        handles: () => true,
        async react(event) {
          reacted.push(event.id);
        },
      },
    ],
    logErasures: async () => undefined,
  });
  return { reactor, reacted, deadlines: () => book.size };
}

it.each(logs)('on $name, after a move, reactions go on behind the last one, deadlines are the same, and what is written is reacted to', async ({ open }) => {
  const process = await ledger.process();
  const market = marketOn(ledger, process.send);
  for (let n = 0; n < 3; n += 1) await market.contract(await market.company(), await market.resident());
  const home = noting(ledger.store);
  await home.reactor.catchUp(ledger.clock);
  expect(home.reacted.length).toBeGreaterThan(10);

  const away = await open();
  try {
    await copyLog(ledger.store, away.store);
    const moved = noting(away.store);
    await moved.reactor.catchUp(ledger.clock);
    expect(moved.reacted).toEqual([]);
    expect(moved.deadlines()).toBe(home.deadlines());

    // The same vault, the other log.
    const handler = createCommandHandler({ ...ledger.parts, store: away.store });
    const { id } = await handler.decide(handler.prepare(requestOf(ledger, company())));
    const written = await away.store.readStream(`company-${id}`, 0, 100);
    await moved.reactor.catchUp(ledger.clock);
    expect(moved.reacted).toEqual(written.map((event) => event.id));
  } finally {
    await away.dispose();
    await ledger.endProcesses();
  }
});
