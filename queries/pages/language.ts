// Law: a page speaks the language that was asked for in its address, else chosen before, else the best that the browser takes.

/** Languages of the pages, with their own names and directions. */
export const LANGUAGES = {
  en: { name: 'English', direction: 'ltr' },
  ar: { name: 'العربية', direction: 'rtl' },
} as const;

export type Language = keyof typeof LANGUAGES;

/** Spoken to whoever prefers none of them. */
const DEFAULT: Language = 'en';

/** The language of that name; undefined for any other value. */
export function languageNamed(name: unknown): Language | undefined {
  return name === 'ar' || name === 'en' ? name : undefined;
}

/** The language for a request: by `?lang=`, by the cookie, by `Accept-Language` (RFC 9110 12.5.4). */
export function languageFor(asked: unknown, chosen: unknown, accepted: string | undefined): Language {
  return languageNamed(asked) ?? languageNamed(chosen) ?? preferred(accepted ?? '') ?? DEFAULT;
}

function preferred(accepted: string): Language | undefined {
  const ranges = accepted.split(',').map((range) => {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(/\s*;\s*/);
    const weight = parameters.find((one) => one.startsWith('q='))?.slice(2);
    return { language: languageNamed(tag.split('-')[0]), weight: weight === undefined ? 1 : Number(weight) };
  });
  // Of equal weights the first stays first.
  const taken = ranges.filter(({ language, weight }) => language !== undefined && weight > 0).sort((a, b) => b.weight - a.weight);
  return taken[0]?.language;
}
