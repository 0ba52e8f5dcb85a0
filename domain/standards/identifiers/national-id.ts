// Law: a citizen's national id is ten digits that begin with 1 and pass Luhn.
import { cleanEntry } from '../digits.js';
import { identifierText, parsed, refused } from './identifier-parse.js';
import type { IdentifierParse } from './identifier-parse.js';
import { passesLuhn } from './luhn.js';

/** Parses a national id. Source: published validators (confidence S). */
export function parseNationalId(text: string): IdentifierParse {
  const value = cleanEntry(text);
  if (!/^1\d{9}$/.test(value)) return refused('pattern', 'a national id is ten digits that begin with 1');
  if (!passesLuhn(value)) return refused('check-digit', 'the check digit of this national id is wrong: a digit is mistyped');
  return parsed(value);
}

/** National id of a citizen. */
export const nationalId = identifierText(parseNationalId, 'National id of a citizen: 1 and nine digits, Luhn', '1000000008');
