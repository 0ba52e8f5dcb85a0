import { luhnCheckDigit } from '../../../dist/domain/standards/identifiers/luhn.js';

/** The n-th invented citizen, as payload of RegisterCitizen. */
export function citizen(n: number): object {
  const nine = `1${String(n + 1).padStart(8, '0')}`;
  return {
    nationalId: `${nine}${luhnCheckDigit(nine)}`,
    name: { ar: null, en: { first: 'Noura', family: `Example ${n}` } },
    birthDate: '1995-04-01',
    sex: 'female',
  };
}
