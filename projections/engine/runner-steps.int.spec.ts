import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gate } from '../testing/gate.js';
import { failOnce, parcelWorld, type ParcelWorld } from '../testing/parcel-world.js';
import type { Failpoint } from './runner.js';

let world: ParcelWorld;

beforeEach(async () => {
  world = await parcelWorld('runner_steps');
});
afterEach(async () => {
  await world.close();
});

async function expectTablesEqualFold(): Promise<void> {
  expect(await world.tables()).toEqual(world.expected());
  expect(Number((await world.checkpoint())?.events_done)).toBe(world.store.events.length);
  expect((await world.checkpoint())?.position).toBe(await world.store.head());
}

describe('a runner that writes several pages as one step', () => {
  const large = { pageSize: 5, stepEvents: 20, stepRows: 100 };

  it('that is behind writes several pages as one step, the last part at once, and follows page by page', async () => {
    await world.fill(52);
    const writes: number[] = [];
    const counting: Failpoint = async (place) => {
      if (place === 'page-written') writes.push(Number((await world.checkpoint())?.events_done));
    };
    const runner = world.start({ ...large, failpoint: counting });
    await runner.caughtUp();
    await expectTablesEqualFold();
    expect(writes).toEqual([20, 40, 52]);
    await world.fill(2);
    await runner.caughtUp();
    await expectTablesEqualFold();
    expect(writes.length).toBeGreaterThan(3);
  });

  it('ends a step that changes many rows before it holds many events', async () => {
    await world.fill(40);
    let writes = 0;
    const runner = world.start({ ...large, stepRows: 3, failpoint: (place) => void (place === 'page-written' && (writes += 1)) });
    await runner.caughtUp();
    await expectTablesEqualFold();
    expect(writes).toBe(8);
  });

  it.each(['page-read', 'page-folded', 'page-written'] as const)('has each step once in effect when it ends anywhere: at %s', async (place) => {
    await world.fill(60);
    for (const n of [1, 2]) {
      const runner = world.start({ ...large, failpoint: failOnce(place, n) });
      await runner.caughtUp();
      expect(runner.told.map((status) => status.state)).toContain('retrying');
      await expectTablesEqualFold();
      await runner.stop();
      await world.fill(30);
    }
  });

  it('stands right before a fact that it cannot fold also when the pages before it are not written yet', async () => {
    await world.fill(12);
    await world.weigh(1, 1, -1);
    const sound = world.store.events.slice(0, 12);
    await world.fill(30);
    const failed = await world.start(large).until((status) => status.state === 'failed');
    expect(failed.position).toBe(sound.at(-1)?.position);
    await expect.poll(() => world.checkpoint()).toMatchObject({ position: sound.at(-1)?.position, events_done: '12', state: 'failed', reason: failed.reason });
  });

  it('writes the step in hand when it is stopped', async () => {
    await world.fill(60);
    const held = gate();
    let pages = 0;
    const runner = world.start({ ...large, failpoint: (place) => (place === 'page-read' && ++pages === 3 ? held.pass() : undefined) });
    await held.reached;
    const stopped = runner.stop();
    held.open();
    await stopped;
    expect(await world.checkpoint()).toMatchObject({ events_done: '15', state: 'running' });
    await world.start().caughtUp();
    await expectTablesEqualFold();
  });
});
