import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, fromEpochDay, toEpochDay, toIsoDate } from '../standards/calendar.js';
import { compareMoney, fromHalalas, fromRiyals, zeroMoney } from '../standards/money.js';
import { rational } from '../standards/rational.js';
import { endConsequences, endReasons } from './end-reasons.js';
import type { EndReason } from './end-reasons.js';
import { endOfServiceAward } from './end-of-service.js';
import { ruleAt } from './rule-table.js';
import { yearsOfService } from './service.js';
import { unlawfulEndCompensation } from './unlawful-end.js';

const d = toIsoDate;
const wage = fromRiyals(10_000);

describe('endOfServiceAward', () => {
  // Worked by hand for a wage of SAR 10,000; amounts in halalas.
  it.each<[string, string, EndReason, string, string, number]>([
    ['2020-01-01', '2024-12-31', 'expiry', '5', '5/2', 2_500_000],
    ['2018-01-01', '2024-12-31', 'notice-by-employer', '7', '9/2', 4_500_000],
    ['2024-07-01', '2024-12-31', 'expiry', '184/365', '92/365', 252_055],
    ['2024-02-29', '2025-02-27', 'expiry', '1', '1/2', 500_000],
    ['2023-01-01', '2024-11-30', 'resignation', '701/366', '0', 0],
    ['2023-01-01', '2024-12-30', 'resignation', '731/366', '0', 0],
    ['2023-01-01', '2024-12-31', 'resignation', '2', '1/3', 333_333],
    ['2020-01-01', '2024-12-31', 'resignation', '5', '5/3', 1_666_667],
    ['2015-01-01', '2024-12-30', 'resignation', '3659/366', '2744/549', 4_998_179],
    ['2015-01-01', '2024-12-31', 'resignation', '10', '15/2', 7_500_000],
    ['2020-01-01', '2024-12-31', 'article-80', '5', '0', 0],
    ['2020-01-01', '2024-12-31', 'article-81', '5', '5/2', 2_500_000],
    ['2025-03-01', '2025-05-31', 'probation', '92/365', '0', 0],
    ['2026-01-01', '2026-01-01', 'mutual-agreement', '1/365', '1/730', 1_370],
  ])('%s to %s, %s: %s years, %s months of wage, %i halalas', (start, end, reason, years, factor, amount) => {
    const result = endOfServiceAward({ lastWage: wage, start: d(start), end: d(end), reason });
    expect([result.years, result.factor, result.amount]).toEqual([years, factor, fromHalalas(amount)]);
  });

  it('shows its steps and names every rule it used', () => {
    expect(endOfServiceAward({ lastWage: wage, start: d('2018-01-01'), end: d('2024-12-31'), reason: 'resignation' })).toEqual({
      amount: fromRiyals(30_000),
      factor: '3',
      years: '7',
      share: '2/3',
      steps: [
        { years: '5', monthsPerYear: '1/2', months: '5/2' },
        { years: '2', monthsPerYear: '1', months: '2' },
      ],
      uses: ['service-measure', 'steps'].map((rule) => ({ rule: `end-of-service.${rule}`, version: '1' })).concat(
        { rule: 'contract.end-consequences', version: '1' },
        { rule: 'end-of-service.resignation-shares', version: '1' },
      ),
    });
  });

  it('does not name the shares of resignation when nobody resigned', () => {
    const { uses } = endOfServiceAward({ lastWage: wage, start: d('2018-01-01'), end: d('2024-12-31'), reason: 'death' });
    expect(uses.map((use) => use.rule)).not.toContain('end-of-service.resignation-shares');
  });

  it('refuses a service that ends before it starts', () => {
    expect(() => endOfServiceAward({ lastWage: wage, start: d('2026-01-02'), end: d('2026-01-01'), reason: 'expiry' })).toThrow(RangeError);
  });

  const starts = fc.integer({ min: toEpochDay(d('1990-01-01')), max: toEpochDay(d('2026-12-31')) }).map(fromEpochDay);

  it('never falls with a longer service, and who resigns never gets more than the whole', () => {
    fc.assert(
      fc.property(starts, fc.nat({ max: 9_000 }), fc.constantFrom(...endReasons), (start, length, reason) => {
        const end = addDays(start, length);
        fc.pre(end >= '2018-01-01');
        const at = (day: typeof end, why: EndReason) => endOfServiceAward({ lastWage: wage, start, end: day, reason: why }).amount;
        expect(compareMoney(at(addDays(end, 1), reason), at(end, reason))).toBeGreaterThanOrEqual(0);
        expect(compareMoney(at(end, 'expiry'), at(end, reason))).toBeGreaterThanOrEqual(0);
        expect(compareMoney(at(end, reason), zeroMoney)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('has a consequence for every reason', () => {
    expect(Object.keys(ruleAt(endConsequences, d('2026-01-01')).value).sort()).toEqual([...endReasons].sort());
  });
});

describe('yearsOfService', () => {
  it('is whole on the eve of every anniversary', () => {
    for (let years = 18; years <= 40; years++) {
      expect(yearsOfService(d('2000-03-15'), d(`${2000 + years}-03-14`)).years).toEqual(rational(years));
    }
  });
});

describe('unlawfulEndCompensation', () => {
  it.each<[string, string, string | null, number]>([
    // Indefinite: 15 days' wage a year, never under two months.
    ['2025-01-01', '2025-12-31', null, 2_000_000],
    ['2018-01-01', '2025-12-31', null, 4_000_000],
    ['2018-01-01', '2021-12-31', null, 2_000_000],
    // Fixed: the rest of the term, never under two months.
    ['2025-01-01', '2026-03-31', '2026-12-31', 9_000_000],
    ['2025-01-01', '2026-01-15', '2026-06-30', 5_500_000],
    ['2025-01-01', '2026-06-10', '2026-06-30', 2_000_000],
    ['2025-01-01', '2026-06-30', '2026-06-30', 2_000_000],
  ])('from %s to %s, term to %s: %i halalas', (start, end, termEnd, amount) => {
    const result = unlawfulEndCompensation({ wage, start: d(start), end: d(end), termEnd: termEnd === null ? null : d(termEnd) });
    expect(result.amount).toEqual(fromHalalas(amount));
    expect(result.uses.map((use) => use.rule)).toContain('end-of-service.unlawful-end');
  });
});
