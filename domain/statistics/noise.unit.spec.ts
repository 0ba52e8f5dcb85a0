import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disclosureRules } from '../rules/statistics-rules.js';
import { KEYS, noiseFaults, noiseOf, toldCount } from './noise.js';

const tables = disclosureRules.entries.map(({ value }) => value);
const keys = Array.from({ length: KEYS }, (_, key) => key);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each(tables.map((rules) => [rules] as const))('the noise of a count', (rules) => {
  const most = (Math.max(...rules.noise.map((row) => row.length)) - 1) / 2;

  it('is of sound tables', () => {
    expect(noiseFaults(rules.noise)).toEqual([]);
  });

  it('has mean zero over the keys, whatever the count; zero stays zero, and none falls below', () => {
    expect(keys.map((key) => noiseOf(rules, key, 0))).toEqual(keys.map(() => 0));
    fc.assert(
      fc.property(fc.nat(3_000), (count) => {
        const moves = keys.map((key) => noiseOf(rules, key, count));
        expect(mean(moves)).toBe(0);
        expect(Math.min(...moves.map((move) => count + move))).toBeGreaterThanOrEqual(0);
        expect(Math.max(...moves.map(Math.abs))).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('blurs every count from one on: no two neighbours are told apart by what is shown of them', () => {
    for (let count = 0; count < 60; count += 1) {
      const told = (one: number): ReadonlySet<number> => new Set(keys.map((key) => toldCount(rules, key, one)));
      expect([...told(count)].some((value) => told(count + 1).has(value)), String(count)).toBe(true);
    }
    expect(new Set(keys.map((key) => noiseOf(rules, key, 100))).size).toBe(2 * most + 1);
  });

  it('is told as a multiple, no further off than noise and rounding go, and the same for the same key', () => {
    fc.assert(
      fc.property(fc.nat(KEYS - 1), fc.nat(5_000), (key, count) => {
        const told = toldCount(rules, key, count);
        expect(told % rules.roundTo).toBe(0);
        expect(Math.abs(told - count)).toBeLessThanOrEqual(most + Math.floor(rules.roundTo / 2));
        expect(toldCount(rules, key, count)).toBe(told);
      }),
    );
  });
});

describe('a table of noise', () => {
  it('that is not even, not of all keys, or goes below zero is found', () => {
    expect(noiseFaults([])).toEqual(['no row']);
    expect(noiseFaults([[256], [100, 96, 60]])).toEqual(['the row of 1 is not the same to both sides']);
    expect(noiseFaults([[255]])).toEqual(['the row of 0 is not of 256 keys']);
    expect(noiseFaults([[80, 96, 80]])).toEqual(['the row of 0 goes below zero']);
    expect(() => noiseOf({ noise: [[255]] }, 255, 0)).toThrow(RangeError);
  });
});
