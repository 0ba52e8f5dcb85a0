import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OutcomeUnknown, StoreUnavailable, readWholeStream, type EventStore } from '../../domain/ledger/event-store.js';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import { follow } from './testing/follow.js';
import { inTime } from './testing/in-time.js';
import { openPostgresLog, type PostgresLogUnderTest } from './testing/postgres-log.js';
import { freshStream, sampleEvents } from './testing/sample-events.js';

const KILLS = process.env['SIJIL_PROVE'] === undefined ? 10 : 100;
const WRITERS = 32;

/** What a writer knows of its own stream. */
interface Account {
  readonly stream: string;
  readonly acked: { id: string; revision: number }[];
  readonly attempted: Set<string>;
}

describe.each([1, 2])('the server’s connections killed in the middle of %i flushes', (flushesInFlight) => {
  let log: PostgresLogUnderTest;
  /** Whether the test has ended: a log that is closed is unavailable for ever. */
  let ended: boolean;
  beforeEach(async () => {
    ended = false;
    log = await openPostgresLog({ flushesInFlight, worthAFlush: 2 });
  });
  afterEach(async () => {
    ended = true;
    await log.dispose();
  });

  /** Kills the connections of the store under way; resolves once at least one writer was hit in a flush. */
  async function killMidFlush(): Promise<void> {
    await inTime(async () => {
      const { rows } = await log.pool.query<{ application_name: string; state: string }>(
        `select application_name, state from (
           select application_name, state, pg_terminate_backend(pid) as killed from pg_stat_activity
           where datname = current_database() and (application_name like '%log writer' and state = 'active' or application_name like '%log reader')
         ) hit where killed`,
      );
      return rows.some((row) => row.application_name.endsWith('log writer'));
    });
  }

  /** Appends one after the other until `stop`; an unknown outcome is settled by repeating the same append. */
  async function write(store: EventStore, account: Account, stop: () => boolean): Promise<void> {
    while (!stop()) {
      const events = sampleEvents(1 + (account.acked.length % 3));
      const expected = account.acked.length === 0 ? 'no-stream' : account.acked.length - 1;
      for (const event of events) account.attempted.add(event.id);
      for (;;) {
        try {
          const { revision } = await store.append(account.stream, expected, events);
          account.acked.push(...events.map(({ id }, n) => ({ id, revision: revision - events.length + 1 + n })));
          break;
        } catch (error) {
          if (ended || !(error instanceof OutcomeUnknown || error instanceof StoreUnavailable)) throw error;
        }
      }
    }
  }

  it(`lose nothing acknowledged and double nothing (${KILLS} kills under ${WRITERS} writers)`, async () => {
    const stores = [log.store, await log.reopen()];
    const live = follow(log.store, undefined);
    const accounts = Array.from({ length: WRITERS }, (): Account => ({ stream: freshStream(), acked: [], attempted: new Set() }));
    const acked = (): number => accounts.reduce((sum, account) => sum + account.acked.length, 0);
    let over = false;
    const writing = Promise.all(accounts.map((account, n) => write(stores[n % 2] ?? log.store, account, () => over)));
    writing.catch(() => undefined);
    for (let kill = 0; kill < KILLS; kill += 1) {
      // Between two kills the writers come through: each kill meets a log that works.
      const before = acked();
      await inTime(() => acked() >= before + WRITERS);
      await killMidFlush();
    }
    over = true;
    await writing;
    await live.until(acked());
    await live.stop();

    const order: RecordedEvent[] = [];
    for (let page = await log.store.readAll(undefined, 1_000); ; page = await log.store.readAll(page.next, 1_000)) {
      order.push(...page.events);
      if (page.end) break;
    }
    expect(live.seen).toEqual(order);
    expect(new Set(order.map((event) => event.id)).size).toBe(order.length);
    for (const { stream, acked: known, attempted } of accounts) {
      const stored = await readWholeStream(log.store, stream);
      expect(stored.map((event) => event.revision)).toEqual(stored.map((_, n) => n));
      // Every writer settled its last append, so what is stored is exactly what was acknowledged.
      expect(stored.map(({ id, revision }) => ({ id, revision }))).toEqual(known);
      for (const event of stored) expect(attempted.has(event.id)).toBe(true);
    }
    const { rows } = await log.pool.query(
      'select count(*) = max(position) and max(position) = (select position from log.head) as gapless from log.event',
    );
    expect(rows).toEqual([{ gapless: true }]);
  }, 120_000);
});
