import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toAsciiDigits } from './digits.js';
import { identifierSchema, identifierSchemes, parseIdentifier } from './identifiers.js';
import type { IdentifierScheme } from './identifiers.js';
import { bankCodeOf, iban, ibanOf, parseIban } from './identifiers/iban.js';
import { luhnCheckDigit } from './identifiers/luhn.js';
import { mobile, parseMobile } from './identifiers/mobile.js';
import { parseVisaNumber, visaNumber } from './identifiers/visa-number.js';

const eightDigits = fc.stringMatching(/^\d{8}$/);

describe('identifiers of records', () => {
  it.each<[IdentifierScheme, string, string]>([
    ['national-id', '1000000008', '1000000008'],
    ['national-id', ' ١٠٠٠٠٠٠٠٠٨ ', '1000000008'],
    ['national-id', '\u200f1000000008\u200e', '1000000008'],
    ['iqama', '2000000006', '2000000006'],
    ['iqama', '۲۰۰۰۰۰۰۰۰۶', '2000000006'],
    ['border-number', '3000000000', '3000000000'],
    ['border-number', '5123456789', '5123456789'],
    ['passport', ' a 1234567 ', 'A1234567'],
    ['passport', 'N٠١٢٣٤', 'N01234'],
    ['unified-number', '7000000001', '7000000001'],
    ['establishment-number', '1-115892', '1-115892'],
    ['establishment-number', '١٢ – ٥', '12-5'],
    ['cr-number', '1010000001', '1010000001'],
  ])('%s %j is kept as %s', (scheme, text, value) => {
    expect(parseIdentifier(scheme, text)).toEqual({ ok: true, value });
    expect(identifierSchema.parse({ scheme, value: text })).toEqual({ scheme, value });
  });

  it.each<[IdentifierScheme, string, string]>([
    ['national-id', '2000000006', 'pattern'],
    ['national-id', '100000000', 'pattern'],
    ['national-id', '1000000009', 'check-digit'],
    ['iqama', '1000000008', 'pattern'],
    ['iqama', '2000000007', 'check-digit'],
    ['border-number', '6000000000', 'pattern'],
    ['passport', 'A12', 'pattern'],
    ['passport', 'A1234567890123456', 'pattern'],
    ['passport', 'A-12345', 'pattern'],
    ['unified-number', '8000000001', 'pattern'],
    ['establishment-number', '123-5', 'pattern'],
    ['establishment-number', '1-', 'pattern'],
    ['cr-number', '101000000', 'pattern'],
  ])('%s %j is refused for its %s', (scheme, text, reason) => {
    const parse = parseIdentifier(scheme, text);
    expect(parse).toMatchObject({ ok: false, reason });
    const result = identifierSchema.safeParse({ scheme, value: text });
    expect(result.error?.issues).toEqual([
      expect.objectContaining({ path: ['value'], params: { reason }, message: parse.ok ? '' : parse.message }),
    ]);
  });

  it('refuses an unknown scheme, an unknown member and an endless value', () => {
    expect(identifierSchema.safeParse({ scheme: 'nickname', value: '1' }).success).toBe(false);
    expect(identifierSchema.safeParse({ scheme: 'iqama', value: '2000000006', extra: 1 }).success).toBe(false);
    expect(identifierSchema.safeParse({ scheme: 'passport', value: 'A'.repeat(100_000) }).success).toBe(false);
  });

  it('has a schema branch for every scheme, and keeps what it has normalised', () => {
    const samples = { 'national-id': '1000000008', iqama: '2000000006', 'border-number': '4000000000', passport: 'AB12345', 'unified-number': '7000000001', 'establishment-number': '9-1', 'cr-number': '4030000001' };
    for (const scheme of identifierSchemes) {
      const once = identifierSchema.parse({ scheme, value: samples[scheme] });
      expect(identifierSchema.parse(once)).toEqual(once);
    }
  });

  it('catches every single wrong digit of a national id or iqama', () => {
    fc.assert(
      fc.property(eightDigits, fc.constantFrom<[IdentifierScheme, string]>(['national-id', '1'], ['iqama', '2']), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (middle, [scheme, head], at, by) => {
        const nine = head + middle;
        const whole = nine + luhnCheckDigit(nine);
        expect(parseIdentifier(scheme, whole)).toEqual({ ok: true, value: whole });
        const wrong = whole.slice(0, at) + String((Number(whole[at]) + by) % 10) + whole.slice(at + 1);
        expect(parseIdentifier(scheme, wrong)).toMatchObject({ ok: false, reason: 'check-digit' });
      }),
    );
  });
});

describe('iban', () => {
  it('accepts the published example, spaces or not, and gives its bank', () => {
    expect(iban.parse('sa03 8000 0000 6080 1016 7519')).toBe('SA0380000000608010167519');
    expect(bankCodeOf('SA0380000000608010167519')).toBe('80');
  });
  it.each([
    ['SA0380000000608010167518', 'check-digit'],
    ['SA038000000060801016751', 'pattern'],
    ['AE070331234567890123456', 'pattern'],
  ])('refuses %s for its %s', (text, reason) => {
    expect(parseIban(text)).toMatchObject({ ok: false, reason });
  });
  it('accepts what it makes and catches two digits that changed places', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{20}$/), fc.integer({ min: 4, max: 22 }), (account, at) => {
        const whole = ibanOf(account);
        expect(parseIban(whole)).toEqual({ ok: true, value: whole });
        const swapped = whole.slice(0, at) + whole.charAt(at + 1) + whole.charAt(at) + whole.slice(at + 2);
        expect(parseIban(swapped).ok).toBe(swapped === whole);
      }),
    );
  });
});

describe('mobile', () => {
  it.each(['0512345678', '٠٥١٢٣٤٥٦٧٨', '512345678', '966512345678', '00966512345678', '+966512345678', '+966 51 234 5678', ' 051-234-5678 '])(
    'keeps %j in E.164',
    (text) => {
      expect(mobile.parse(text)).toBe('+966512345678');
    },
  );
  it.each([
    ['0112345678', 'not-a-mobile-number'],
    ['+201001234567', 'not-a-mobile-number'],
    ['051234567', 'not-a-mobile-number'],
    ['call me', 'pattern'],
    ['', 'pattern'],
  ])('refuses %j as %s', (text, reason) => {
    expect(parseMobile(text)).toMatchObject({ ok: false, reason });
  });
});

describe('visa number', () => {
  it('keeps leading zeros', () => {
    expect(visaNumber.parse('٠٩٠٠٠٠٠٠٠١')).toBe('0900000001');
    expect(parseVisaNumber('12A4567890')).toMatchObject({ ok: false, reason: 'pattern' });
  });
});

describe('digits', () => {
  it('changes digits only', () => {
    expect(toAsciiDigits('٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ أبج x')).toBe('0123456789 0123456789 أبج x');
    fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => toAsciiDigits(text) === text));
  });
});
