// Law: a number typed in Arabic-Indic or Persian digits is the same number; only digits change, nothing else.

const otherDigits = /[\u0660-\u0669\u06F0-\u06F9]/g;
const edges = /^[\s\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+|[\s\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+$/g;

/** The text with Arabic-Indic (٠-٩) and Persian (۰-۹) digits written as 0-9. */
export function toAsciiDigits(text: string): string {
  return text.replace(otherDigits, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** The text without surrounding spaces and direction marks (which come along when a number is copied from an Arabic page), its digits as 0-9. */
export function cleanEntry(text: string): string {
  return toAsciiDigits(text.replace(edges, ''));
}
