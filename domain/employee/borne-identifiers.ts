// Law: a record bears the numbers that the state gave to one human; a passport number, unique only in its country, is not claimed.
import type { Identifier } from '../standards/identifiers.js';
import type { ChangeResidenceDocument, RegisterCitizen, RegisterResident } from './commands.js';

/** The number a citizen is found by. */
export function citizenIdentifiers(data: RegisterCitizen['data']): readonly Identifier[] {
  return [{ scheme: 'national-id', value: data.nationalId }];
}

/** The numbers a resident is found by: his document, and the border number he had before. */
export function residentIdentifiers(data: RegisterResident['data']): readonly Identifier[] {
  const earlier: readonly Identifier[] = data.borderNumber === undefined ? [] : [{ scheme: 'border-number', value: data.borderNumber }];
  return [...documentIdentifiers(data), ...earlier];
}

/** The number of a residence document. */
export function documentIdentifiers({ document }: Pick<ChangeResidenceDocument['data'], 'document'>): readonly Identifier[] {
  return [{ scheme: document.scheme, value: document.value }];
}
