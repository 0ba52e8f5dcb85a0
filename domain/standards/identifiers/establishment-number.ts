// Law: an establishment is named by labour office and sequence, `1-115892`.
import { cleanEntry } from '../digits.js';
import { identifierText, parsed, refused } from './identifier-parse.js';
import type { IdentifierParse } from './identifier-parse.js';

/** Parses a labour-office establishment number; spaces around the hyphen are dropped. Source: public test code of the platform (confidence T). The sequence's greatest length is not published: ten digits pass. */
export function parseEstablishmentNumber(text: string): IdentifierParse {
  const value = cleanEntry(text).replace(/\s*[-\u2010-\u2013]\s*/, '-');
  if (!/^\d{1,2}-\d{1,10}$/.test(value)) {
    return refused('pattern', 'an establishment number is the labour office (one or two digits), a hyphen and a sequence number');
  }
  return parsed(value);
}

/** Labour-office number of an establishment. */
export const establishmentNumber = identifierText(parseEstablishmentNumber, 'Labour-office establishment number: office-sequence', '1-115892');
