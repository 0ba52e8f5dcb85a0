// Law: a count is moved by what its key says and by nothing else: the same people make the same key, and so the same count, whatever they are counted for.
import type { DisclosureRules } from '../rules/statistics-rules.js';

/** How many keys there are. */
export const KEYS = 256;

/** By how much a count is moved: never below zero, never further than the table goes, and zero not at all. */
export function noiseOf({ noise }: Pick<DisclosureRules, 'noise'>, key: number, count: number): number {
  const row = noise[Math.min(count, noise.length - 1)] ?? [];
  let left = key;
  for (const [place, keys] of row.entries()) {
    if (left < keys) return place - (row.length - 1) / 2;
    left -= keys;
  }
  throw new RangeError(`the table of noise says nothing of the key ${key}`);
}

/** A count as it is told: moved, then rounded to the nearest multiple. */
export function toldCount(rules: Pick<DisclosureRules, 'noise' | 'roundTo'>, key: number, count: number): number {
  return Math.round((count + noiseOf(rules, key, count)) / rules.roundTo) * rules.roundTo;
}

/** What is wrong with a table of noise: rows that are not of all keys, not even, or go below zero. Empty when sound. */
export function noiseFaults(noise: DisclosureRules['noise']): readonly string[] {
  const faults: string[] = noise.length === 0 ? ['no row'] : [];
  for (const [count, row] of noise.entries()) {
    if (row.reduce((sum, keys) => sum + keys, 0) !== KEYS) faults.push(`the row of ${count} is not of ${KEYS} keys`);
    if (row.length % 2 === 0 || row.some((keys, n) => keys !== row[row.length - 1 - n])) faults.push(`the row of ${count} is not the same to both sides`);
    if ((row.length - 1) / 2 > count) faults.push(`the row of ${count} goes below zero`);
  }
  return faults;
}
