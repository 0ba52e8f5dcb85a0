import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, toIsoDate, type IsoDate } from '../standards/calendar.js';
import { fromRiyals } from '../standards/money.js';
import type { CorrectInsurance, VoidInsurance } from './commands.js';
import { firstDifference } from './first-difference.js';
import type { InsuredTerms } from './state.js';
import { company, ended, event, insurance, raised, reading, registered, today, voided } from './testing/insurance-examples.js';

const day = toIsoDate;
const correct = (change: Partial<CorrectInsurance['data']> = {}): CorrectInsurance => ({ type: 'CorrectInsurance', data: { ...reading, ...change } });
const wage = (from: string, riyals: number) => ({ from: day(from), wage: fromRiyals(riyals) });

describe('correcting insurance', () => {
  it.each([
    ['another wage in the middle', { wages: [wage('2026-02-01', 4_000), wage('2026-03-01', 3_900)] }, '2026-03-01'],
    ['a raise that was never told', { wages: [wage('2026-02-01', 4_000), wage('2026-02-15', 4_200), wage('2026-03-01', 4_500)] }, '2026-02-15'],
    ['a later first day', { from: day('2026-02-05'), wages: [wage('2026-02-05', 4_000), wage('2026-03-01', 4_500)] }, '2026-02-01'],
    ['an earlier first day', { from: day('2026-01-15'), wages: [wage('2026-01-15', 4_000), wage('2026-03-01', 4_500)] }, '2026-01-15'],
    ['an end', { to: day('2026-04-20') }, '2026-04-21'],
    ['an end today: from tomorrow on it reads otherwise, and that day has not come', { to: today }, '2026-04-26'],
    ['another capacity', { capacity: 'owner' as const }, '2026-02-01'],
    ['flexible work', { flexible: true }, '2026-02-01'],
  ])('takes effect on the first day that reads otherwise: %s', (_, change, effectiveOn) => {
    const { reason, to = null, ...terms } = { ...reading, ...change };
    const state = insurance
      .given([registered, raised])
      .when(correct(change))
      .then([event('InsuranceCorrected', { effectiveOn: day(effectiveOn), ...terms, to, reason, correctedEventId: null })], { rules: ['insurance.contributory-wage'] });
    expect(state.terms).toEqual({ ...terms, to });
    expect(state.status).toBe(to === null ? 'open' : 'ended');
  });

  it('opens again what was ended wrongly, and names the event that said so', () => {
    const corrects = '1c7f3f54-8f1f-4f65-8a51-0d4f2a1c9e10';
    const corrected = event('InsuranceCorrected', { effectiveOn: day('2026-04-11'), ...reading, to: null, correctedEventId: corrects });
    const state = insurance.given([registered, raised, ended]).when(correct({ corrects })).then([corrected]);
    expect(state.status).toBe('open');
  });

  it.each([
    ['nothing', [], {}, 'insurance.not-registered', null],
    ['what is void', [registered, voided], {}, 'insurance.voided', null],
    ['the same reading', [registered, raised], {}, 'insurance.unchanged', null],
    ['wages that begin on another day', [registered], { from: day('2026-02-02') }, 'insurance.first-wage-day', '/wages/0/from'],
    ['wages out of order', [registered], { wages: [...reading.wages, wage('2026-02-20', 4_600)] }, 'insurance.wages-out-of-order', '/wages/2/from'],
    ['two wages of a day', [registered], { wages: [...reading.wages, wage('2026-03-01', 4_600)] }, 'insurance.wages-out-of-order', '/wages/2/from'],
    ['a wage after the end', [registered], { to: day('2026-02-28') }, 'insurance.wage-after-end', '/wages/1/from'],
    ['a wage ahead', [registered], { wages: [...reading.wages, wage('2026-04-27', 4_600)] }, 'insurance.wage-after-end', '/wages/2/from'],
    ['more than the most', [registered], { wages: [wage('2026-02-01', 45_001)] }, 'insurance.wage-above-limit', '/wages/0/wage'],
    ['days before the founding', [registered], { from: day('2019-03-09'), wages: [wage('2019-03-09', 4_000)] }, 'insurance.before-founding', '/from'],
  ])('is refused for %s', (_, given, change, code, pointer) => {
    insurance.given(given).when(correct(change)).thenRefused(code, { pointer });
  });

  it('is refused to leave open what lies at a closed establishment', () => {
    const facts = { company: { ...company, establishment: { closedOn: day('2026-04-10') } } };
    insurance.given([registered, ended]).when(correct(), facts).thenRefused('insurance.establishment-closed');
  });
});

describe('taking insurance back', () => {
  const take: VoidInsurance = { type: 'VoidInsurance', data: { reason: 'other-department' } };

  it.each([
    ['an open one', [registered, raised]],
    ['one that has ended', [registered, ended]],
  ])('takes effect with the first insured day: %s', (_, given) => {
    expect(insurance.given(given).when(take).then([voided]).status).toBe('voided');
  });

  it.each([
    ['nothing', [], 'insurance.not-registered'],
    ['what is void', [registered, voided], 'insurance.voided'],
  ])('is refused for %s', (_, given, code) => {
    insurance.given(given).when(take).thenRefused(code);
  });
});

describe('the first difference of two readings', () => {
  const first = day('2026-01-01');
  const some = fc.integer({ min: 0, max: 12 }).map((n) => addDays(first, n));
  const terms = fc
    .record({
      from: some,
      length: fc.option(fc.integer({ min: 0, max: 12 })),
      steps: fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom(3_000, 4_000)), { maxLength: 3 }),
      capacity: fc.constantFrom<InsuredTerms['capacity'][]>('employee', 'employee', 'employee', 'owner'),
    })
    .map(({ from, length, steps, capacity }): InsuredTerms => {
      const days = [...new Set(steps.map(([n]) => n))].sort((a, b) => a - b);
      const later = days.map((n) => ({ from: addDays(from, n), wage: fromRiyals(steps.find(([at]) => at === n)?.[1] ?? 0) }));
      return { capacity, flexible: false, from, to: length === null ? null : addDays(from, length), wages: [{ from, wage: fromRiyals(4_000) }, ...later] };
    });

  /** What a reading tells of a day. */
  function on(reads: InsuredTerms, at: IsoDate): string {
    if (at < reads.from || (reads.to !== null && at > reads.to)) return 'nothing';
    return `${reads.capacity} ${reads.wages.findLast(({ from }) => from <= at)?.wage.amount}`;
  }

  it('is never after the first day that tells otherwise', () => {
    fc.assert(
      fc.property(terms, terms, (one, other) => {
        const found = firstDifference(one, other);
        const days = Array.from({ length: 40 }, (_, n) => addDays(first, n));
        const differs = days.find((at) => on(one, at) !== on(other, at));
        if (differs !== undefined) expect(found !== null && found <= differs).toBe(true);
        expect(firstDifference(one, one)).toBeNull();
        expect(firstDifference(other, one)).toBe(found);
      }),
    );
  });
});
