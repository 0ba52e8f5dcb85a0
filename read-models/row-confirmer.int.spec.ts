import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idOf } from '../projections/testing/given-events.js';
import { depotTable, parcelTable } from '../projections/testing/parcel-model.js';
import { parcelWorld, type ParcelWorld } from '../projections/testing/parcel-world.js';
import { createRecordReader } from './record-reader.js';
import { createRowConfirmer } from './row-confirmer.js';

let world: ParcelWorld;
let texts: string[];

beforeEach(async () => {
  world = await parcelWorld('confirmer');
  texts = [];
});
afterEach(async () => {
  await world.close();
});

/** Readers of parcels and depots over one confirmer. */
function readers() {
  const db = new Proxy(world.pool, {
    get(target, property) {
      const value = Reflect.get(target, property) as unknown;
      if (property !== 'query') return value;
      return (query: { readonly text: string }) => {
        texts.push(query.text);
        return target.query(query);
      };
    },
  });
  const confirmer = createRowConfirmer(db);
  const model = { name: 'parcels', version: 1 };
  return {
    parcels: createRecordReader({ db, table: parcelTable, model, confirmer }),
    depots: createRecordReader({ db, table: depotTable, model, confirmer }),
  };
}

describe('kept rows of several tables', () => {
  it('are confirmed by one statement, each told whether it is the same, with the checkpoint of now', async () => {
    for (const n of [1, 2, 3]) await world.weigh(n, n, n);
    const runner = world.start();
    await runner.caughtUp();
    const { parcels, depots } = readers();
    const readAll = () => Promise.all([depots.read(idOf('depot 1')), ...[1, 2, 3].map((n) => parcels.read(idOf(`parcel ${n}`))), depots.read(idOf('depot 3'))]);
    const before = await readAll();
    texts = [];
    expect((await readAll()).map(({ row }) => row)).toEqual(before.map(({ row }) => row));
    expect(texts).toHaveLength(1);
    await world.weigh(3, 3, 30);
    await runner.caughtUp();
    const after = await readAll();
    expect(after.map(({ row }, n) => row === before[n]?.row)).toEqual([true, true, true, false, false]);
    expect(after.map(({ row }) => row?.weight)).toEqual([1, 1, 2, 30, 30]);
    const head = await world.store.head();
    for (const { position } of after) expect(position).toBe(head);
  });

  it('are the same statement in whatever order the tables are asked about', async () => {
    await world.weigh(1, 1, 5);
    await world.start().caughtUp();
    const { parcels, depots } = readers();
    const [parcel, depot] = [() => parcels.read(idOf('parcel 1')), () => depots.read(idOf('depot 1'))];
    await Promise.all([parcel(), depot()]);
    texts = [];
    await Promise.all([parcel(), depot()]);
    await Promise.all([depot(), parcel()]);
    expect(texts).toHaveLength(2);
    expect(texts[1]).toBe(texts[0]);
  });

  it('are none while their read model has no checkpoint', async () => {
    await world.weigh(1, 1, 5);
    const runner = world.start();
    await runner.caughtUp();
    const { parcels } = readers();
    expect((await parcels.read(idOf('parcel 1'))).row?.weight).toBe(5);
    await runner.stop();
    await world.pool.query('delete from read_models.checkpoint');
    expect(await parcels.read(idOf('parcel 1'))).toEqual({ row: undefined, position: undefined, lastEventId: undefined });
  });
});
