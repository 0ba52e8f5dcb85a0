import { describe, expect, it } from 'vitest';
import { fold } from '../ledger/decider.js';
import { testId } from '../testing/test-facts.js';
import { evolveWorkPermit } from './evolve.js';
import { claimPermitInForce, placeOf } from './permit-in-force-claim.js';
import { noWorkPermit } from './state.js';
import * as example from './testing/permit-examples.js';

describe('the place of the one permit for an establishment', () => {
  it.each([
    ['is not held by a request', [example.requested()], true],
    ['is held by an open bill', example.pending, false],
    ['is held by a paid one', example.waiting, false],
    ['is held by an issued one', example.active, false],
    ['is held on while a renewal is asked for', example.renewing, false],
    ['is free once the bill was cancelled', [...example.pending, example.billCancelled()], true],
    ['is free once the bill lapsed', [...example.pending, example.billLapsed()], true],
    ['is free once it was rejected', [...example.waiting, example.rejected()], true],
    ['is free once it expired', [...example.active, example.expired()], true],
    ['is held on by an expired one whose renewal is billed', [...example.renewalPending, example.expired()], false],
  ] as const)('%s', (_, events, free) => {
    expect(claimPermitInForce.ended(fold(evolveWorkPermit, noWorkPermit, events))).toBe(free);
  });

  it('is another for every employee and every establishment', () => {
    const other = { ...example.parties, establishmentId: testId('another') };
    expect(new Set([example.parties, other, { ...example.parties, employeeId: testId('another') }].map(placeOf)).size).toBe(3);
    expect(placeOf(example.parties)).toBe(placeOf({ ...example.parties }));
  });
});
