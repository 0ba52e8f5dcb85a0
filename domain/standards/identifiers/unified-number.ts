// Law: a unified national number of a legal person is ten digits that begin with 7.
import { cleanEntry } from '../digits.js';
import { identifierText, parsed, refused } from './identifier-parse.js';
import type { IdentifierParse } from './identifier-parse.js';

/** Parses a unified national number. Source: SAMA circular 42007290 (confidence O); it states no check digit. */
export function parseUnifiedNumber(text: string): IdentifierParse {
  const value = cleanEntry(text);
  return /^7\d{9}$/.test(value) ? parsed(value) : refused('pattern', 'a unified national number is ten digits that begin with 7');
}

/** Unified national number of a legal person. */
export const unifiedNumber = identifierText(parseUnifiedNumber, 'Unified national number: 7 and nine digits', '7000000001');
