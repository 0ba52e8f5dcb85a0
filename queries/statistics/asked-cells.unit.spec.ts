import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIMENSIONS, dimensionCodes } from '../../domain/statistics/cube.js';
import { askedCells, cellsFrom, placeOf } from './asked-cells.js';

const asked = fc
  .record({ by: fc.subarray([...DIMENSIONS]), region: fc.option(fc.constantFrom(...dimensionCodes.region), { nil: undefined }), band: fc.option(fc.constantFrom(...dimensionCodes.band), { nil: undefined }) })
  .map(({ by, region, band }) => askedCells(by, { ...(region === undefined ? {} : { region }), ...(band === undefined ? {} : { band }) }));

describe('the cells that are asked', () => {
  it('are one by nothing, and the product of the lists of codes by more; a code given is a list of one', () => {
    expect(cellsFrom(askedCells([], {}), 0, 5)).toEqual([{ coordinates: {}, name: '*|*|*|*' }]);
    expect(askedCells(['region', 'band'], {}).count).toBe(13 * 6);
    expect(cellsFrom(askedCells(['region', 'activity'], { activity: '430' }), 11, 9).map(({ name }) => name)).toEqual(['430|*|*|SA-12', '430|*|*|SA-14']);
    expect(cellsFrom(askedCells(['size'], { band: 'RED' }), 0, 2).map(({ coordinates }) => coordinates)).toEqual([{ band: 'RED', size: 'micro' }, { band: 'RED', size: 'small' }]);
  });

  it('come page by page, each once, wherever pages are cut', () => {
    fc.assert(
      fc.property(asked, fc.integer({ min: 1, max: 200 }), fc.nat(), (all, limit, n) => {
        const place = n % all.count;
        const page = cellsFrom(all, place, limit);
        expect(page.length).toBe(Math.min(limit, all.count - place));
        page.forEach(({ name }, at) => {
          if (placeOf(all, name) !== place + at) throw new Error(`${name} is not at ${place + at}`);
        });
      }),
    );
  });

  it('have no place for another cell, or what is no cell', () => {
    const regions = askedCells(['region'], {});
    for (const name of ['*|*|*|*', '430|*|*|SA-01', '*|*|*|SA-13', 'SA-01', '', '*|*|*|SA-01|*', "' or 1=1"]) expect(placeOf(regions, name), name).toBeUndefined();
    expect(placeOf(regions, '*|*|*|SA-02')).toBe(1);
  });
});
