import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { billDeadline, validityDeadline, workPermitDeadlines, workPermitSweeps } from './deadlines.js';
import {
  billCancelled,
  billed,
  billLapsed,
  expired,
  issued,
  paid,
  rejected,
  renewalRequested,
  renewed,
  requested,
} from './testing/permit-examples.js';

describe('deadlines of a work permit', () => {
  it.each([
    [billed(), { set: [{ rule: billDeadline, day: '2026-05-31' }] }],
    [paid(), { clear: [billDeadline] }],
    [billCancelled(), { clear: [billDeadline] }],
    [billLapsed(), { clear: [billDeadline] }],
    [issued(), { set: [{ rule: validityDeadline, day: '2027-05-02' }] }],
    [renewed(), { set: [{ rule: validityDeadline, day: '2027-08-02' }] }],
    [expired(), { clear: [validityDeadline] }],
    [requested(), null],
    [renewalRequested(), null],
    [rejected(), null],
  ] as const)('%#: $0.type', (event, changes) => {
    expect(workPermitDeadlines(event)).toEqual(changes);
  });

  it('are swept by a command each', () => {
    const day = toIsoDate('2026-05-31');
    expect(Object.entries(workPermitSweeps).map(([rule, sweep]) => [rule, sweep.command, sweep.data(day)])).toEqual([
      [billDeadline, 'LapseWorkPermitBill', {}],
      [validityDeadline, 'ExpireWorkPermit', {}],
    ]);
  });
});
