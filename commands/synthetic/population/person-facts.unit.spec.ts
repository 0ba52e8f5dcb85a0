import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIdentifier } from '../../../domain/standards/identifiers.js';
import { parseMobile } from '../../../domain/standards/identifiers/mobile.js';
import { nationalityCode } from '../../../domain/standards/nationality.js';
import { personName } from '../../../domain/standards/person-name.js';
import { fittedMarket } from './fitted.js';
import { borderNumberOf, identityOf, mobileOf, nameOf, passportOf } from './person-facts.js';
import { hasCulture } from './name-words/cultures.js';
import type { PlannedPerson } from './planned.js';

const nationalities = ['SAU', ...fittedMarket().nationalities];

const anybody: fc.Arbitrary<PlannedPerson> = fc.record({
  n: fc.nat({ max: 9_999_999 }),
  sex: fc.constantFrom('female' as const, 'male' as const),
  nationality: fc.constantFrom(...nationalities),
  bornOn: fc.constant(5_000),
});

describe('what is told of a made-up human', () => {
  it('passes the checks of names and numbers and stays the same', () => {
    fc.assert(
      fc.property(anybody, (person) => {
        expect(personName.parse(nameOf(person))).toEqual(nameOf(person));
        const { scheme, value } = identityOf(person);
        expect(parseIdentifier(scheme, value)).toMatchObject({ ok: true, value });
        expect(value).toMatch(/^[12]9\d{8}$/);
        expect(parseIdentifier('border-number', borderNumberOf(person))).toMatchObject({ ok: true });
        expect(parseIdentifier('passport', passportOf(person).number)).toMatchObject({ ok: true });
        expect(parseMobile(mobileOf(person))).toMatchObject({ ok: true, value: mobileOf(person) });
      }),
    );
  });

  it('has names in both scripts for every nationality', () => {
    for (const nationality of nationalities) {
      expect(nationalityCode.safeParse(nationality).success).toBe(true);
      expect(hasCulture(nationality)).toBe(true);
      const { ar, en } = nameOf({ n: 7, sex: 'male', nationality, bornOn: 0 });
      expect(Object.values(ar ?? {}).join('')).toMatch(/^[؀-ۿ ]+$/);
      expect(Object.values(en ?? {}).join('')).toMatch(/^[A-Za-zıİşŞğĞüÜöÖçÇ ]+$/);
    }
  });

  it('gives names the shapes of their nationalities', () => {
    const parts = (nationality: string): string[] => Object.keys(nameOf({ n: 11, sex: 'female', nationality, bornOn: 0 }).ar ?? {});
    expect(parts('SAU')).toEqual(['first', 'father', 'grandfather', 'family']);
    expect(parts('EGY')).toEqual(['first', 'father', 'family']);
    expect(parts('PHL')).toEqual(['first', 'father', 'family']);
    expect(parts('IND')).toEqual(['first', 'family']);
  });
});
