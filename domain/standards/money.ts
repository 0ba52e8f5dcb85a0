// Law: money is a whole number of halalas; it is only ever rounded by `multiplyMoney`, and no floating-point number touches it.
import { z } from 'zod';
import { roundHalfUp } from './rational.js';
import type { Rational } from './rational.js';

/** An amount in halalas (hundredths of a riyal) as text, with its currency. */
export interface Money {
  readonly amount: string;
  readonly currency: 'SAR';
}

const description = 'Money: whole halalas as text (400000 is SAR 4,000.00) and the currency';
const examples = [{ amount: '400000', currency: 'SAR' }];

/** Money of zero or more, up to 15 digits of halalas: fees, wages, awards. */
export const money = z
  .strictObject({
    amount: z.string().regex(/^(0|[1-9]\d{0,14})$/, 'not a whole number of halalas, zero or more, at most 15 digits'),
    currency: z.literal('SAR'),
  })
  .meta({ description, examples });

/** Money of more than zero. */
export const positiveMoney = z
  .strictObject({
    amount: z.string().regex(/^[1-9]\d{0,14}$/, 'not a whole number of halalas above zero, at most 15 digits'),
    currency: z.literal('SAR'),
  })
  .meta({ description, examples });

/** Money from a whole number of halalas. */
export function fromHalalas(halalas: bigint | number): Money {
  return { amount: BigInt(halalas).toString(), currency: 'SAR' };
}

/** Money from a whole number of riyals. */
export function fromRiyals(riyals: bigint | number): Money {
  return fromHalalas(BigInt(riyals) * 100n);
}

/** The whole number of halalas. */
export function halalasOf(value: Money): bigint {
  return BigInt(value.amount);
}

/** Nothing: SAR 0. */
export const zeroMoney: Money = fromHalalas(0n);

/** Sum of the amounts; SAR 0 for none. */
export function addMoney(...amounts: readonly Money[]): Money {
  return fromHalalas(amounts.reduce((sum, value) => sum + halalasOf(value), 0n));
}

/** The first amount less the second; may be below zero. */
export function subtractMoney(a: Money, b: Money): Money {
  return fromHalalas(halalasOf(a) - halalasOf(b));
}

/** The amount times an exact fraction, rounded once to the nearest halala, a half upward. */
export function multiplyMoney(value: Money, factor: Rational): Money {
  return fromHalalas(roundHalfUp({ numerator: halalasOf(value) * factor.numerator, denominator: factor.denominator }));
}

/** -1, 0 or 1 as the first amount is less than, equal to or greater than the second. */
export function compareMoney(a: Money, b: Money): -1 | 0 | 1 {
  const difference = halalasOf(a) - halalasOf(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The greater of two amounts. */
export function greaterMoney(a: Money, b: Money): Money {
  return compareMoney(a, b) < 0 ? b : a;
}
