import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from './json.js';
import { canonicalText } from './canonical.js';

describe('the canonical text', () => {
  it('is the one of RFC 8785, of texts and of nothing too', () => {
    const value = fc.oneof(fc.constant(null), fc.string({ unit: 'grapheme' }), fc.jsonValue()) as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(value, (json) => {
        expect(canonicalText(json)).toBe(canonicalize(json));
      }),
      { numRuns: process.env['SIJIL_PROVE'] === undefined ? 500 : 20_000 },
    );
  });

  it('is the library’s of what is no plain value, too', () => {
    const odd = [
      { b: undefined, a: [undefined, 1] },
      { at: new Date(0) },
      { toJSON: () => ({ z: 1, a: 2 }) },
      Object.create(null),
      new Map([[1, 2]]),
      [-0, 1e21, 1e-7, 0.1],
      { '\u20ac': 1, '\r': 2, '\ufb33': 3, 1: 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 },
    ] as unknown as readonly Json[];
    for (const value of odd) expect(canonicalText(value)).toBe(canonicalize(value));
    for (const value of [undefined, () => 1, [Number.NaN], { a: Infinity }] as unknown as readonly Json[])
      expect(() => canonicalText(value)).toThrow();
  });

  it('is refused for half a surrogate pair', () => {
    for (const value of ['a\ud800', ['\udc00'], { '\ud800': 1 }, { a: { b: '\ud800' } }]) {
      expect(() => canonicalText(value)).toThrow('Lone surrogate');
    }
  });
});
