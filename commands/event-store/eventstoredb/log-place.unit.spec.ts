import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ForeignPosition, comparePositions, makePosition, parsePosition } from '../../../domain/ledger/position.js';
import { BEGINNING, numbersOf, placeAt, placeOf, positionAt } from './log-place.js';

const LOG = '0123456789abcdef';
const number = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n });

describe('a place in the log', () => {
  it('survives its text, from number to number, beyond what a double holds', () => {
    fc.assert(
      fc.property(number, number, (commit, prepare) => {
        const position = positionAt(LOG, placeAt(commit, prepare));
        expect(parsePosition(position)).toBe(position);
        expect(numbersOf(placeOf(LOG, position))).toEqual({ commit: String(commit), prepare: String(prepare) });
        expect(placeAt(String(commit), String(prepare))).toBe(placeAt(commit, prepare));
      }),
    );
  });

  it('orders as its numbers do, commit first', () => {
    fc.assert(
      fc.property(number, number, number, number, (a, b, c, d) => {
        const expected = a < c ? -1 : a > c ? 1 : b < d ? -1 : b > d ? 1 : 0;
        expect(comparePositions(positionAt(LOG, placeAt(a, b)), positionAt(LOG, placeAt(c, d)))).toBe(expected);
      }),
    );
  });

  it('is the beginning for no position', () => {
    expect(placeOf(LOG, undefined)).toBe(BEGINNING);
    expect(numbersOf(BEGINNING)).toEqual({ commit: '0', prepare: '0' });
  });

  it('is refused for another log and for another store’s shape', () => {
    const order = placeAt(548n, 548n);
    expect(() => placeOf(LOG, makePosition('0000feedbeef0000', order))).toThrow(ForeignPosition);
    for (const shape of ['0000000000000001', '1-1', `${'f'.repeat(16)}-${'f'.repeat(16)}`, order.toUpperCase().replace('0', 'G')]) {
      expect(() => placeOf(LOG, makePosition(LOG, shape))).toThrow(ForeignPosition);
    }
  });
});
