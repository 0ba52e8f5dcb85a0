import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { authenticatedShare, receiverConditions } from './open-conditions.js';

const d = toIsoDate;

describe('conditions that no record answers', () => {
  it('ask for authenticated contracts from the day after the first target', () => {
    expect(authenticatedShare(d('2026-04-30'))).toEqual({ rules: [], unknown: [] });
    expect(authenticatedShare(d('2026-05-01'))).toEqual({
      rules: [{ rule: 'contract.authentication-target', version: '1' }],
      unknown: ['authenticated-share'],
    });
  });

  it('ask a new employer for a band since there are these bands', () => {
    expect(receiverConditions(d('2021-11-30')).rules).toEqual([]);
    expect(receiverConditions(d('2021-12-01')).rules.map(({ rule }) => rule)).toEqual(['transfer.receiver']);
    expect(receiverConditions(d('2026-07-01'))).toMatchObject({
      rules: [{ rule: 'transfer.receiver' }, { rule: 'contract.authentication-target' }],
      unknown: ['wage-protection', 'expired-permits', 'transfer-quota', 'authenticated-share'],
    });
  });
});
