import fc from 'fast-check';
import { BANDS } from '../../saudization/band.js';
import { cellAt } from '../cube.js';
import type { Unit } from '../tally.js';

/** An establishment of a specification, in a corner of the cube. */
export function unit(owner: string, n: number, at: { readonly activity?: string; readonly band?: string; readonly size?: string; readonly region?: string }, saudis: number, expats: number, key = 0): Unit {
  const cell = cellAt({ activity: '430', band: 'RED', size: 'small', region: 'SA-01', ...at });
  const entityId = `${owner} ${at.activity ?? '430'}`;
  return { cell, entityId, establishmentId: `${owner} ${n}`, saudis, expats, saudiKey: key, expatKey: (key * 7) % 256, entityKey: (key * 13) % 256 };
}

const byte = fc.nat(255);

/** Markets of some owners in a small part of the cube: what is small, and what is left of what, occurs often. */
export const markets: fc.Arbitrary<readonly (readonly Unit[])[]> = fc
  .array(
    fc.record({
      activity: fc.constantFrom('430', '450', '460'),
      band: fc.constantFrom(BANDS[0], BANDS[2]),
      size: fc.constantFrom('micro', 'small'),
      places: fc.array(fc.record({ region: fc.constantFrom('SA-01', 'SA-02', 'SA-04'), saudis: fc.nat(9), expats: fc.nat(9), keys: fc.tuple(byte, byte, byte) }), { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((owners) =>
    owners.map(({ activity, band, size, places }, owner) =>
      places.map(({ region, saudis, expats, keys: [saudiKey, expatKey, entityKey] }, n) => ({
        cell: cellAt({ activity, band, size, region }),
        entityId: `entity ${owner}`,
        establishmentId: `establishment ${owner} ${n}`,
        saudis,
        expats,
        saudiKey: saudis === 0 ? 0 : saudiKey,
        expatKey: expats === 0 ? 0 : expatKey,
        entityKey,
      })),
    ),
  );
