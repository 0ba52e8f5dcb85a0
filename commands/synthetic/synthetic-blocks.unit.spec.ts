import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIdentifier, type IdentifierScheme } from '../../domain/standards/identifiers.js';
import { parseVisaNumber } from '../../domain/standards/identifiers/visa-number.js';
import { syntheticBlocks, syntheticEstablishment, syntheticNumber, type SyntheticKind } from './synthetic-blocks.js';

const index = fc.nat({ max: 9_999_999 });
const schemes: readonly (readonly [SyntheticKind, IdentifierScheme])[] = [
  ['nationalId', 'national-id'],
  ['iqama', 'iqama'],
  ['borderNumber', 'border-number'],
  ['unifiedNumber', 'unified-number'],
  ['passport', 'passport'],
];

describe('synthetic numbers', () => {
  it('pass their checks over blocks of ten million a kind, and lie in them', () => {
    fc.assert(
      fc.property(index, fc.constantFrom(...schemes), (n, [kind, scheme]) => {
        const value = syntheticNumber(kind, n);
        expect(parseIdentifier(scheme, value)).toEqual({ ok: true, value });
        expect(value.startsWith(syntheticBlocks[kind].prefix)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(index, fc.integer({ min: 1, max: 13 }), (n, office) => {
        const number = syntheticEstablishment(office, n);
        expect(parseIdentifier('establishment-number', number)).toEqual({ ok: true, value: number });
        expect(parseVisaNumber(syntheticNumber('visaNumber', n)).ok).toBe(true);
      }),
    );
  });

  it('are others for other indexes', () => {
    fc.assert(
      fc.property(index, index, fc.constantFrom(...(Object.keys(syntheticBlocks) as SyntheticKind[])), (a, b, kind) => {
        fc.pre(a !== b);
        expect(syntheticNumber(kind, a)).not.toBe(syntheticNumber(kind, b));
      }),
    );
  });

  it('are refused beyond their block', () => {
    expect(() => syntheticNumber('iqama', 10_000_000)).toThrow(RangeError);
    expect(() => syntheticNumber('iqama', -1)).toThrow(RangeError);
  });
});
