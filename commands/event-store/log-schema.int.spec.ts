import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ForeignPosition, makePosition } from '../../domain/ledger/position.js';
import { RefusedAppend, readWholeStream } from '../../domain/ledger/event-store.js';
import { follow } from './testing/follow.js';
import { openPostgresLog, type PostgresLogUnderTest } from './testing/postgres-log.js';
import { freshStream, sampleEvent, sampleEvents } from './testing/sample-events.js';

describe('the log in its database', () => {
  let log: PostgresLogUnderTest;
  beforeAll(async () => {
    log = await openPostgresLog();
    await log.store.append(freshStream(), 'no-stream', sampleEvents(2));
  });
  afterAll(() => log.dispose());

  for (const statement of [
    `update log.event set type = 'Other'`,
    'delete from log.event where false',
    'truncate log.event',
    `update log.identity set log_id = '0000000000000000'`,
    'delete from log.identity',
    'truncate log.head',
    'delete from log.head',
  ]) {
    it(`refuses ${statement}`, async () => {
      await expect(log.pool.query(statement)).rejects.toMatchObject({ code: '55000' });
    });
  }

  it('has one identity and one head', async () => {
    await expect(log.pool.query(`insert into log.identity (log_id) values ('0123456789abcdef')`)).rejects.toMatchObject({ code: '23505' });
    await expect(log.pool.query(`insert into log.identity (sole, log_id) values (false, '0123456789abcdef')`)).rejects.toMatchObject({ code: '23514' });
    await expect(log.pool.query('insert into log.head (position) values (7)')).rejects.toMatchObject({ code: '23505' });
  });

  it('isolates a value that only the server refuses: the flush is split until its append stands alone', async () => {
    await log.pool.query(`alter table log.event add constraint refused check (not data::jsonb ? 'refuse')`);
    const attempts = Array.from({ length: 40 }, (_, n) => ({
      stream: freshStream(),
      events: n % 13 === 5 ? [sampleEvent(), sampleEvent({ refuse: 'this text is not told' })] : sampleEvents(2),
      ok: n % 13 !== 5,
    }));
    const outcomes = await Promise.allSettled(attempts.map(({ stream, events }) => log.store.append(stream, 'no-stream', events)));
    for (const [n, { ok, stream, events }] of attempts.entries()) {
      const outcome = outcomes[n];
      expect(outcome?.status).toBe(ok ? 'fulfilled' : 'rejected');
      if (outcome?.status === 'rejected') {
        expect(outcome.reason).toBeInstanceOf(RefusedAppend);
        expect(String(outcome.reason)).not.toContain('not told');
      }
      expect((await readWholeStream(log.store, stream)).map((event) => event.id)).toEqual(ok ? events.map((event) => event.id) : []);
    }
    const { rows } = await log.pool.query('select count(*) = max(position) and max(position) = (select position from log.head) as gapless from log.event');
    expect(rows).toEqual([{ gapless: true }]);
  });

  it('reads the same whatever type parsers the process has set', async () => {
    const { types } = await import('pg').then((module) => module.default);
    const [before, bigint] = [types.getTypeParser(types.builtins.JSONB), types.getTypeParser(types.builtins.INT8)];
    const expected = await log.store.readAll(undefined, 2);
    types.setTypeParser(types.builtins.JSONB, () => 'parsed by another');
    types.setTypeParser(types.builtins.INT8, () => 1 as never);
    try {
      expect(await log.store.readAll(undefined, 2)).toEqual(expected);
    } finally {
      types.setTypeParser(types.builtins.JSONB, before as never);
      types.setTypeParser(types.builtins.INT8, bigint as never);
    }
  });

  it('refuses positions it never gave: beyond its end after a restore, or of another shape', async () => {
    const beyond = makePosition(log.store.logId, '00000000ffffffff');
    await expect(log.store.readAll(beyond, 1)).rejects.toBeInstanceOf(ForeignPosition);
    const following = follow(log.store, beyond);
    await expect(following.until(1)).rejects.toBeInstanceOf(ForeignPosition);
    await following.stop();
    for (const order of ['1', 'ffffffffffffffff', '0000000000000001-0', 'zzzzzzzzzzzzzzzz']) {
      await expect(log.store.readAll(makePosition(log.store.logId, order), 1)).rejects.toBeInstanceOf(ForeignPosition);
    }
  });

  it('tells a subscription that waits when the log was put back to an earlier copy', async () => {
    const restored = await openPostgresLog();
    try {
      await restored.store.append(freshStream(), 'no-stream', sampleEvents(5));
      const other = await restored.reopen();
      const following = follow(other, undefined);
      await following.until(5);
      await restored.pool.query(
        `alter table log.event disable trigger insert_only; delete from log.event where position > 3; update log.head set position = 3;
         alter table log.event enable trigger insert_only`,
      );
      await expect(following.until(6)).rejects.toBeInstanceOf(ForeignPosition);
    } finally {
      await restored.dispose();
    }
  });

  it('refuses more than it has room for, and takes it later', async () => {
    const small = await log.reopen({ maxQueued: 3 });
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => small.append(freshStream(), 'no-stream', sampleEvents(1))));
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(3);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ name: 'StoreUnavailable' });
    expect(await small.append(freshStream(), 'no-stream', sampleEvents(1))).toMatchObject({ revision: 0 });
  });

  it('settles what it took before it closes, ends subscriptions, and takes nothing after', async () => {
    const store = await log.reopen();
    const following = follow(store, await store.head());
    const stream = freshStream();
    const append = store.append(stream, 'no-stream', sampleEvents(1));
    await store.close();
    expect(await append).toMatchObject({ revision: 0 });
    await expect(following.until(2)).rejects.toThrow('the subscription is over');
    await expect(store.append(stream, 0, sampleEvents(1))).rejects.toMatchObject({ name: 'StoreUnavailable' });
    await expect(store.readStream(stream, 0, 1)).rejects.toMatchObject({ name: 'StoreUnavailable' });
  });
});
