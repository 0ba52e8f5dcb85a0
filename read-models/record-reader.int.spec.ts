import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { comparePositions, type Position } from '../domain/ledger/position.js';
import { idOf } from '../projections/testing/given-events.js';
import { parcelTable } from '../projections/testing/parcel-model.js';
import { parcelWorld, type ParcelWorld } from '../projections/testing/parcel-world.js';
import { createRecordReader } from './record-reader.js';
import { tableName } from './table-sql.js';

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
      kept: expect.objectContaining({ row: found.row }),
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

  it('gives the same object while nobody writes the row, with the checkpoint of now, and the new row as soon as somebody did', async () => {
    await world.weigh(1, 1, 5);
    const runner = world.start();
    await runner.caughtUp();
    const rows = reader();
    const first = await rows.read(idOf('parcel 1'));
    await world.weigh(2, 1, 7);
    await runner.caughtUp();
    const second = await rows.read(idOf('parcel 1'));
    expect(second.row).toBe(first.row);
    expect(second.position).toBe(await world.store.head());
    expect(second.position).not.toBe(first.position);
    await world.weigh(1, 1, 6);
    await runner.caughtUp();
    expect((await rows.read(idOf('parcel 1'))).row?.weight).toBe(6);
  });

  it('gives no row any more that is gone, and one anew that was written again with the same values', async () => {
    await world.weigh(1, 1, 5);
    await world.start().caughtUp();
    const rows = reader();
    const { row } = await rows.read(idOf('parcel 1'));
    await world.pool.query(`create table kept as select * from ${tableName(parcelTable)}`);
    await world.pool.query(`delete from ${tableName(parcelTable)}`);
    expect((await rows.read(idOf('parcel 1'))).row).toBeUndefined();
    await world.pool.query(`insert into ${tableName(parcelTable)} select * from kept`);
    const again = await rows.read(idOf('parcel 1'));
    expect(again.row).toEqual(row);
    expect(again.row).not.toBe(row);
  });

  it('asks once for rows that are all kept, and fetches beside them those that are not or that were written since', async () => {
    for (const n of [1, 2]) await world.weigh(n, 1, n);
    const runner = world.start();
    await runner.caughtUp();
    const rows = reader();
    const readAll = (...ns: readonly number[]) => Promise.all(ns.map((n) => rows.read(idOf(`parcel ${n}`))));
    const [first] = await readAll(1, 2);
    queries = 0;
    expect((await readAll(1, 2)).map(({ row }) => row?.weight)).toEqual([1, 2]);
    expect(queries).toBe(1);
    await world.weigh(2, 1, 20);
    await world.weigh(3, 1, 3);
    await runner.caughtUp();
    const found = await readAll(1, 2, 3, 4);
    expect(found.map(({ row }) => row?.weight)).toEqual([1, 20, 3, undefined]);
    expect(found[0]?.row).toBe(first?.row);
    // What is made of a row goes with it: with the same row, in the same place.
    expect(found[0]?.kept).toBe(first?.kept);
    for (const { position } of found) expect(position).toBe(await world.store.head());
    expect(rows.kept(idOf('parcel 2'))?.row).toBe(found[1]?.row);
    expect(rows.kept(idOf('parcel 4'))).toBeUndefined();
  });

  it('gives at any moment the row that the log up to its position makes, while rows are written', async () => {
    const parcels = [0, 1, 2, 3];
    const runner = world.start();
    const rows = reader();
    const found: { readonly n: number; readonly weight: number | undefined; readonly position: Position | undefined }[] = [];
    const readOne = async (n: number): Promise<void> => {
      const { row, position } = await rows.read(idOf(`parcel ${n}`));
      found.push({ n, weight: row?.weight, position });
    };
    let written = false;
    const readers = parcels.map(async (n) => {
      while (!written) await readOne(n);
    });
    for (let step = 0; step < 60; step++) {
      await world.weigh(step % parcels.length, 1, step);
      // Whatever the others meet: this one reads at twelve places of the log.
      if (step % 5 !== 4) continue;
      await runner.caughtUp();
      await readOne(step % parcels.length);
    }
    written = true;
    await Promise.all(readers);
    for (const { n, weight, position } of found) {
      const seen = position === undefined ? [] : world.store.events.filter((event) => comparePositions(event.position, position) <= 0);
      const last = seen.filter(({ stream }) => stream === `parcel-${idOf(`parcel ${n}`)}`).at(-1);
      expect(weight).toBe(last?.data['weight']);
    }
    expect(new Set(found.map(({ position }) => position)).size).toBeGreaterThanOrEqual(12);
  });

  it('asks for each batch alone', async () => {
    await world.weigh(1, 1, 5);
    await world.start().caughtUp();
    const rows = reader();
    const found = await Promise.all(['mine', 'yours', 'mine'].map((batch) => rows.read(idOf('parcel 1'), batch)));
    expect(found.map(({ row }) => row?.weight)).toEqual([5, 5, 5]);
    expect(queries).toBe(2);
  });

  it('answers more ids than one query takes, each with its row', async () => {
    for (let n = 0; n < 20; n++) await world.weigh(n, 1, n);
    await world.start().caughtUp();
    const rows = reader();
    const found = await Promise.all(Array.from({ length: 2_500 }, (_, n) => rows.read(idOf(`parcel ${n}`))));
    expect(found.slice(0, 22).map(({ row }) => row?.weight)).toEqual([...Array(20).keys(), undefined, undefined]);
    expect(queries).toBe(3);
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
