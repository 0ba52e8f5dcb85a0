// The copy over the real stores, one of them killed meanwhile.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openEventStoreDbLog, type EventStoreDbLogUnderTest } from '../event-store/eventstoredb/testing/eventstoredb-log.js';
import { openPostgresLog, type PostgresLogUnderTest } from '../event-store/testing/postgres-log.js';
import { copyLog } from './copy-log.js';
import { contents, fill, found } from './testing/filled-log.js';

vi.setConfig({ testTimeout: 120_000 });

let esdb: EventStoreDbLogUnderTest;
let pg: PostgresLogUnderTest;
afterEach(async () => {
  await esdb.dispose();
  await pg.dispose();
});

/** Some streams written in turn, one of them in long stretches. */
const steps = Array.from({ length: 400 }, (_, n): [number, number] => (n % 9 === 0 ? [0, 12] : [1 + (n % 23), 1 + (n % 2)]));

describe('a copy between PostgreSQL and EventStoreDB (protocol server)', () => {
  it('is the same there and back again, through kills of the server', async () => {
    [esdb, pg] = [await openEventStoreDbLog(), await openPostgresLog()];
    await found(pg.store);
    await fill(pg.store, steps);
    const whole = await contents(pg.store);

    let kills = 0;
    const killed = async (): Promise<void> => {
      kills += 1;
      await esdb.server.kill();
      await esdb.server.start();
    };
    const over: Promise<void>[] = [];
    const killOnce = (at: string) => (step: string) => void (step === at && over.push(killed()));
    const there = await copyLog(pg.store, esdb.store, { onStep: killOnce('begun') });
    expect(there).toMatchObject({ copied: whole.length, from: { events: whole.length }, to: { events: whole.length, sha256: there.from.sha256 } });
    expect(await contents(esdb.store)).toEqual(whole);

    const empty = await openPostgresLog();
    try {
      const back = await copyLog(esdb.store, empty.store, { onStep: killOnce('begun') });
      expect(back.to.sha256).toBe(there.from.sha256);
      expect(await contents(empty.store)).toEqual(whole);
    } finally {
      await empty.dispose();
    }
    await Promise.all(over);
    expect(kills).toBe(2);
  });
});
