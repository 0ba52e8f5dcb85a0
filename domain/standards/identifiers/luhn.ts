// Law: Luhn over the whole number, from the left, the digits at odd positions doubled; the sum is a multiple of ten.

function luhnSum(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(i) - 48;
    const weighted = i % 2 === 0 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum;
}

/** Whether the ten digits pass the check. Catches every single wrong digit; one in ten random numbers passes. */
export function passesLuhn(tenDigits: string): boolean {
  return luhnSum(tenDigits) % 10 === 0;
}

/** The tenth digit for nine digits: for synthetic numbers. */
export function luhnCheckDigit(nineDigits: string): string {
  return String((10 - (luhnSum(nineDigits) % 10)) % 10);
}
