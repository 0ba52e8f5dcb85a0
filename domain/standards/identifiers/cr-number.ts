// Law: a commercial register number of before 3 April 2025 is ten digits; since then the unified number is the only one.
import { cleanEntry } from '../digits.js';
import { identifierText, parsed, refused } from './identifier-parse.js';
import type { IdentifierParse } from './identifier-parse.js';

/** Parses an old commercial register number. Source: SAMA circular 106900951 (confidence O). */
export function parseCrNumber(text: string): IdentifierParse {
  const value = cleanEntry(text);
  return /^\d{10}$/.test(value) ? parsed(value) : refused('pattern', 'a commercial register number is ten digits');
}

/** Old commercial register number, kept as an alias of the register. */
export const crNumber = identifierText(parseCrNumber, 'Commercial register number (before April 2025): ten digits', '1010000001');
