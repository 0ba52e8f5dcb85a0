import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAt, cellsAround, DIMENSIONS, movedTo, positionIn, positionsOf } from './cube.js';
import { tallyCube, type Tally } from './tally.js';
import { markets, unit } from './testing/some-units.js';
import { occupiedCells } from './withheld.js';

const SUMS = ['saudis', 'expats', 'workers', 'establishments', 'saudiKeys', 'expatKeys'] as const;

/** All numbers of a tally, one behind the other. */
function bytesOf({ topEstablishments, topOwners, ...sums }: Tally): Buffer {
  return Buffer.concat([...Object.values(sums), topEstablishments.first, topEstablishments.second, topOwners.first, topOwners.second].map(({ buffer }) => Buffer.from(buffer)));
}

describe('the tally of the cube', () => {
  it('counts an establishment in its cell and in all around it, an entity and an owner once in each', () => {
    const tally = tallyCube([
      [unit('a', 1, {}, 3, 7, 200), unit('a', 2, { region: 'SA-02' }, 1, 0, 100)],
      [unit('b', 1, {}, 0, 5, 2)],
      [unit('c', 1, {}, 0, 0, 9)],
    ]);
    const of = (at: object) => {
      const cell = cellAt(at);
      const { topEstablishments, topOwners } = tally;
      return [tally.saudis[cell], tally.expats[cell], tally.entities[cell], tally.establishments[cell], tally.owners[cell], topEstablishments.first[cell], topEstablishments.second[cell], topOwners.first[cell], tally.saudiKeys[cell]];
    };
    expect(of({})).toEqual([4, 12, 2, 3, 2, 10, 5, 11, (200 + 100 + 2) % 256]);
    expect(of({ region: 'SA-01' })).toEqual([3, 12, 2, 2, 2, 10, 5, 10, 202]);
    expect(of({ activity: '430', band: 'RED', size: 'small', region: 'SA-02' })).toEqual([1, 0, 1, 1, 1, 1, 0, 1, 100]);
    expect(of({ region: 'SA-04' })).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('is in each line the sum of its cells, and the same in whatever order owners come', () => {
    fc.assert(
      fc.property(markets, fc.nat(), (owners, turn) => {
        const tally = tallyCube(owners);
        const wrong = occupiedCells(tally).flatMap((whole) =>
          [...DIMENSIONS.keys()].flatMap((dimension) => {
            if (positionIn(whole, dimension) !== 0) return [];
            const line = Array.from({ length: positionsOf(dimension) - 1 }, (_, n) => movedTo(whole, dimension, n + 1));
            return SUMS.filter((sum) => line.reduce((total, cell) => total + (tally[sum][cell] ?? 0), 0) % (sum.endsWith('Keys') ? 256 : 2 ** 31) !== tally[sum][whole]);
          }),
        );
        expect(wrong).toEqual([]);
        const from = turn % owners.length;
        expect(bytesOf(tallyCube([...owners.slice(from), ...owners.slice(0, from)])).equals(bytesOf(tally))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('has its contributions in every cell around them', () => {
    const one = unit('a', 1, {}, 2, 2);
    const tally = tallyCube([[one]]);
    expect(occupiedCells(tally)).toEqual([...cellsAround(one.cell)].sort((a, b) => a - b));
  });
});
