import { describe, expect, it } from 'vitest';
import { lineDeadline, visaBillDeadline, visaDeadlines, visaSweeps } from './deadlines.js';
import { MAX_LINES } from './events.js';
import {
  accepted,
  answered,
  billCancelled,
  billed,
  billLapsed,
  cancelled,
  expired,
  extended,
  issued,
  nurseLine,
  paid,
  rejected,
  requested,
  used,
} from './testing/visa-examples.js';

describe('deadlines of visas', () => {
  it.each([
    [billed(), { set: [{ rule: visaBillDeadline, day: '2026-06-02' }] }],
    [paid(), { clear: [visaBillDeadline] }],
    [billCancelled(), { clear: [visaBillDeadline] }],
    [billLapsed(), { clear: [visaBillDeadline] }],
    [issued(), { set: [{ rule: lineDeadline(0), day: '2028-05-02' }] }],
    [issued(nurseLine), { set: [{ rule: lineDeadline(1), day: '2028-05-02' }] }],
    [used(), null],
    [used({ balance: 0 }), { clear: [lineDeadline(0)] }],
    [cancelled(), null],
    [cancelled({ balance: 0 }), { clear: [lineDeadline(0)] }],
    [expired(), { clear: [lineDeadline(0)] }],
    [requested(), null],
    [accepted(), null],
    [rejected(), null],
    [answered(), null],
    [extended(), null],
  ] as const)('%#: $0.type', (event, changes) => {
    expect(visaDeadlines(event)).toEqual(changes);
  });

  it('have a sweep for the bill and for every line a request can have', () => {
    expect(visaSweeps[visaBillDeadline]?.command).toBe('LapseVisaBill');
    for (let n = 0; n < MAX_LINES; n++) expect(visaSweeps[lineDeadline(n)]?.command).toBe('ExpireVisas');
    expect(Object.keys(visaSweeps)).toHaveLength(MAX_LINES + 1);
  });
});
