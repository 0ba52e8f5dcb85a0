import { describe, expect, it } from 'vitest';
import { languageFor } from './language.js';

describe('the language of a page', () => {
  it.each([
    ['ar', 'en', 'en', 'ar'],
    [undefined, 'ar', 'en', 'ar'],
    ['fr', 'ar', 'en', 'ar'],
    [['ar', 'en'], undefined, 'en', 'en'],
    [undefined, undefined, 'ar-SA,ar;q=0.9,en;q=0.8', 'ar'],
    [undefined, undefined, 'fr, en;q=0.5, ar;q=0.7', 'ar'],
    [undefined, undefined, 'EN-gb;q=0.9, AR;q=0.9', 'en'],
    [undefined, undefined, 'ar;q=0, fr', 'en'],
    [undefined, undefined, 'ar;q=x', 'en'],
    [undefined, undefined, '*', 'en'],
    [undefined, undefined, undefined, 'en'],
  ] as const)('asked %s, chosen %s, accepted %s: %s', (asked, chosen, accepted, language) => {
    expect(languageFor(asked, chosen, accepted)).toBe(language);
  });
});
