import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAt, cellName, cellNamed, cellsAround, CELLS, coordinatesOf, DIMENSIONS, dimensionCodes, movedTo, positionIn, positionsOf } from './cube.js';

const cells = fc.nat(CELLS - 1);

describe('the cube', () => {
  it('has a cell for each choice of codes and wholes, and each has one name', () => {
    expect(CELLS).toBe(DIMENSIONS.reduce((product, dimension) => product * (dimensionCodes[dimension].length + 1), 1));
    expect(cellName(0)).toBe('*|*|*|*');
    expect(cellName(cellAt({ activity: '430', region: 'SA-01' }))).toBe('430|*|*|SA-01');
    fc.assert(
      fc.property(cells, (cell) => {
        expect(cellNamed(cellName(cell))).toBe(cell);
        expect(cellAt(coordinatesOf(cell))).toBe(cell);
      }),
    );
  });

  it('moves a cell in one dimension and leaves it in the others', () => {
    fc.assert(
      fc.property(cells, fc.nat(3), fc.nat(), (cell, dimension, n) => {
        const position = n % positionsOf(dimension);
        const moved = movedTo(cell, dimension, position);
        expect(DIMENSIONS.map((_, d) => positionIn(moved, d))).toEqual(DIMENSIONS.map((_, d) => (d === dimension ? position : positionIn(cell, d))));
      }),
    );
  });

  it('has around a cell those that take some of its dimensions as a whole', () => {
    expect(cellsAround(cellAt({ activity: '430', region: 'SA-01' })).map(cellName).sort()).toEqual(['*|*|*|*', '*|*|*|SA-01', '430|*|*|*', '430|*|*|SA-01']);
    fc.assert(fc.property(cells, (cell) => new Set(cellsAround(cell)).size === 2 ** Object.keys(coordinatesOf(cell)).length));
  });

  it.each(['430|RED|small', '430|RED|small|SA-01|x', '430|RED|small|SA-13', 'RED|430|small|SA-01', ''])('has no cell %j', (name) => {
    expect(() => cellNamed(name)).toThrow(RangeError);
  });
});
