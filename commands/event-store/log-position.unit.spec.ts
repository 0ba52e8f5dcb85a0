import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ForeignPosition, comparePositions, makePosition, parsePosition } from '../../domain/ledger/position.js';
import { toNumber, toPosition } from './log-position.js';

const logId = '0123456789abcdef';
const number = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n });

describe('positions of the embedded log', () => {
  it('give their number back, and pass for positions outside', () => {
    fc.assert(
      fc.property(number, (n) => {
        const position = toPosition(logId, n);
        expect(toNumber(logId, position)).toBe(n);
        expect(parsePosition(position)).toBe(position);
      }),
    );
  });

  it('compare as their numbers do', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(Math.sign(comparePositions(toPosition(logId, a), toPosition(logId, b)))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  it('begin at 0 without a position', () => expect(toNumber(logId, undefined)).toBe(0n));

  it('are refused when another log or another store made them', () => {
    const foreign = [toPosition('fedcba9876543210', 1n), makePosition(logId, '0001'), makePosition(logId, '8000000000000000'), makePosition(logId, '000000000000000g')];
    for (const position of foreign) expect(() => toNumber(logId, position)).toThrow(ForeignPosition);
  });
});
