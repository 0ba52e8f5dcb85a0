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
    );
  });

  it('is refused for half a surrogate pair', () => {
    expect(() => canonicalText('a\ud800')).toThrow('Lone surrogate');
  });
});
