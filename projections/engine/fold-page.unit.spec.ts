import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { depotTable, expectedParcels, parcelModel, parcelTable } from '../testing/parcel-model.js';
import { factsOf, idOf, recordedEvent, type GivenEvent } from '../testing/given-events.js';
import { expectSameRowsHoweverDelivered, foldAll, memoryTables } from '../testing/projection-spec.js';
import { foldPage, PoisonFact } from './fold-page.js';

const weighed = (parcel: number, depot: number, weight: number): GivenEvent => ({
  stream: `parcel-${idOf(`parcel ${parcel}`)}`,
  type: 'ParcelWeighed',
  data: { effectiveOn: '2026-01-01', depotId: idOf(`depot ${depot}`), weight },
});
const scrapped = (parcel: number): GivenEvent => ({ stream: `parcel-${idOf(`parcel ${parcel}`)}`, type: 'ParcelScrapped', data: { effectiveOn: '2026-01-01' } });
const other: GivenEvent = { stream: `other-${idOf('other')}`, type: 'OtherHappened', data: {} };

const model = parcelModel();
const anyEvent = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.nat(4), fc.nat(2), fc.nat(99)).map(([parcel, depot, weight]) => weighed(parcel, depot, weight)) },
  { weight: 1, arbitrary: fc.nat(4).map(scrapped) },
  { weight: 1, arbitrary: fc.constant(other) },
);

describe('a page', () => {
  it('gives the rows and totals that the facts reckon to, wherever pages are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { maxLength: 40 }), fc.array(fc.nat(40), { maxLength: 5 }), async (given, cuts) => {
        const facts = factsOf(given);
        const at = [0, ...cuts.map((cut) => Math.min(cut, facts.length)).sort((a, b) => a - b), facts.length];
        const pages = at.slice(1).map((end, n) => facts.slice(at[n], end));
        const rows = await foldAll(model, pages);
        const expected = expectedParcels(facts.map(recordedEvent));
        const parcels = (rows.get('parcel') ?? []).map((row) => [row.id, row['weight'], row['depotId']]);
        expect(Object.fromEntries(parcels.map(([id, weight, depotId]) => [id, { weight, depotId }]))).toEqual(
          Object.fromEntries(Object.entries(expected.parcels as Record<string, { weight: number; depotId: string }>).map(([id, { weight, depotId }]) => [id, { weight, depotId }])),
        );
        expect(Object.fromEntries((rows.get('depot') ?? []).map((row) => [row.id, { parcels: row['parcels'], weight: row['weight'] }]))).toEqual(expected.depots);
      }),
    );
  });

  it('gives the same rows however the facts are delivered', async () => {
    await expectSameRowsHoweverDelivered(model, factsOf([weighed(1, 1, 10), weighed(2, 1, 5), weighed(1, 2, 20), other, weighed(3, 0, 1), weighed(2, 1, 5)]));
  });

  it('moves a contribution from the group it leaves to the group it joins', async () => {
    const rows = await foldAll(model, [factsOf([weighed(1, 1, 10), weighed(1, 2, 20)])]);
    expect(rows.get('depot')?.map((row) => ({ id: row.id, parcels: row['parcels'], weight: row['weight'] }))).toEqual(
      [
        { id: idOf('depot 1'), parcels: 0, weight: 0 },
        { id: idOf('depot 2'), parcels: 1, weight: 20 },
      ].sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
  });

  it('writes only what changed', async () => {
    const tables = memoryTables();
    const facts = factsOf([weighed(1, 1, 10), weighed(2, 1, 5)]);
    await tables.apply(model, facts);
    expect((await foldPage(model, facts, tables.load)).size).toBe(0);
    // Weighed again with the same outcome: the row stands at another revision, the totals stay.
    const again = factsOf([weighed(1, 1, 10), weighed(2, 1, 5), weighed(1, 1, 10)]).slice(2);
    const writes = await foldPage(model, again, tables.load);
    expect([...writes.keys()].map((table) => table.name)).toEqual(['parcel']);
  });

  it('deletes a row that a fact ends', async () => {
    const tables = memoryTables();
    await tables.apply(model, factsOf([weighed(1, 1, 10)]));
    const writes = await foldPage(model, factsOf([weighed(1, 1, 10), scrapped(1)]), tables.load);
    expect(writes.get(parcelTable)).toEqual(new Map([[idOf('parcel 1'), null]]));
    expect(writes.get(depotTable)?.get(idOf('depot 1'))).toMatchObject({ parcels: 0, weight: 0 });
  });

  it('names the fact that cannot be folded, and its place', async () => {
    const facts = factsOf([weighed(1, 1, 10), weighed(2, 1, -1), weighed(3, 1, 5)]);
    const error = await foldPage(model, facts, memoryTables().load).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PoisonFact);
    expect(error).toMatchObject({ index: 1, fact: { id: facts[1]?.id } });
    expect(String(error)).toContain('weigh less than nothing');
  });
});
