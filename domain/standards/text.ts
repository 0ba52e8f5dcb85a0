// Law: text that enters the ledger survives every store unchanged: no NUL, no lone surrogate, nothing invisible that steers a page.
import { z } from 'zod';

// Control characters, line and paragraph separators, and the directional embeddings, overrides and isolates that can
// make a page show another order than the one stored. Tabs and line feeds count as control characters.
const steeringPattern = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;
// With the u flag a well-formed pair is one code point, so this finds only halves without their partner.
const loneSurrogatePattern = /\p{Surrogate}/u;

/** Why the text may not be stored, or null when it may. */
export function textFault(text: string): string | null {
  if (text.includes('\u0000')) return 'contains the character NUL';
  if (loneSurrogatePattern.test(text)) return 'contains half of a surrogate pair';
  if (steeringPattern.test(text)) return 'contains a control character';
  return null;
}

/** Text of `min` to `max` UTF-16 units without NUL, lone surrogates and control characters, composed to NFC. */
export function wellFormedText(max: number, min = 1) {
  return z
    .string()
    .overwrite((text) => (loneSurrogatePattern.test(text) ? text : text.normalize('NFC')))
    .min(min)
    .max(max)
    .check((context) => {
      const fault = textFault(context.value);
      if (fault !== null) context.issues.push({ code: 'custom', message: fault, input: context.value });
    });
}
