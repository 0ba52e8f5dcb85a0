import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { occupationUnitRows } from '../standards/occupation-units.js';
import { nitaqat2026 as rules } from './nitaqat-2026.js';
import { quotaStandings, type QuotaEstablishment, type QuotaWorker } from './quotas.js';

const office: QuotaEstablishment = { id: 'a', isic: '6910' };
const branch: QuotaEstablishment = { id: 'b', isic: '6910' };

function staff(count: number, occupation: string, more: Partial<QuotaWorker> = {}): QuotaWorker[] {
  return Array.from({ length: count }, (_, n) => ({
    ref: `${more.nationality ?? 'SAU'}-${more.wage ?? 'w'}-${more.establishment ?? 'a'}-${n}`,
    nationality: 'SAU',
    occupation,
    wage: 10_000,
    establishment: 'a',
    accreditations: ['SOCPA', 'SCFHS', 'SCE'],
    qualification: null,
    ...more,
  }));
}

const foreign = { nationality: 'IND' } as const;
const standings = (workers: readonly QuotaWorker[], day: string, establishments: readonly QuotaEstablishment[] = [office]) =>
  quotaStandings(rules, establishments, workers, toIsoDate(day));
const brief = (workers: readonly QuotaWorker[], day: string, establishments?: readonly QuotaEstablishment[]) =>
  standings(workers, day, establishments).map(({ profession, establishment, percent, workers: all, required, counted, short }) => `${profession}${establishment === null ? '' : ` ${establishment}`}: ${percent}% of ${all} = ${required}, ${counted}, short ${short}`);

describe('quotas, by hand', () => {
  it.each<[string, readonly QuotaWorker[], string, readonly string[], (readonly QuotaEstablishment[])?]>([
    ['40 % of 5 accountants are 2', [...staff(1, '2411'), ...staff(4, '2411', foreign)], '2026-10-26', ['accounting a: 40% of 5 = 2, 1, short 1']],
    ['a year later half of 5 are 2.5: 3', [...staff(1, '2411'), ...staff(4, '2411', foreign)], '2026-10-27', ['accounting a: 50% of 5 = 3, 1, short 2']],
    ['4 accountants are too few', staff(4, '2411', foreign), '2026-12-01', []],
    ['but not from October 2029 on: 30 % of 4 are 1.2', staff(4, '241102', foreign), '2029-10-27', ['accounting a: 30% of 4 = 1, 0, short 1']],
    ['each establishment by itself: 4 and 5', [...staff(4, '2411', foreign), ...staff(5, '2411', { ...foreign, establishment: 'b' })], '2026-12-01', ['accounting b: 50% of 5 = 3, 0, short 3'], [office, branch]],
    ['the entity as a whole: 3 + 3 salesmen, 60 % of 6 are 3.6', [...staff(3, '332201'), ...staff(3, '332201', { ...foreign, establishment: 'b' })], '2026-05-01', ['sales: 60% of 6 = 4, 3, short 1'], [office, branch]],
    ['before its first day a quota is none', staff(9, '3322', foreign), '2026-04-18', []],
    ['no least number is stated for receptionists: one is enough', staff(1, '4224', foreign), '2026-05-01', ['tourism-reception a: 100% of 1 = 1, 0, short 1'], [{ id: 'a', isic: '5510' }]],
    ['receptionists elsewhere are no tourism', staff(1, '4224', foreign), '2026-05-01', []],
    ['35 % of 10 pharmacists of a pharmacy are 3.5', staff(10, '2262', foreign), '2026-05-01', ['pharmacy-community a: 35% of 10 = 4, 0, short 4'], [{ id: 'a', isic: '4772' }]],
    ['65 % in a hospital', staff(10, '2262', foreign), '2026-05-01', ['pharmacy-hospital a: 65% of 10 = 7, 0, short 7'], [{ id: 'a', isic: '861011' }]],
    ['55 % anywhere else', staff(10, '2262', foreign), '2026-05-01', ['pharmacy-other a: 55% of 10 = 6, 0, short 6'], [{ id: 'a', isic: '2100' }]],
  ])('%s', (_what, workers, day, expected, establishments) => expect(brief(workers, day, establishments)).toEqual(expected));

  it('who does not count is named, and why', () => {
    const [found] = standings([...staff(1, '2261'), ...staff(1, '2261', { wage: 8_999 }), ...staff(1, '2261', { wage: 9_001, accreditations: ['SCE'] }), ...staff(1, '2261', foreign)], '2026-05-01');
    expect(found).toEqual({
      profession: 'dentistry',
      decision: '103107',
      approximate: true,
      establishment: 'a',
      workersFrom: 3,
      percent: 55,
      workers: 4,
      required: 2,
      counted: 1,
      short: 1,
      notCounted: [
        { ref: 'SAU-8999-a-0', why: 'below-wage' },
        { ref: 'SAU-9001-a-0', why: 'not-accredited' },
        { ref: 'IND-w-a-0', why: 'not-saudi' },
      ],
    });
  });

  it('who works at two establishments is one head of the entity, and one at each', () => {
    const both = [...staff(3, '332201', foreign), ...staff(3, '332201', { ...foreign, establishment: 'b' })].map((one) => ({ ...one, ref: one.ref.replace('-b-', '-a-') }));
    expect(brief(both, '2026-05-01', [office, branch])).toEqual(['sales: 60% of 3 = 2, 0, short 2']);
    const accountants = [...staff(5, '2411'), ...staff(5, '2411', { establishment: 'b' })].map((one) => ({ ...one, ref: one.ref.replace('-b-', '-a-') }));
    expect(brief(accountants, '2026-05-01', [office, branch])).toEqual(['accounting a: 40% of 5 = 2, 5, short 0', 'accounting b: 40% of 5 = 2, 5, short 0']);
  });

  it('a floor goes by qualification; where none is known by the lowest', () => {
    const accountants = (['bachelor', 'diploma', null] as const).flatMap((qualification, n) => staff(1, '2411', { wage: 5_000, qualification }).map((one) => ({ ...one, ref: String(n) })));
    const [found] = standings([...accountants, ...staff(2, '2411')], '2026-05-01');
    expect(found?.notCounted).toEqual([{ ref: '0', why: 'below-wage' }]);
  });
});

describe('where two quotas overlap', () => {
  const two = (least: number) => ({
    quotas: rules.quotas.filter(({ profession }) => profession === 'marketing').flatMap((quota) => [
      { ...quota, profession: 'lower', occupations: ['24'], steps: [{ from: toIsoDate('2026-01-01'), shares: [{ workersFrom: 1, percent: 20 }] }] },
      { ...quota, profession: 'higher', steps: [{ from: toIsoDate('2026-01-01'), shares: [{ workersFrom: least, percent: 60 }] }] },
    ]),
  });
  const of = (least: number) =>
    quotaStandings(two(least), [office], [...staff(3, '2431'), ...staff(5, '2421', foreign)], toIsoDate('2026-05-01')).map(({ profession, workers, required, counted }) => [profession, workers, required, counted]);

  it('the higher has its workers for itself', () => {
    expect(of(3)).toEqual([['higher', 3, 2, 3], ['lower', 5, 1, 0]]);
  });

  it('and leaves them to the lower when they are too few for it', () => {
    expect(of(4)).toEqual([['lower', 8, 2, 3]]);
  });
});

describe('laws', () => {
  const units = occupationUnitRows.map(([code]) => code);
  const someone = fc.record({
    nationality: fc.constantFrom('SAU', 'IND'),
    occupation: fc.constantFrom('2411', '2261', '2262', '2142', '3111', '2431', '3322', '4110', ...units.slice(0, 20)),
    wage: fc.integer({ min: 1_000, max: 12_000 }),
    establishment: fc.constantFrom('a', 'b'),
    accreditations: fc.subarray(['SOCPA', 'SCFHS', 'SCE'] as const),
    qualification: fc.constantFrom('bachelor', 'diploma', null),
  });

  it('nobody is in two quotas, and a Saudi more in a profession never leaves more missing', () => {
    fc.assert(
      fc.property(fc.array(someone, { maxLength: 60 }), (all) => {
        const workers = all.map((one, n): QuotaWorker => ({ ref: `w${n}`, ...one }));
        const found = standings(workers, '2026-12-01', [office, branch]);
        const refs = found.flatMap(({ notCounted }) => notCounted.map(({ ref }) => ref));
        expect(new Set(refs).size).toBe(refs.length);
        for (const { workers: count, counted, required, short, notCounted } of found) {
          expect([counted + notCounted.length, Math.max(0, required - counted)]).toEqual([count, short]);
          expect(required).toBeLessThanOrEqual(count);
        }
        const missing = (standing: typeof found) => standing.filter(({ profession }) => profession === 'sales').reduce((total, { short }) => total + short, 0);
        if (found.some(({ profession }) => profession === 'sales')) expect(missing(standings([...workers, ...staff(1, '3322')], '2026-12-01', [office, branch]))).toBeLessThanOrEqual(missing(found));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the quotas of 2026', () => {
  it('name groups of occupations that exist, and say so while they stand for lists of titles', () => {
    const codes = occupationUnitRows.map(([code]) => code);
    for (const { profession, occupations, approximate } of rules.quotas) {
      expect(approximate, profession).toBe(true);
      for (const prefix of occupations) expect(codes.some((code) => code.startsWith(prefix.slice(0, 4))), prefix).toBe(true);
    }
  });

  it('hold nothing absent as nothing: no floor and no least number is zero', () => {
    for (const { wages, steps } of rules.quotas) {
      expect(wages.every(({ wageFrom }) => wageFrom > 0)).toBe(true);
      expect(steps.every(({ shares }) => shares.every(({ workersFrom }) => workersFrom !== 0))).toBe(true);
    }
    expect(rules.quotas.find(({ profession }) => profession === 'sales')?.wages).toEqual([]);
  });
});
