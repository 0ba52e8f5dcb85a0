// Law: a passport number is 5 to 15 capital letters and digits, otherwise opaque.
import { cleanEntry } from '../digits.js';
import { identifierText, parsed, refused } from './identifier-parse.js';
import type { IdentifierParse } from './identifier-parse.js';

/** Parses a passport number; spaces are dropped, letters become capitals (confidence G: each country has its own shape). */
export function parsePassport(text: string): IdentifierParse {
  const value = cleanEntry(text).replace(/\s+/g, '').toUpperCase();
  return /^[A-Z0-9]{5,15}$/.test(value) ? parsed(value) : refused('pattern', 'a passport number is 5 to 15 Latin letters and digits');
}

/** Passport number. */
export const passport = identifierText(parsePassport, 'Passport number: 5 to 15 letters and digits', 'A1234567');
