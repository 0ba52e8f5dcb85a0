import type { QueryConfig } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makePosition } from '../../domain/ledger/position.js';
import { checkpointTable } from '../../read-models/checkpoint-table.js';
import { parcelWorld, type ParcelWorld } from '../testing/parcel-world.js';
import { createMoveTogether, type CheckpointStep, type MoveTogether } from './checkpoint-steps.js';

const place = (n: number) => makePosition('log', String(n).padStart(16, '0'));
let world: ParcelWorld;
let statements: number;
let move: MoveTogether;

beforeEach(async () => {
  world = await parcelWorld('checkpoint_steps');
  statements = 0;
  const counted = (query: QueryConfig) => {
    statements += 1;
    return world.pool.query(query);
  };
  move = createMoveTogether({ query: counted as typeof world.pool.query }, 10_000);
  for (const [name, from] of [['a', 3], ['b', 3], ['c', null]] as const) {
    await world.pool.query(`insert into ${checkpointTable} (name, version, log_id, epoch, position) values ($1, 1, 'log', 2, $2)`, [name, from === null ? null : place(from)]);
  }
});
afterEach(async () => {
  await world.close();
});

function step(name: string, from: number | undefined, to: number, epoch = 2): CheckpointStep {
  const lastEvent = { id: '00000000-0000-4000-8000-000000000001', stream: 'parcel-1', revision: 4 };
  return { name, version: 1, epoch, step: { from: from === undefined ? undefined : place(from), to: place(to), lastEvent, events: 5 } };
}

async function standing(): Promise<readonly object[]> {
  const { rows } = await world.pool.query<{ name: string; position: string; events_done: string }>(
    `select name, position, events_done from ${checkpointTable} where log_id = 'log' order by name`,
  );
  return rows.map(({ name, position, events_done }) => [name, position, Number(events_done)]);
}

describe('checkpoints that move together', () => {
  it('move in one statement, also from the beginning of the log', async () => {
    expect(await Promise.all([move(step('a', 3, 8)), move(step('b', 3, 9)), move(step('c', undefined, 8))])).toEqual([true, true, true]);
    expect(statements).toBe(1);
    expect(await standing()).toEqual([
      ['a', place(8), 5],
      ['b', place(9), 5],
      ['c', place(8), 5],
    ]);
  });

  it('leave where they are those that stand elsewhere, or that another holds', async () => {
    expect(await Promise.all([move(step('a', 2, 8)), move(step('b', 3, 8, 1)), move(step('c', undefined, 8))])).toEqual([false, false, true]);
    expect(await standing()).toEqual([
      ['a', place(3), 0],
      ['b', place(3), 0],
      ['c', place(8), 5],
    ]);
  });

  it('do not wait for one that is locked', async () => {
    const holder = await world.pool.connect();
    try {
      await holder.query('begin');
      await holder.query(`select from ${checkpointTable} where name = 'a' for update`);
      expect(await Promise.all([move(step('a', 3, 8)), move(step('b', 3, 8))])).toEqual([false, true]);
    } finally {
      await holder.query('rollback');
      holder.release();
    }
  });

  it('let a runner pass over events that it does not fold', async () => {
    const runner = world.start({ moveTogether: createMoveTogether(world.pool, 10_000) });
    for (let n = 0; n < 10; n += 1) await world.unhandled();
    await world.fill(5);
    await runner.caughtUp();
    for (let n = 0; n < 10; n += 1) await world.unhandled();
    await runner.caughtUp();
    expect(await world.tables()).toEqual(world.expected());
    expect(runner.told.map(({ state }) => state)).not.toContain('retrying');
  });
});
