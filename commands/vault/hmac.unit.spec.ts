import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hmacSha256 } from './hmac.js';

describe('HMAC-SHA-256 of a text', () => {
  it('is the engine’s, for any key and text', () => {
    const key = fc
      .oneof(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array({ maxLength: 100 }))
      .map((bytes) => Buffer.from(bytes));
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'binary', minLength: 300, maxLength: 500 }),
      fc.string({ maxLength: 1_500 }),
    );
    fc.assert(
      fc.property(key, text, fc.constantFrom('base64' as const, 'hex' as const), (k, t, encoding) => {
        expect(hmacSha256(k, t, encoding)).toBe(createHmac('sha256', k).update(t, 'utf8').digest(encoding));
      }),
      { numRuns: 200 },
    );
  });

  it('is that of the key which begins where it is told, for texts of any length', () => {
    const keys = Buffer.from(Array.from({ length: 96 }, (_, n) => n * 7));
    for (const from of [0, 1, 64]) {
      for (const text of ['', 'null', 'س'.repeat(341), 'س'.repeat(342)]) {
        const key = keys.subarray(from, from + 32);
        expect(hmacSha256(keys, text, 'base64', from)).toBe(createHmac('sha256', key).update(text, 'utf8').digest('base64'));
      }
    }
  });

  it('gives what RFC 4231 says (test case 2)', () => {
    expect(hmacSha256(Buffer.from('Jefe'), 'what do ya want for nothing?', 'hex')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it('knows a key of a whole block, and a text that just fits and one that just does not', () => {
    for (const [bytes, length] of [
      [64, 341],
      [64, 342],
      [65, 1],
      [32, 0],
    ] as const) {
      const [key, text] = [Buffer.alloc(bytes, 0xa5), 'س'.repeat(length)];
      expect(hmacSha256(key, text, 'base64')).toBe(createHmac('sha256', key).update(text, 'utf8').digest('base64'));
    }
  });
});
