// Law: a resident's iqama number is ten digits that begin with 2 and pass Luhn.
import { cleanEntry } from '../digits.js';
import { identifierText, parsed, refused } from './identifier-parse.js';
import type { IdentifierParse } from './identifier-parse.js';
import { passesLuhn } from './luhn.js';

/** Parses an iqama (residence permit) number. Source: published validators (confidence S). */
export function parseIqama(text: string): IdentifierParse {
  const value = cleanEntry(text);
  if (!/^2\d{9}$/.test(value)) return refused('pattern', 'an iqama number is ten digits that begin with 2');
  if (!passesLuhn(value)) return refused('check-digit', 'the check digit of this iqama number is wrong: a digit is mistyped');
  return parsed(value);
}

/** Iqama (residence permit) number of a resident. */
export const iqama = identifierText(parseIqama, 'Iqama number of a resident: 2 and nine digits, Luhn', '2000000006');
