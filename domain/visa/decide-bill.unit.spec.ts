import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { fromRiyals } from '../standards/money.js';
import { deciderSpec } from '../testing/decider-spec.js';
import type { BillVisas, PayVisas, VisaCommand } from './commands.js';
import { visaDecider } from './decider.js';
import {
  accepting,
  allAccepted,
  answered,
  billCancelled,
  billed,
  billLapsed,
  billNumber,
  employer,
  goodFacts,
  masonLine,
  masonsIssued,
  paid,
  pending,
  rejected,
  requested,
  settled,
} from './testing/visa-examples.js';

const day = toIsoDate;
const spec = deciderSpec(visaDecider, { ...goodFacts, today: '2026-04-29' });

const bill = (data: Partial<BillVisas['data']> = {}): BillVisas => ({ type: 'BillVisas', data: { billNumber, ...data } });
const pay = (data: Partial<PayVisas['data']> = {}): PayVisas => ({ type: 'PayVisas', data: { reference: 'SADAD-1', ...data } });
const cancel: VisaCommand = { type: 'CancelVisaBill', data: {} };
const lapse: VisaCommand = { type: 'LapseVisaBill', data: {} };

const allRejected = [
  requested(),
  rejected({ ...masonLine, requested: 3 }),
  rejected(),
  answered({ outcome: 'rejected', accepted: 0 }),
];

describe('the bill of visas', () => {
  it('charges the fee of every visa accepted', () => {
    const state = spec.given(allAccepted).when(bill()).then([billed()], { rules: ['visa.fee', 'bill.validity'], unknown: [] });
    expect(state).toMatchObject({ status: 'pending-payment', bill: { count: 5, total: fromRiyals(10_000) } });
  });

  it('charges only what was accepted of a request', () => {
    const partly = [...accepting, rejected(), answered({ outcome: 'partly-accepted', accepted: 3 })];
    spec.given(partly).when(bill()).then([billed({ count: 3, total: fromRiyals(6_000) })]);
  });

  it('is for an employer who can still have them', () => {
    const given = spec.given(allAccepted);
    given.when(bill(), { employer: { ...employer, company: 'closed' } }).thenRefused('visa.company-not-active', { pointer: null });
    given.when(bill(), { employer: { ...employer, establishment: null } }).thenRefused('visa.establishment-not-open', { pointer: null });
  });

  it('takes another last day of payment', () => {
    const dueOn = day('2026-05-05');
    spec.given(allAccepted).when(bill({ dueOn })).then([billed({ dueOn, lapsesOn: day('2026-05-09') })]);
  });

  it.each([
    ['nothing was requested', [], bill(), 'visa.not-requested'],
    ['a line has no answer yet', accepting, bill(), 'visa.nothing-to-bill'],
    ['every line was rejected', allRejected, bill(), 'visa.nothing-to-bill'],
    ['a bill is open', pending, bill(), 'visa.nothing-to-bill'],
    ['the bill is paid', settled, bill(), 'visa.nothing-to-bill'],
    ['the bill was cancelled', [...pending, billCancelled()], bill(), 'visa.nothing-to-bill'],
    ['its last day of payment lies before it', allAccepted, bill({ dueOn: day('2026-04-28') }), 'visa.due-before-billing'],
    ['its day lies before the last answer', allAccepted, bill({ effectiveOn: day('2026-04-27') }), 'visa.effective-too-early'],
  ] as const)('is refused when %s', (_, events, command, code) => {
    spec.given(events).when(command).thenRefused(code);
  });
});

describe('the payment', () => {
  it('settles the bill up to its last day, also when it is reported later', () => {
    expect(spec.given(pending).when(pay(), { today: '2026-04-30' }).then([paid()])).toMatchObject({ status: 'paid', paidOn: '2026-04-30' });
    spec.given(pending).when(pay({ paidOn: day('2026-05-29') }), { today: '2026-06-01' }).then([paid({ effectiveOn: day('2026-05-29') })]);
  });

  it.each([
    ['nothing was requested', [], pay(), '2026-04-30', 'visa.not-requested'],
    ['nothing was billed', allAccepted, pay(), '2026-04-30', 'visa.no-open-bill'],
    ['the bill is paid', settled, pay(), '2026-04-30', 'visa.no-open-bill'],
    ['visas are issued', masonsIssued, pay(), '2026-05-30', 'visa.no-open-bill'],
    ['the bill lapsed', [...pending, billLapsed()], pay(), '2026-06-02', 'visa.no-open-bill'],
    ['it came after the last day', pending, pay(), '2026-05-30', 'visa.bill-overdue'],
    ['it lies before the bill', pending, pay({ paidOn: day('2026-04-28') }), '2026-04-30', 'visa.effective-too-early'],
  ] as const)('is refused when %s', (_, events, command, today, code) => {
    spec.given(events).when(command, { today }).thenRefused(code);
  });
});

describe('the cancelling of the bill', () => {
  it('ends the request', () => {
    expect(spec.given(pending).when(cancel, { today: '2026-04-30' }).then([billCancelled()])).toMatchObject({ status: 'cancelled' });
  });

  it.each([
    ['nothing was billed', allAccepted, cancel, 'visa.no-open-bill'],
    ['it is paid', settled, cancel, 'visa.no-open-bill'],
    ['it was cancelled before', [...pending, billCancelled()], cancel, 'visa.no-open-bill'],
    ['its day lies before the bill', pending, { type: 'CancelVisaBill', data: { effectiveOn: day('2026-04-28') } }, 'visa.effective-too-early'],
  ] as const)('is refused when %s', (_, events, command, code) => {
    spec.given(events).when(command, { today: '2026-04-30' }).thenRefused(code);
  });
});

describe('the lapse of the bill', () => {
  it('comes on its day, whenever the sweep runs', () => {
    expect(spec.given(pending).when(lapse, { today: '2026-06-02' }).then([billLapsed()])).toMatchObject({ status: 'cancelled' });
    spec.given(pending).when(lapse, { today: '2026-07-01' }).then([billLapsed()]);
  });

  it.each([
    ['before its day', pending, '2026-06-01'],
    ['of a paid bill', settled, '2026-07-01'],
    ['a second time', [...pending, billLapsed()], '2026-07-01'],
    ['without a bill', allAccepted, '2026-07-01'],
    ['without a request', [], '2026-07-01'],
  ] as const)('changes nothing %s', (_, events, today) => {
    spec.given(events).when(lapse, { today }).thenNothing();
  });
});
