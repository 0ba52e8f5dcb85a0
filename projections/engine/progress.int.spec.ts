import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ForeignPosition, makePosition } from '../../domain/ledger/position.js';
import { parcelWorld, type ParcelWorld } from '../testing/parcel-world.js';
import { createProgress, type Progress } from './progress.js';
import { createStatusReader } from './status.js';

const longWait = 20_000;
const models = [{ name: 'parcels', version: 1 }];
let world: ParcelWorld;
let progress: Progress;

beforeEach(async () => {
  world = await parcelWorld('progress');
  progress = createProgress({ db: world.pool, logId: world.store.logId, models });
});
afterEach(async () => {
  await world.close();
});

describe('waiting for a position', () => {
  it('ends when the runner of this process has committed it', async () => {
    const runner = world.start({ onStatus: (status) => status.position !== undefined && progress.moved('parcels', status.position) });
    await world.fill(20);
    const head = await world.store.head();
    expect(await progress.waitFor(head, ['parcels'], longWait)).toEqual({ reached: true });
    expect(await world.tables()).toEqual(world.expected());
    expect(runner.status().position).toBe(head);
  });

  it('ends when another process has committed it', async () => {
    await world.fill(20);
    const waiting = progress.waitFor(await world.store.head(), ['parcels'], longWait);
    world.start();
    expect(await waiting).toEqual({ reached: true });
    expect(await world.tables()).toEqual(world.expected());
  });

  it('goes on at the table when the runner of this process has left', async () => {
    await world.fill(5);
    progress.moved('parcels', makePosition(world.store.logId, '0000000000000000'));
    const waiting = progress.waitFor(await world.store.head(), ['parcels'], longWait);
    progress.left('parcels');
    world.start();
    expect(await waiting).toEqual({ reached: true });
  });

  it('ends at the deadline and names who is behind', async () => {
    await world.fill(5);
    expect(await progress.waitFor(await world.store.head(), ['parcels'], 50)).toEqual({ reached: false, behind: ['parcels'] });
    progress.moved('parcels', makePosition(world.store.logId, '0000000000000001'));
    expect(await progress.waitFor(await world.store.head(), ['parcels'], 50)).toEqual({ reached: false, behind: ['parcels'] });
  });

  it('refuses positions of another log, and read models that do not exist', async () => {
    await expect(progress.waitFor(makePosition('another', '0000000000000001'), ['parcels'], 50)).rejects.toThrow(ForeignPosition);
    await expect(progress.waitFor(await world.store.head(), ['letters'], 50)).rejects.toThrow(/no read model letters/);
  });
});

describe('the status of read models', () => {
  it('tells the lag in events and seconds, and when there is none', async () => {
    const status = createStatusReader({ db: world.pool, store: world.store, models, now: () => Date.parse('2026-01-01T00:01:00Z') });
    await world.fill(30);
    expect(await status.projectionStatus()).toEqual([
      { name: 'parcels', version: 1, position: null, lastEventId: null, eventsDone: 0, lagEvents: 30, lagSeconds: 60, state: 'absent', reason: null },
    ]);
    const runner = world.start();
    await runner.caughtUp();
    await runner.stop();
    const head = await world.store.head();
    const lastEventId = world.store.events.at(-1)?.id;
    expect(await status.projectionStatus()).toEqual([
      { name: 'parcels', version: 1, position: head, lastEventId, eventsDone: 30, lagEvents: 0, lagSeconds: 0, state: 'live', reason: null },
    ]);
    await world.fill(10);
    // The oldest event that is not in was recorded at second 30 of that minute.
    expect(await status.projectionStatus()).toMatchObject([{ position: head, lagEvents: 10, lagSeconds: 30, state: 'catching-up' }]);
  });

  it('is live on an empty log once a runner stands there', async () => {
    const status = createStatusReader({ db: world.pool, store: world.store, models });
    const runner = world.start();
    await runner.until(({ state }) => state === 'running');
    expect(await status.projectionStatus()).toMatchObject([{ position: null, lagEvents: 0, lagSeconds: 0, state: 'live' }]);
  });

  it('shows a read model that stands still, with its reason', async () => {
    await world.weigh(1, 1, -1);
    const status = createStatusReader({ db: world.pool, store: world.store, models });
    world.start();
    await expect.poll(() => status.projectionStatus()).toMatchObject([{ lagEvents: 1, state: 'failed', reason: expect.stringContaining('less than nothing') as string }]);
  });
});
