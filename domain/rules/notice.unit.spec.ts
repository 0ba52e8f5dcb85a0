import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import type { ContractParty, PayPeriod } from './contract-rules.js';
import type { EndReason } from './end-reasons.js';
import { becomesIndefinite } from './indefinite.js';
import { finalPayDue, noticeEnd, resignationDates } from './notice.js';

const d = toIsoDate;

describe('noticeEnd', () => {
  it.each<[string, ContractParty, PayPeriod, number, string]>([
    ['2026-03-01', 'employer', 'monthly', 60, '2026-04-30'],
    ['2026-03-01', 'employee', 'monthly', 30, '2026-03-31'],
    ['2026-03-01', 'employer', 'other', 30, '2026-03-31'],
    ['2026-03-01', 'employee', 'other', 30, '2026-03-31'],
    ['2025-02-18', 'employee', 'monthly', 60, '2025-04-19'],
    ['2025-02-19', 'employee', 'monthly', 30, '2025-03-21'],
  ])('given %s by the %s, paid %s: %i days, last working day %s', (givenOn, givenBy, payPeriod, days, lastWorkingDay) => {
    expect(noticeEnd({ givenOn: d(givenOn), givenBy, payPeriod })).toEqual({
      days,
      lastWorkingDay,
      uses: [{ rule: 'contract.notice-days', version: '1' }],
    });
  });

  it('takes a longer agreed notice, never a shorter one', () => {
    const notice = { givenOn: d('2026-03-01'), givenBy: 'employee', payPeriod: 'monthly' } as const;
    expect(noticeEnd({ ...notice, agreedDays: 90 }).days).toBe(90);
    expect(noticeEnd({ ...notice, agreedDays: 7 }).days).toBe(30);
  });
});

describe('resignationDates', () => {
  it('counts from the day after the submission', () => {
    expect(resignationDates(d('2026-03-01'))).toMatchObject({
      withdrawableUntil: '2026-03-08',
      acceptedOn: '2026-03-31',
      deferrableUntil: '2026-04-30',
    });
  });
});

describe('finalPayDue', () => {
  it.each<[EndReason, string]>([
    ['notice-by-employer', '2026-04-07'],
    ['expiry', '2026-04-07'],
    ['article-80', '2026-04-07'],
    ['resignation', '2026-04-14'],
    ['article-81', '2026-04-14'],
  ])('%s: due %s', (reason, dueOn) => {
    expect(finalPayDue(d('2026-03-31'), reason).dueOn).toBe(dueOn);
  });
});

describe('becomesIndefinite', () => {
  it.each([
    ['2024-01-01', 1, '2025-12-31', false],
    ['2024-01-01', 2, '2026-12-31', false],
    ['2024-01-01', 3, '2027-12-30', true],
    ['2024-01-01', 1, '2027-12-30', false],
    ['2024-01-01', 1, '2027-12-31', true],
    ['2024-03-01', 1, '2028-02-29', true],
    ['2024-03-01', 1, '2028-02-28', false],
  ])('from %s, renewal %i to %s: %s', (start, renewals, newTermEnd, indefinite) => {
    expect(becomesIndefinite({ start: d(start), renewals, newTermEnd: d(newTermEnd), decidedOn: d('2026-01-01') }).indefinite).toBe(indefinite);
  });
});
