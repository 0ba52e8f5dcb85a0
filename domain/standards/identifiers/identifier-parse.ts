// Law: an identifier is either normalised or refused with the one reason that a person can act upon.
import { z } from 'zod';

/** Why an identifier is refused. */
export type IdentifierFault = 'pattern' | 'check-digit' | 'not-a-mobile-number';

/** The normalised identifier, or why it is none. */
export type IdentifierParse =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly reason: IdentifierFault; readonly message: string };

/** The answer for a good identifier. */
export function parsed(value: string): IdentifierParse {
  return { ok: true, value };
}

/** The answer for a refused identifier. */
export function refused(reason: IdentifierFault, message: string): IdentifierParse {
  return { ok: false, reason, message };
}

// Longer than any identifier; keeps a hostile text from being worked on at length.
const longestEntry = 64;

/** A zod schema that normalises what the parser accepts and otherwise gives the parser's message (`params.reason` holds the reason). */
export function identifierText(parse: (text: string) => IdentifierParse, description: string, example: string) {
  return z
    .string()
    .max(longestEntry)
    .check((context) => {
      if (context.value.length > longestEntry) return;
      const result = parse(context.value);
      if (result.ok) context.value = result.value;
      else context.issues.push({ code: 'custom', message: result.message, params: { reason: result.reason }, input: context.value });
    })
    .meta({ description, examples: [example] });
}
