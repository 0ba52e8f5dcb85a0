import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { fromRiyals } from '../standards/money.js';
import { toIsoMonth } from '../standards/month.js';
import type { ChangeContributoryWage, EndInsurance, RecordFlexibleHours } from './commands.js';
import { ended, event, flexible, insurance, raised, registered, today, voided } from './testing/insurance-examples.js';

const day = toIsoDate;

describe('changing the contributory wage', () => {
  const change = (riyals: number, from?: string): ChangeContributoryWage => ({
    type: 'ChangeContributoryWage',
    data: { wage: fromRiyals(riyals), ...(from === undefined ? {} : { from: day(from) }) },
  });

  it('goes on from the day named, or from today', () => {
    const state = insurance.given([registered]).when(change(4_500, '2026-03-01')).then([raised], { rules: ['insurance.contributory-wage'] });
    expect(state.terms?.wages).toEqual([
      { from: '2026-02-01', wage: fromRiyals(4_000) },
      { from: '2026-03-01', wage: fromRiyals(4_500) },
    ]);
    insurance.given([registered, raised]).when(change(5_000)).then([event('ContributoryWageChanged', { effectiveOn: today, wage: fromRiyals(5_000) })]);
  });

  it.each([
    ['the first wage', [registered], '2026-02-01', 1],
    ['the last change', [registered, raised], '2026-03-01', 2],
  ])('replaces %s on its own day', (_, given, from, wages) => {
    const state = insurance.given(given).when(change(6_000, from)).then([event('ContributoryWageChanged', { effectiveOn: day(from), wage: fromRiyals(6_000) })]);
    expect(state.terms?.wages).toHaveLength(wages);
    expect(state.terms?.wages.at(-1)).toEqual({ from, wage: fromRiyals(6_000) });
  });

  it('comes late after the end, for a day before it', () => {
    const state = insurance.given([registered, ended]).when(change(4_500, '2026-03-01')).then([raised]);
    expect(state.status).toBe('ended');
  });

  it.each([
    ['nothing', [], change(4_500), 'insurance.not-registered'],
    ['what is void', [registered, voided], change(4_500), 'insurance.voided'],
    ['the same wage', [registered, raised], change(4_500), 'insurance.wage-unchanged'],
    ['a day ahead', [registered], change(4_500, '2026-04-27'), 'insurance.effective-in-future'],
    ['a day before the wage in force', [registered, raised], change(5_000, '2026-02-28'), 'insurance.effective-too-early'],
    ['a day after the end', [registered, ended], change(5_000, '2026-04-11'), 'insurance.after-end'],
    ['more than the most', [registered], change(45_001), 'insurance.wage-above-limit'],
    ['less than the least', [registered], change(1_499), 'insurance.wage-below-limit'],
  ])('is refused for %s', (_, given, command, code) => {
    insurance.given(given).when(command).thenRefused(code);
  });
});

describe('recording hours of flexible work', () => {
  const record = (month: string, hours = 92.5): RecordFlexibleHours => ({ type: 'RecordFlexibleHours', data: { month: toIsoMonth(month), hours } });
  const recorded = event('FlexibleHoursRecorded', { effectiveOn: day('2026-03-01'), month: toIsoMonth('2026-03'), hours: 92.5 });

  it('takes effect with the month, or with the first insured day in it', () => {
    expect(insurance.given([flexible]).when(record('2026-03')).then([recorded]).hours).toEqual({ '2026-03': 92.5 });
    const late = { ...flexible, data: { ...flexible.data, effectiveOn: day('2026-02-17') } } as typeof flexible;
    insurance.given([late]).when(record('2026-02')).then([event('FlexibleHoursRecorded', { effectiveOn: day('2026-02-17'), month: toIsoMonth('2026-02'), hours: 92.5 })]);
  });

  it('replaces the month’s earlier figure, also after the end, and takes the month that runs', () => {
    const again = event('FlexibleHoursRecorded', { effectiveOn: day('2026-03-01'), month: toIsoMonth('2026-03'), hours: 80 });
    expect(insurance.given([flexible, recorded, ended]).when(record('2026-03', 80)).then([again]).hours).toEqual({ '2026-03': 80 });
    expect(insurance.given([flexible]).when(record('2026-04')).accepted().events).toHaveLength(1);
  });

  it.each([
    ['nothing', [], record('2026-03'), 'insurance.not-registered'],
    ['what is void', [flexible, voided], record('2026-03'), 'insurance.voided'],
    ['work that is not flexible', [registered], record('2026-03'), 'insurance.not-flexible'],
    ['a month ahead', [flexible], record('2026-05'), 'insurance.month-in-future'],
    ['a month before the first insured day', [flexible], record('2026-01'), 'insurance.month-outside'],
    ['a month after the last', [flexible, event('InsuranceEnded', { effectiveOn: day('2026-03-31'), lastDay: day('2026-03-31'), reason: 'retired' })], record('2026-04'), 'insurance.month-outside'],
    ['the same hours', [flexible, recorded], record('2026-03'), 'insurance.hours-unchanged'],
  ])('is refused for %s', (_, given, command, code) => {
    insurance.given(given).when(command).thenRefused(code);
  });
});

describe('ending insurance', () => {
  const end = (lastDay?: string): EndInsurance => ({ type: 'EndInsurance', data: { reason: 'employment-ended', ...(lastDay === undefined ? {} : { lastDay: day(lastDay) }) } });

  it('ends with the day named, or today, and keeps the wages', () => {
    const state = insurance.given([registered, raised]).when(end('2026-04-10')).then([ended]);
    expect(state).toMatchObject({ status: 'ended', terms: { to: '2026-04-10', wages: [{}, {}] } });
    insurance.given([registered]).when(end()).then([event('InsuranceEnded', { effectiveOn: today, lastDay: today, reason: 'employment-ended' })]);
  });

  it.each([
    ['nothing', [], end(), 'insurance.not-registered'],
    ['what is void', [registered, voided], end(), 'insurance.voided'],
    ['what has ended', [registered, ended], end(), 'insurance.not-open'],
    ['a day ahead', [registered], end('2026-04-27'), 'insurance.effective-in-future'],
    ['a day before the first', [registered], end('2026-01-31'), 'insurance.effective-too-early'],
  ])('is refused for %s', (_, given, command, code) => {
    insurance.given(given).when(command).thenRefused(code);
  });
});
