import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addYears } from '../standards/calendar.js';
import { termsInput } from './commands.js';
import { checkTerms, probationEnd } from './terms-check.js';
import type { ContractTerms } from './terms.js';
import { wholeWage } from './terms.js';
import { day, terms } from './testing/contract-examples.js';

const saudi = { nationality: 'SAU', birthYear: 1995 };
const resident = { nationality: 'IND', birthYear: 1990 };
const today = day('2025-12-22');

const faults: readonly (readonly [code: string, pointer: string, change: Partial<ContractTerms>, worker: typeof saudi, on: string])[] = [
  ['contract.non-saudi-needs-term', '/terms/kind', { kind: 'indefinite', endsOn: null }, resident, '2025-12-22'],
  [
    'contract.non-saudi-needs-term',
    '/terms/kind',
    { kind: 'indefinite', endsOn: null },
    { nationality: 'ARE', birthYear: 1990 },
    '2025-12-22',
  ],
  ['contract.indefinite-with-end', '/terms/endsOn', { kind: 'indefinite' }, saudi, '2025-12-22'],
  ['contract.term-without-end', '/terms/endsOn', { endsOn: null }, saudi, '2025-12-22'],
  ['contract.ends-before-start', '/terms/endsOn', { endsOn: day('2025-12-31') }, saudi, '2025-12-22'],
  ['contract.probation-too-long', '/terms/probationDays', { probationDays: 181 }, resident, '2025-12-22'],
  ['contract.probation-too-long', '/terms/probationDays', { probationDays: 91 }, resident, '2025-02-18'],
  ['contract.probation-beyond-term', '/terms/probationDays', { endsOn: day('2026-01-31'), probationDays: 32 }, resident, '2025-12-22'],
  ['contract.hours-beyond-limit', '/terms/hoursPerWeek', { hoursPerWeek: 48.5 }, resident, '2025-12-22'],
  ['contract.below-minimum-age', '/terms/startsOn', {}, { nationality: 'SAU', birthYear: 2012 }, '2025-12-22'],
];

describe('terms', () => {
  it.each(faults)('may not stand: %s at %s', (code, pointer, change, worker, on) => {
    const checked = checkTerms(terms(change), worker, day(on));
    expect(checked).toMatchObject({ kind: 'refused', code, pointer });
  });

  it.each([
    ['the whole probation', { probationDays: 180 }, resident, undefined],
    ['probation as long as the term', { endsOn: day('2026-01-31'), probationDays: 31 }, resident, undefined],
    ['the old probation', { probationDays: 90 }, resident, '2025-02-18'],
    ['an indefinite contract of a Saudi', { kind: 'indefinite', endsOn: null }, saudi, undefined],
    ['the year in which the age is reached', {}, { nationality: 'SAU', birthYear: 2011 }, undefined],
    ['a year of birth not known', {}, { nationality: 'SAU', birthYear: null }, undefined],
  ] as const)('may stand: %s', (_, change, worker, on) => {
    const checked = checkTerms(terms(change), worker, on === undefined ? today : day(on));
    expect(checked).toMatchObject({ kind: 'sound', terms: terms(change) });
  });

  it('of a non-Saudi run for a year where they state no end (Art. 37)', () => {
    const checked = checkTerms(terms({ startsOn: day('2026-03-01'), endsOn: null }), resident, today);
    expect(checked).toMatchObject({
      kind: 'sound',
      terms: { endsOn: '2027-02-28' },
      rules: [{ rule: 'contract.non-saudi-default-term' }, {}, {}, {}],
    });
  });

  it('had a longer probation by agreement, under the old law', () => {
    const longer = terms({ probationDays: 180 });
    expect(checkTerms(longer, resident, day('2025-02-18'), 'be-extended')).toMatchObject({ kind: 'sound' });
    expect(checkTerms(longer, resident, day('2025-02-18'), 'begin')).toMatchObject({ code: 'contract.probation-too-long' });
    expect(checkTerms(terms({ probationDays: 181 }), resident, today, 'be-extended')).toMatchObject({
      code: 'contract.probation-too-long',
    });
  });

  it('end their probation on its last day', () => {
    expect(probationEnd(terms())).toBe('2026-03-31');
    expect(probationEnd(terms({ probationDays: 1 }))).toBe('2026-01-01');
    expect(probationEnd(terms({ probationDays: 0 }))).toBeNull();
  });

  it('add up to one wage', () => {
    expect(wholeWage(terms())).toEqual({ amount: '550000', currency: 'SAR' });
  });
});

describe('terms as they are sent in', () => {
  const { endsOn: _end, probationDays: _probation, payPeriod: _period, renewable: _again, ...least } = terms();

  it('need not state what is usual', () => {
    const wage = { basic: least.wage.basic };
    expect(termsInput.parse({ ...least, wage })).toEqual({
      ...least,
      wage: { ...wage, housing: { amount: '0', currency: 'SAR' }, other: { amount: '0', currency: 'SAR' } },
      endsOn: null,
      probationDays: 0,
      payPeriod: 'monthly',
      renewable: false,
    });
  });

  it.each([
    ['no wage', { wage: { basic: { amount: '0', currency: 'SAR' } } }],
    ['no hours', { hoursPerWeek: 0 }],
    ['an occupation that does not exist', { occupation: '9999' }],
    ['a field that is not known', { bonus: 1 }],
    ['a day that does not exist', { startsOn: '2026-02-30' }],
  ])('are refused with %s', (_, change) => {
    expect(termsInput.safeParse({ ...least, ...change }).success).toBe(false);
  });
});

describe('law', () => {
  it('sound terms of a non-Saudi always have an end, and checking them again changes nothing', () => {
    const start = fc.integer({ min: -400, max: 2_000 }).map((days) => addDays(today, days));
    fc.assert(
      fc.property(start, fc.option(fc.integer({ min: 0, max: 1_500 })), (startsOn, length) => {
        const endsOn = length === null ? null : addDays(startsOn, length);
        const checked = checkTerms(terms({ startsOn, endsOn, probationDays: 0 }), resident, today);
        if (checked.kind === 'refused') throw new Error(checked.code);
        expect(checked.terms.endsOn).toBe(endsOn ?? addDays(addYears(startsOn, 1), -1));
        expect(checkTerms(checked.terms, resident, today)).toMatchObject({ terms: checked.terms });
      }),
    );
  });
});
