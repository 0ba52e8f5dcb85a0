import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullName, personName } from './person-name.js';
import { textFault, wellFormedText } from './text.js';

describe('wellFormedText', () => {
  it.each([
    ['a\u0000b', 'contains the character NUL'],
    ['\ud83d', 'contains half of a surrogate pair'],
    ['\ude00\ud83d', 'contains half of a surrogate pair'],
    ['a\nb', 'contains a control character'],
    ['a\tb', 'contains a control character'],
    ['a\u007f', 'contains a control character'],
    ['abc\u202Edef', 'contains a control character'],
    ['a\u2028b', 'contains a control character'],
  ])('refuses %j: %s', (text, message) => {
    expect(textFault(text)).toBe(message);
    expect(wellFormedText(100).safeParse(text).error?.issues.map((issue) => issue.message)).toContain(message);
  });

  it.each(['شركة الرمال', '😀', 'می‌خواهم', 'O’Neil & Söhne'])('accepts %j', (text) => {
    expect(wellFormedText(100).parse(text)).toBe(text);
  });

  it('composes, and measures what it composed', () => {
    expect(wellFormedText(1).parse('e\u0301')).toBe('\u00e9');
    expect(wellFormedText(3).safeParse('abcd').success).toBe(false);
    expect(wellFormedText(3).safeParse('').success).toBe(false);
    expect(wellFormedText(3, 0).parse('')).toBe('');
  });

  it('accepts only text that UTF-8 keeps', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        if (textFault(text) === null) expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text);
      }),
    );
  });
});

describe('personName', () => {
  const en = { first: 'Amal', family: 'Alharbi' };
  const ar = { first: 'أمل', father: 'سعد', grandfather: 'علي', family: 'الحربي' };

  it('accepts one script or both, trimmed', () => {
    expect(personName.parse({ ar, en })).toEqual({ ar, en });
    expect(personName.parse({ ar: null, en: { first: ' Amal ', family: 'Al  Harbi' } })).toEqual({ ar: null, en: { first: 'Amal', family: 'Al Harbi' } });
  });

  it.each([
    [{ ar: null, en: null }],
    [{ ar: null, en: { first: 'Amal' } }],
    [{ ar: null, en: { first: '  ', family: 'x' } }],
    [{ ar: null, en: { first: 'x'.repeat(101), family: 'x' } }],
    [{ ar: null, en: { first: 'A\u0000', family: 'x' } }],
    [{ ar: null, en: { ...en, nick: 'x' } }],
    [{ en }],
  ])('refuses %j', (name) => {
    expect(personName.safeParse(name).success).toBe(false);
  });

  it('is written in the script asked for, else in the other', () => {
    expect(fullName({ ar, en }, 'ar')).toBe('أمل سعد علي الحربي');
    expect(fullName({ ar: null, en }, 'ar')).toBe('Amal Alharbi');
    expect(fullName({ ar, en: null }, 'en')).toBe('أمل سعد علي الحربي');
  });
});
