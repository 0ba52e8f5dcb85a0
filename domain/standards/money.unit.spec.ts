import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMoney,
  compareMoney,
  fromHalalas,
  fromRiyals,
  greaterMoney,
  halalasOf,
  money,
  multiplyMoney,
  positiveMoney,
  subtractMoney,
  zeroMoney,
} from './money.js';
import { addRationals, compareRationals, formatRational, multiplyRationals, rational, roundHalfUp } from './rational.js';

const amounts = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).map(fromHalalas);
const fractions = fc.tuple(fc.bigInt({ min: -10_000n, max: 10_000n }), fc.bigInt({ min: 1n, max: 10_000n })).map(([n, d]) => rational(n, d));

describe('money', () => {
  it.each(['0', '1', '400000', '999999999999999'])('accepts %s halalas', (amount) => {
    expect(money.parse({ amount, currency: 'SAR' })).toEqual({ amount, currency: 'SAR' });
  });
  it.each(['', '-1', '-0', '01', '1.5', '1e3', ' 1', '١', '1000000000000000'])('refuses %j', (amount) => {
    expect(money.safeParse({ amount, currency: 'SAR' }).success).toBe(false);
  });
  it('refuses another currency, a number and unknown members', () => {
    expect(money.safeParse({ amount: '1', currency: 'USD' }).success).toBe(false);
    expect(money.safeParse({ amount: 1, currency: 'SAR' }).success).toBe(false);
    expect(money.safeParse({ amount: '1', currency: 'SAR', extra: 1 }).success).toBe(false);
  });
  it('tells nothing from something', () => {
    expect(positiveMoney.safeParse(zeroMoney).success).toBe(false);
    expect(positiveMoney.safeParse(fromHalalas(1)).success).toBe(true);
  });

  it('adds and subtracts exactly', () => {
    fc.assert(
      fc.property(amounts, amounts, amounts, (a, b, c) => {
        expect(addMoney(a, addMoney(b, c))).toEqual(addMoney(addMoney(a, b), c));
        expect(addMoney(a, b)).toEqual(addMoney(b, a));
        expect(subtractMoney(addMoney(a, b), b)).toEqual(a);
        expect(addMoney(a, zeroMoney)).toEqual(a);
        expect(halalasOf(addMoney(a, b))).toBe(halalasOf(a) + halalasOf(b));
      }),
    );
  });

  it('multiplies to within half a halala, and a refund is the charge turned round', () => {
    fc.assert(
      fc.property(amounts, fractions, (a, f) => {
        const product = halalasOf(multiplyMoney(a, f));
        const twiceError = 2n * (product * f.denominator - halalasOf(a) * f.numerator);
        expect(twiceError <= f.denominator && twiceError >= -f.denominator).toBe(true);
        expect(multiplyMoney(a, multiplyRationals(f, rational(-1)))).toEqual(fromHalalas(-product));
      }),
    );
  });

  it('rounds a half upward', () => {
    expect(multiplyMoney(fromHalalas(5), rational(1, 2))).toEqual(fromHalalas(3));
    expect(multiplyMoney(fromHalalas(10), rational(1, 3))).toEqual(fromHalalas(3));
    expect(multiplyMoney(fromHalalas(20), rational(1, 3))).toEqual(fromHalalas(7));
  });

  it('compares by value, not by text', () => {
    expect(compareMoney(fromRiyals(9), fromRiyals(10))).toBe(-1);
    expect(compareMoney(fromRiyals(10), fromHalalas(1_000))).toBe(0);
    expect(greaterMoney(fromRiyals(9), fromRiyals(10))).toEqual(fromRiyals(10));
  });
});

describe('rational', () => {
  it('writes equal values alike', () => {
    fc.assert(
      fc.property(fractions, fc.bigInt({ min: 1n, max: 1_000n }), (f, k) => {
        expect(rational(f.numerator * k, f.denominator * k)).toEqual(f);
        expect(rational(-f.numerator, -f.denominator)).toEqual(f);
      }),
    );
  });

  it('is an ordered field', () => {
    fc.assert(
      fc.property(fractions, fractions, fractions, (a, b, c) => {
        expect(multiplyRationals(a, addRationals(b, c))).toEqual(addRationals(multiplyRationals(a, b), multiplyRationals(a, c)));
        expect(compareRationals(a, b)).toBe(compareRationals(addRationals(a, c), addRationals(b, c)));
      }),
    );
  });

  it('rounds to the nearest whole number, a half away from zero', () => {
    expect([rational(7, 2), rational(-7, 2), rational(10, 3), rational(-10, 3)].map(roundHalfUp)).toEqual([4n, -4n, 3n, -3n]);
  });

  it('writes whole numbers without a denominator', () => {
    expect([rational(6, 4), rational(6, 3), rational(0, 9)].map(formatRational)).toEqual(['3/2', '2', '0']);
  });

  it('refuses a denominator of zero', () => {
    expect(() => rational(1, 0)).toThrow(RangeError);
  });
});
