// Law: a rational is kept in lowest terms over a positive denominator, so two equal values are written alike.

/** An exact fraction in lowest terms; the denominator is positive. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The fraction of two whole numbers in lowest terms; throws RangeError for a zero denominator or a part that is not whole. */
export function rational(numerator: bigint | number, denominator: bigint | number = 1n): Rational {
  const n = BigInt(numerator);
  const d = BigInt(denominator);
  if (d === 0n) throw new RangeError('a fraction with the denominator 0');
  const divisor = greatestCommonDivisor(n, d) * (d < 0n ? -1n : 1n);
  return { numerator: n / divisor, denominator: d / divisor };
}

/** Zero. */
export const zeroRational: Rational = rational(0);

/** Sum of the fractions; zero for none. */
export function addRationals(...terms: readonly Rational[]): Rational {
  return terms.reduce(
    (sum, term) => rational(sum.numerator * term.denominator + term.numerator * sum.denominator, sum.denominator * term.denominator),
    zeroRational,
  );
}

/** Product of two fractions. */
export function multiplyRationals(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** -1, 0 or 1 as the first fraction is less than, equal to or greater than the second. */
export function compareRationals(a: Rational, b: Rational): -1 | 0 | 1 {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The nearest whole number; a half goes away from zero, so that rounding a charge and its refund agree. */
export function roundHalfUp(value: Rational): bigint {
  const { numerator, denominator } = value;
  const rounded = ((numerator < 0n ? -numerator : numerator) * 2n + denominator) / (denominator * 2n);
  return numerator < 0n ? -rounded : rounded;
}

/** The fraction as text, `7/2` or `3`: the written form that events and answers carry. */
export function formatRational(value: Rational): string {
  return value.denominator === 1n ? `${value.numerator}` : `${value.numerator}/${value.denominator}`;
}
