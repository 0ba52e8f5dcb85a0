import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBulkLine } from '../../bulk/bulk-line.js';
import { toEpochDay, toIsoDate } from '../../../domain/standards/calendar.js';
import { createDayShelves } from './day-shelves.js';
import { timedLines } from './timed-lines.js';

const put = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !text.includes('\n')));

/** What comes off the shelves, day by day. */
function shelved(puts: readonly (readonly [number, string])[], heldBytes: number): readonly (readonly [number, readonly string[]])[] {
  const shelves = createDayShelves(heldBytes);
  try {
    for (const [day, text] of puts) shelves.put(day, text);
    return [...shelves.days()].map(({ day, count, texts }) => {
      const lines = Buffer.concat(texts).toString().split('\n').slice(0, -1);
      expect(lines).toHaveLength(count);
      return [day, lines] as const;
    });
  } finally {
    shelves.close();
  }
}

describe('shelves of days', () => {
  it('give each day its texts in order, whether they were held or laid aside', () => {
    fc.assert(
      fc.property(fc.array(put, { maxLength: 60 }), (puts) => {
        const days = [...new Set(puts.map(([day]) => day))].sort((a, b) => a - b);
        const expected = days.map((day) => [day, puts.filter(([of]) => of === day).map(([, text]) => text)] as const);
        expect(shelved(puts, 1 << 20)).toEqual(expected);
        expect(shelved(puts, 0)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('lay aside what is more than they may hold', () => {
    const puts = Array.from({ length: 4_000 }, (_, n) => [n % 7, `${n} ${'س'.repeat(400)}`] as const);
    expect(shelved(puts, 100_000)).toEqual(shelved(puts, 1 << 30));
  });
});

describe('timed lines', () => {
  it('stand in their day, in order, and are lines of a bulk file', () => {
    const line = (n: number): string => JSON.stringify({ key: `k-${n}`, command: 'RegisterCitizen', data: { text: '}\u2028"' } });
    const shelves = createDayShelves();
    for (let n = 0; n < 1_000; n += 1) shelves.put(toEpochDay(toIsoDate('2026-02-01')), line(n));
    const [day] = [...shelves.days()].map(timedLines);
    const lines = (day ?? Buffer.alloc(0)).toString().split('\n').slice(0, -1).map(parseBulkLine);
    const instants = lines.map(({ at }) => at ?? '');
    expect(lines.map(({ key }) => key)).toEqual(Array.from({ length: 1_000 }, (_, n) => `k-${n}`));
    expect(instants).toEqual([...instants].sort());
    expect(instants[0]).toBe('2026-02-01T05:00:00.000Z');
    expect(instants.at(-1)).toBe('2026-02-01T12:59:31.000Z');
  });
});
