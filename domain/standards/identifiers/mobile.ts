// Law: a mobile number is kept in E.164, `+9665` and eight digits.
import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import { cleanEntry } from '../digits.js';
import { identifierText, parsed, refused } from './identifier-parse.js';
import type { IdentifierParse } from './identifier-parse.js';

/** Parses a Saudi mobile number in any usual writing (05…, 5…, 9665…, 009665…, +966 5…) and gives E.164. */
export function parseMobile(text: string): IdentifierParse {
  const entry = cleanEntry(text);
  if (!/^\+?[\d\s().-]{9,20}$/.test(entry)) return refused('pattern', 'a mobile number is digits, such as 0512345678 or +966512345678');
  // 00 is how an international number is dialled from inside the Kingdom.
  const number = parsePhoneNumberFromString(entry.replace(/^00/, '+'), 'SA');
  if (number === undefined || number.country !== 'SA' || !/^\+9665\d{8}$/.test(number.number)) {
    return refused('not-a-mobile-number', 'not a Saudi mobile number: it is written 05 and eight digits, or +9665 and eight digits');
  }
  return parsed(number.number);
}

/** Saudi mobile number, E.164. */
export const mobile = identifierText(parseMobile, 'Saudi mobile number, kept in E.164', '+966512345678');
