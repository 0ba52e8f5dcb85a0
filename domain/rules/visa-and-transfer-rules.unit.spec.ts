import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { fromRiyals } from '../standards/money.js';
import { ruleAt } from './rule-table.js';
import { registerConfirmation } from './company-rules.js';
import { transferConsentNeed, transferFee } from './transfer-rules.js';
import { visaCharge, visaValidUntil } from './visa-rules.js';

const d = toIsoDate;

describe('visas', () => {
  it('cost the fee each', () => {
    expect(visaCharge(d('2026-01-01'), 3)).toEqual({ perVisa: fromRiyals(2_000), total: fromRiyals(6_000), uses: [{ rule: 'visa.fee', version: '1' }] });
  });
  it('are valid for 24 months, the day of issue counted', () => {
    expect(visaValidUntil(d('2026-03-01')).validUntil).toBe('2028-02-29');
  });
});

describe('transferFee', () => {
  it.each([
    [1, 2_000],
    [2, 4_000],
    [3, 6_000],
    [9, 6_000],
  ])('of transfer %i is SAR %i', (number, riyals) => {
    expect(transferFee(d('2026-01-01'), number).fee).toEqual(fromRiyals(riyals));
  });
  it.each([0, -1, 1.5])('refuses %d', (number) => {
    expect(() => transferFee(d('2026-01-01'), number)).toThrow(RangeError);
  });
});

describe('transferConsentNeed', () => {
  it.each([
    ['2025-01-02', false, false, true, null],
    ['2025-01-01', false, false, false, 'served-long-enough'],
    ['2025-12-01', true, false, false, 'permit-expired'],
    ['2025-12-01', false, true, false, 'legal-case'],
  ])('employed since %s, permit expired %s, legal case %s: needed %s', (since, permitExpired, legalCase, needed, ground) => {
    expect(transferConsentNeed(d('2026-01-01'), { employedSince: d(since), permitExpired, legalCase })).toMatchObject({ needed, ground });
  });
});

describe('register confirmation', () => {
  it('is due since the Commercial Register Law', () => {
    expect(ruleAt(registerConfirmation, d('2025-04-02')).value).toBeNull();
    expect(ruleAt(registerConfirmation, d('2025-04-03')).value).toEqual({ everyMonths: 12, suspendedAfterDays: 90 });
  });
});
