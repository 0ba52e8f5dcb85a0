import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idOf } from '../projections/testing/given-events.js';
import { parcelTable } from '../projections/testing/parcel-model.js';
import { parcelWorld, type ParcelWorld } from '../projections/testing/parcel-world.js';
import { createRecordReader } from './record-reader.js';

let world: ParcelWorld;
let queries = 0;

beforeEach(async () => {
  world = await parcelWorld('reader');
  queries = 0;
});
afterEach(async () => {
  await world.close();
});

function reader(name = 'parcels') {
  const db = new Proxy(world.pool, {
    get(target, property) {
      if (property === 'query') queries += 1;
      const value = Reflect.get(target, property) as unknown;
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return createRecordReader({ db, table: parcelTable, model: { name, version: 1 } });
}

describe('reading rows by id', () => {
  it('gives the row as it was written, with the checkpoint of the same moment', async () => {
    await world.weigh(1, 2, 30);
    await world.weigh(1, 1, 25);
    await world.unhandled();
    await world.start().caughtUp();
    const found = await reader().read(idOf('parcel 1'));
    expect(found).toEqual({
      position: await world.store.head(),
      lastEventId: world.store.events[2]?.id,
      row: {
        id: idOf('parcel 1'),
        revision: 1,
        createdOn: '2026-01-01',
        changedAt: world.store.events[1]?.metadata.recordedAt,
        synthetic: false,
        lastEventId: world.store.events[1]?.id,
        boxes: [],
        depotId: idOf('depot 1'),
        weight: 25,
        moves: [idOf('depot 2'), idOf('depot 1')],
        note: null,
        seenOn: '2026-01-01',
        detail: { weights: [30, 25] },
      },
    });
  });

  it('answers what comes together with at most two queries on their way', async () => {
    for (let n = 0; n < 20; n++) await world.weigh(n, 1, n);
    await world.start().caughtUp();
    const rows = reader();
    const found = await Promise.all(Array.from({ length: 100 }, (_, n) => rows.read(idOf(`parcel ${n % 25}`))));
    expect(found.map(({ row }) => row?.weight)).toEqual(Array.from({ length: 100 }, (_, n) => (n % 25 < 20 ? n % 25 : undefined)));
    expect(queries).toBe(1);
  });

  it('gives none for an id that cannot be, and all others their rows', async () => {
    await world.weigh(1, 1, 5);
    await world.start().caughtUp();
    const rows = reader();
    const [odd, even] = await Promise.all([rows.read("'; drop table"), rows.read(idOf('parcel 1'))]);
    expect(odd).toMatchObject({ row: undefined, position: await world.store.head() });
    expect(even.row?.weight).toBe(5);
  });

  it('gives no position while nothing is in', async () => {
    expect(await reader('letters').read(idOf('parcel 1'))).toEqual({ row: undefined, position: undefined, lastEventId: undefined });
  });

  it('tells each caller that a query failed, and goes on', async () => {
    await world.weigh(1, 1, 5);
    await world.start().caughtUp();
    const rows = reader();
    await world.pool.query('alter schema read_models rename to hidden');
    const failed = await Promise.allSettled([rows.read(idOf('parcel 1')), rows.read(idOf('parcel 2'))]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await world.pool.query('alter schema hidden rename to read_models');
    expect((await rows.read(idOf('parcel 1'))).row?.weight).toBe(5);
  });
});
