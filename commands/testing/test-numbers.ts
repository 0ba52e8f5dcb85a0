import { luhnCheckDigit } from '../../domain/standards/identifiers/luhn.js';

/** Numbers that pass their checks, each given once in a spec file. */
export interface TestNumbers {
  nationalId(): string;
  iqama(): string;
  borderNumber(): string;
  unifiedNumber(): string;
  establishment(): string;
  mobile(): string;
  bill(): string;
}

/** Counters from one on. */
export function testNumbers(): TestNumbers {
  let n = 0;
  const checked = (first: string): string => {
    const nine = `${first}${String((n += 1)).padStart(8, '0')}`;
    return `${nine}${luhnCheckDigit(nine)}`;
  };
  const padded = (first: string, length: number): string => `${first}${String((n += 1)).padStart(length, '0')}`;
  return {
    nationalId: () => checked('1'),
    iqama: () => checked('2'),
    borderNumber: () => checked('3'),
    unifiedNumber: () => padded('7', 9),
    establishment: () => `1-${(n += 1)}`,
    mobile: () => padded('+9665', 8),
    bill: () => padded('5', 9),
  };
}
