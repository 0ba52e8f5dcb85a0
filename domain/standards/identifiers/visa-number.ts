// Law: a visa number is text of digits; leading zeros belong to it.
import { cleanEntry } from '../digits.js';
import { identifierText, parsed, refused } from './identifier-parse.js';
import type { IdentifierParse } from './identifier-parse.js';

/** Parses a visa number. Ten digits are common; no official length was seen, so 6 to 15 pass (confidence G). */
export function parseVisaNumber(text: string): IdentifierParse {
  const value = cleanEntry(text);
  return /^\d{6,15}$/.test(value) ? parsed(value) : refused('pattern', 'a visa number is 6 to 15 digits, ten commonly');
}

/** Visa number. */
export const visaNumber = identifierText(parseVisaNumber, 'Visa number: digits, ten commonly', '0900000001');
