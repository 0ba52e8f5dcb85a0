import * as fc from 'fast-check';
import { addDays, toIsoDate, type IsoDate } from '../../standards/calendar.js';
import { regionCodes } from '../../standards/regions.js';
import { CATEGORIES } from '../category.js';
import type { Worker } from '../worker.js';

/** A worker with full weight since 2025: a Saudi of SAR 5,000, insured and with an authenticated contract. */
export function worker(ref: string, more: Partial<Worker> = {}): Worker {
  return {
    ref,
    nationality: 'SAU',
    categories: [],
    wage: 5_000,
    hours: null,
    region: 'SA-01',
    authenticatedFrom: toIsoDate('2025-01-01'),
    insuredFrom: toIsoDate('2025-01-01'),
    from: toIsoDate('2025-01-01'),
    to: null,
    ...more,
  };
}

/** So many workers alike, with references of their own. */
export function several(count: number, name: string, more: Partial<Worker> = {}): readonly Worker[] {
  return Array.from({ length: count }, (_, n) => worker(`${name}-${n}`, more));
}

/** An expatriate. */
export const expat = { nationality: 'IND' } as const satisfies Partial<Worker>;

const firstDay = toIsoDate('2025-09-01');

/** A day of the year and a half from September 2025 on. */
export const someDay: fc.Arbitrary<IsoDate> = fc.integer({ min: 0, max: 540 }).map((days) => addDays(firstDay, days));

/** Any worker, over any of those days. */
export const someWorker: fc.Arbitrary<Omit<Worker, 'ref'>> = fc
  .record({
    nationality: fc.constantFrom('SAU', 'SAU', 'SAU', 'IND', 'IND', 'ARE', 'MMR', 'PSE'),
    categories: fc.subarray([...CATEGORIES], { maxLength: 2 }),
    wage: fc.constantFrom(1_000, 2_000, 2_999, 3_000, 3_999, 4_000, 4_500, 5_500, 9_000),
    hours: fc.integer({ min: 0, max: 320 }),
    region: fc.constantFrom(...regionCodes),
    authenticatedFrom: fc.option(someDay),
    insuredFrom: fc.option(someDay),
    from: someDay,
    length: fc.option(fc.integer({ min: 0, max: 400 })),
  })
  .map(({ length, hours, ...facts }) => ({
    ...facts,
    hours: facts.categories.includes('flexible') ? hours : null,
    to: length === null ? null : addDays(facts.from, length),
  }));

/** Up to so many workers of an entity. */
export function someWorkers(most: number): fc.Arbitrary<readonly Worker[]> {
  return fc.array(someWorker, { maxLength: most }).map((all) => all.map((facts, n) => ({ ref: `w${n}`, ...facts })));
}
