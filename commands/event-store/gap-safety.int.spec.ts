import type { PoolClient } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewEvent } from '../../domain/ledger/event.js';
import { follow } from './testing/follow.js';
import { inTime } from './testing/in-time.js';
import { openPostgresLog, type PostgresLogUnderTest } from './testing/postgres-log.js';
import { freshStream, sampleEvents } from './testing/sample-events.js';

describe('a transaction held open over the log', () => {
  let log: PostgresLogUnderTest;
  let holder: PoolClient;
  beforeEach(async () => {
    log = await openPostgresLog({ statementTimeoutMs: 60_000 });
    holder = await log.pool.connect();
  });
  afterEach(async () => {
    holder.release(true);
    await log.dispose();
  });

  /** Appends in an open transaction: positions are taken, nothing is committed. */
  async function hold(stream: string, events: readonly NewEvent[]): Promise<void> {
    await holder.query('begin');
    const texts = [events.map(({ data }) => JSON.stringify(data)), events.map(({ metadata }) => JSON.stringify(metadata))];
    const named = [events.map(({ id }) => id), events.map(({ type }) => type)];
    const values = [[stream], [-1], [events.length], ...named, ...texts];
    const { rows } = await holder.query('select outcome from log.append_batch($1, $2, $3, $4, $5, $6, $7)', values);
    expect(rows).toEqual([{ outcome: 'stored' }]);
  }

  /** Resolves once that many writers wait for the lock, as the server itself tells. */
  async function writersWait(count: number): Promise<void> {
    await inTime(async () => {
      const { rows } = await log.pool.query<{ waiting: string }>(
        `select count(*) as waiting from pg_stat_activity
         where datname = current_database() and application_name like '%log writer' and wait_event_type = 'Lock'`,
      );
      return Number(rows[0]?.waiting) >= count;
    });
  }

  for (const end of ['commit', 'rollback'] as const) {
    it(`lets no reader pass it; after its ${end} all stands in order without a gap`, async () => {
      const before = await log.store.append(freshStream(), 'no-stream', sampleEvents(2));
      const other = await log.reopen();
      const live = follow(log.store, undefined);
      const across = follow(other, undefined);
      const held = sampleEvents(3);
      await hold(freshStream(), held);
      const late = [sampleEvents(2), sampleEvents(1)];
      const appends = [log.store.append(freshStream(), 'no-stream', late[0] ?? []), other.append(freshStream(), 'no-stream', late[1] ?? [])];
      await writersWait(2);

      expect((await log.store.readAll(before.position, 100)).events).toEqual([]);
      expect(await log.store.head()).toBe(before.position);
      await Promise.all([live.until(2), across.until(2)]);
      expect(live.seen).toHaveLength(2);

      await holder.query(end);
      await Promise.all(appends);
      const total = 2 + (end === 'commit' ? 3 : 0) + 3;
      await Promise.all([live.until(total), across.until(total)]);
      await Promise.all([live.stop(), across.stop()]);

      const { events } = await log.store.readAll(undefined, 100);
      expect(live.seen).toEqual(events);
      expect(across.seen).toEqual(events);
      const after = events.slice(2).map((event) => event.id);
      expect(after.slice(0, end === 'commit' ? 3 : 0)).toEqual(end === 'commit' ? held.map((event) => event.id) : []);
      expect(new Set(after.slice(end === 'commit' ? 3 : 0))).toEqual(new Set(late.flat().map((event) => event.id)));
      const { rows } = await log.pool.query<{ numbers: string[] }>('select array_agg(position order by position)::text[] as numbers from log.event');
      expect(rows[0]?.numbers).toEqual(Array.from({ length: total }, (_, n) => String(n + 1)));
    });
  }

  it('keeps a revision for itself: who expects it conflicts after the commit', async () => {
    const stream = freshStream();
    await hold(stream, sampleEvents(1));
    const rival = log.store.append(stream, 'no-stream', sampleEvents(1)).catch((error: unknown) => error);
    await writersWait(1);
    await holder.query('commit');
    expect(await rival).toMatchObject({ name: 'WrongRevision', actual: 0 });
  });

  it('long open elsewhere in the database holds up no reader', async () => {
    await holder.query('begin; create table elsewhere (n int); insert into elsewhere values (1)');
    const { position } = await log.store.append(freshStream(), 'no-stream', sampleEvents(1));
    expect((await log.store.readAll(undefined, 10)).next).toBe(position);
  });
});
