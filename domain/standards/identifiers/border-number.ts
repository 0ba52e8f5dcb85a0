// Law: a border number is ten digits that begin with 3, 4 or 5.
import { cleanEntry } from '../digits.js';
import { identifierText, parsed, refused } from './identifier-parse.js';
import type { IdentifierParse } from './identifier-parse.js';
import { passesLuhn } from './luhn.js';

// A package claims the Luhn check for border numbers and no official text was seen (confidence S). Refusing a real
// traveller costs more than letting a typing error through, so the check is off until it is confirmed.
const checksLuhn: boolean = false;

/** Parses a border number. Pattern: specification of the residence-permit service (confidence T). */
export function parseBorderNumber(text: string): IdentifierParse {
  const value = cleanEntry(text);
  if (!/^[345]\d{9}$/.test(value)) return refused('pattern', 'a border number is ten digits that begin with 3, 4 or 5');
  if (checksLuhn && !passesLuhn(value)) return refused('check-digit', 'the check digit of this border number is wrong: a digit is mistyped');
  return parsed(value);
}

/** Border number of a traveller without an iqama yet. */
export const borderNumber = identifierText(parseBorderNumber, 'Border number: 3, 4 or 5 and nine digits', '3000000000');
