import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { freshBytes } from './fresh-bytes.js';

it('random bytes are given out once, as many as asked for, and stay as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 60 }), (counts) => {
      const parts = counts.map((count) => freshBytes(count));
      expect(parts.map(({ length }) => length)).toEqual(counts);
      const copies = parts.map((part) => Buffer.from(part));
      for (const [n, one] of parts.entries()) {
        for (const other of parts.slice(n + 1)) {
          // Of one block, they lie apart.
          if (one.length > 0 && other.length > 0 && one.buffer === other.buffer) {
            expect(one.byteOffset + one.length <= other.byteOffset || other.byteOffset + other.length <= one.byteOffset).toBe(true);
          }
        }
      }
      freshBytes(40_000);
      expect(parts.every((part, n) => part.equals(copies[n] ?? Buffer.alloc(0)))).toBe(true);
    }),
    { numRuns: 30 },
  );
});

it('no sixteen of them come twice', () => {
  const seen = new Set(Array.from({ length: 20_000 }, () => freshBytes(16).toString('hex')));
  expect(seen.size).toBe(20_000);
});
