// Law: a Saudi IBAN is SA, two check digits and twenty characters, and the whole is 1 modulo 97 (ISO 13616).
import { cleanEntry } from '../digits.js';
import { identifierText, parsed, refused } from './identifier-parse.js';
import type { IdentifierParse } from './identifier-parse.js';

function modulo97(text: string): number {
  let remainder = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Letters count as 10 (A) to 35 (Z), two digits each.
    remainder = code >= 65 ? (remainder * 100 + code - 55) % 97 : (remainder * 10 + code - 48) % 97;
  }
  return remainder;
}

/** Parses a Saudi IBAN; spaces and hyphens are dropped, letters become capitals. */
export function parseIban(text: string): IdentifierParse {
  const value = cleanEntry(text).replace(/[\s-]+/g, '').toUpperCase();
  if (!/^SA\d{2}[0-9A-Z]{20}$/.test(value)) return refused('pattern', 'a Saudi IBAN is SA and 22 more characters');
  if (modulo97(value.slice(4) + value.slice(0, 4)) !== 1) {
    return refused('check-digit', 'the check digits of this IBAN are wrong: a character is mistyped');
  }
  return parsed(value);
}

/** The IBAN of a Saudi account: bank code and account, 20 characters together, with the check digits put before. */
export function ibanOf(bankAndAccount: string): string {
  const check = 98 - modulo97(`${bankAndAccount}SA00`);
  return `SA${String(check).padStart(2, '0')}${bankAndAccount}`;
}

/** Bank code of a normalised IBAN: its fifth and sixth character. */
export function bankCodeOf(iban: string): string {
  return iban.slice(4, 6);
}

/** Saudi IBAN. */
export const iban = identifierText(parseIban, 'Saudi IBAN: SA and 22 characters, mod 97', 'SA0380000000608010167519');
