import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { addMoney, fromRiyals } from '../standards/money.js';
import { deciderSpec } from '../testing/decider-spec.js';
import type { BillWorkPermit, PayWorkPermitBill, WorkPermitCommand } from './commands.js';
import { workPermitDecider } from './decider.js';
import type { WorkPermitEvent } from './events.js';
import {
  active,
  billCancelled,
  billed,
  billLapsed,
  billNumber,
  declared,
  employee,
  employer,
  expired,
  goodFacts,
  paid,
  pending,
  rejected,
  renewalBill,
  renewalPayment,
  renewalPending,
  renewing,
  requested,
  waiting,
} from './testing/permit-examples.js';

const day = toIsoDate;
const spec = deciderSpec(workPermitDecider, { ...goodFacts, today: '2026-04-27' });

const bill = (data: Partial<BillWorkPermit['data']> = {}): BillWorkPermit => ({ type: 'BillWorkPermit', data: { billNumber, ...data } });
const pay = (data: Partial<PayWorkPermitBill['data']> = {}): PayWorkPermitBill => ({ type: 'PayWorkPermitBill', data: { reference: 'SADAD-1', ...data } });
const cancel: WorkPermitCommand = { type: 'CancelWorkPermitBill', data: {} };
const lapse: WorkPermitCommand = { type: 'LapseWorkPermitBill', data: {} };

describe('the bill of a work permit', () => {
  it('charges fee and levy from the day of billing for a first permit', () => {
    const state = spec
      .given([requested()])
      .when(bill())
      .then([billed()], {
        rules: [
          'bill.validity',
          'work-permit.fee',
          'work-permit.industry-relief',
          'work-permit.levy',
          'work-permit.levy-method',
          'work-permit.small-relief',
          'work-permit.terms',
        ],
        unknown: ['levy-head-counts'],
      });
    expect(state).toMatchObject({ status: 'pending-payment', application: { step: 'pending-payment', bill: { amount: fromRiyals(8_500) } } });
  });

  it.each([
    ['more expatriates than Saudis', { declaredExpats: 6 }, '960000'],
    ['licensed industry', { declaredLicensedIndustry: true }, '0'],
    ['more expatriates than Saudis, and a place among those within', { declaredExpats: 6, declaredPlace: 5 }, '840000'],
    ['a small establishment whose owner works in it', { declaredExpats: 2, declaredSaudis: 1, declaredOwnerWorksFullTime: true }, '252903'],
  ])('follows the figures declared: %s', (_, figures, levy) => {
    const decision = spec.given([requested({ ...declared, ...figures })]).when(bill()).accepted();
    const event = decision.events[0];
    if (event?.type !== 'WorkPermitBilled') return expect.fail('no bill');
    expect(event.data.fee).toEqual(fromRiyals(100));
    // Small establishments: the relief ends on 21 January 2027, and of the term three months and 5 of 31 days are left at SAR 800.
    expect(event.data.levy.amount).toBe(levy);
    expect(event.data.total).toEqual(addMoney(event.data.fee, event.data.levy));
  });

  it('charges a renewal from the day after the old term while that runs', () => {
    const state = spec.given(renewing).when(bill({ billNumber: '500099999' }), { today: '2027-03-02' }).then([billed(renewalBill)], { unknown: ['levy-head-counts'] });
    expect(state).toMatchObject({ status: 'active', application: { kind: 'renewal', step: 'pending-payment' } });
  });

  it('charges a renewal of an expired permit from the day of billing, and says that the gap is unknown', () => {
    spec
      .given([...renewing, expired()])
      .when(bill(), { today: '2027-06-01' })
      .then([billed({ kind: 'renewal', effectiveOn: day('2027-06-01'), months: 3 })], { unknown: ['levy-arrears', 'levy-head-counts'] });
  });

  it('is for parties who can still have the permit', () => {
    const given = spec.given([requested()]);
    given.when(bill(), { employer: { ...employer, company: 'closed' } }).thenRefused('work-permit.company-not-active', { pointer: null });
    given.when(bill(), { employee: { ...employee, status: 'deceased' } }).thenRefused('work-permit.employee-deceased', { pointer: null });
  });

  it('takes another last day of payment', () => {
    const dueOn = day('2026-04-27');
    spec.given([requested()]).when(bill({ dueOn })).then([billed({ dueOn, lapsesOn: day('2026-05-01') })]);
  });

  it.each([
    ['nothing was requested', [], bill(), 'work-permit.nothing-to-bill'],
    ['a bill is open', pending, bill(), 'work-permit.nothing-to-bill'],
    ['the bill is paid', waiting, bill(), 'work-permit.nothing-to-bill'],
    ['the permit is issued and no renewal asked for', active, bill(), 'work-permit.nothing-to-bill'],
    ['the application was rejected', [requested(), rejected()], bill(), 'work-permit.nothing-to-bill'],
    ['the bill was cancelled', [...pending, billCancelled()], bill(), 'work-permit.nothing-to-bill'],
    ['the bill lapsed', [...pending, billLapsed()], bill(), 'work-permit.nothing-to-bill'],
    ['its last day of payment lies before it', [requested()], bill({ dueOn: day('2026-04-26') }), 'work-permit.due-before-billing'],
    ['its day lies before the request', [requested()], bill({ effectiveOn: day('2026-04-25') }), 'work-permit.effective-too-early'],
    ['its day lies ahead', [requested()], bill({ effectiveOn: day('2026-04-28') }), 'work-permit.effective-in-future'],
    ['its term is not offered', [requested({ months: 5 })], bill(), 'work-permit.term-not-allowed'],
  ] as const)('is refused when %s', (_, events, command, code) => {
    spec.given(events).when(command).thenRefused(code);
  });
});

describe('the payment', () => {
  it('settles the bill up to its last day, also when it is reported later', () => {
    expect(spec.given(pending).when(pay({ paidOn: day('2026-05-01') }), { today: '2026-05-20' }).then([paid()])).toMatchObject({ status: 'paid' });
    spec.given(pending).when(pay(), { today: '2026-05-27' }).then([paid({ effectiveOn: day('2026-05-27') })]);
    spec.given(pending).when(pay({ paidOn: day('2026-05-27') }), { today: '2026-05-29' }).then([paid({ effectiveOn: day('2026-05-27') })]);
  });

  it('of a renewal leaves the permit active', () => {
    const state = spec.given(renewalPending).when(pay(), { today: '2027-03-04' }).then([paid(renewalPayment)]);
    expect(state).toMatchObject({ status: 'active', application: { step: 'paid' } });
  });

  it.each([
    ['nothing was billed', [requested()], pay(), '2026-05-01', 'work-permit.no-open-bill'],
    ['the bill is paid', waiting, pay(), '2026-05-01', 'work-permit.no-open-bill'],
    ['the bill was cancelled', [...pending, billCancelled()], pay(), '2026-05-02', 'work-permit.no-open-bill'],
    ['the bill lapsed', [...pending, billLapsed()], pay({ paidOn: day('2026-05-27') }), '2026-06-01', 'work-permit.no-open-bill'],
    ['it came after the last day', pending, pay(), '2026-05-28', 'work-permit.bill-overdue'],
    ['it lies before the bill', pending, pay({ paidOn: day('2026-04-26') }), '2026-05-01', 'work-permit.effective-too-early'],
    ['its day lies ahead', pending, pay({ paidOn: day('2026-05-02') }), '2026-05-01', 'work-permit.effective-in-future'],
  ] as const)('is refused when %s', (_, events, command, today, code) => {
    spec.given(events).when(command, { today }).thenRefused(code, code.includes('day') || code.includes('overdue') ? { pointer: '/paidOn' } : {});
  });
});

describe('the cancelling of a bill', () => {
  it('ends a first application', () => {
    const state = spec.given(pending).when(cancel, { today: '2026-05-01' }).then([billCancelled()]);
    expect(state).toMatchObject({ status: 'cancelled', application: null });
  });

  it('ends a renewal and leaves the permit as it is', () => {
    const cancelled = billCancelled({ kind: 'renewal', effectiveOn: day('2027-03-03'), billNumber: '500099999', amount: fromRiyals(2_125) });
    const state = spec.given(renewalPending).when(cancel, { today: '2027-03-03' }).then([cancelled]);
    expect(state).toMatchObject({ status: 'active', application: null });
  });

  it.each([
    ['nothing was billed', [requested()], cancel, 'work-permit.no-open-bill'],
    ['it was cancelled before', [...pending, billCancelled()], cancel, 'work-permit.no-open-bill'],
    ['it is paid', waiting, cancel, 'work-permit.already-paid'],
    ['the permit is issued', active, cancel, 'work-permit.no-open-bill'],
    ['the day lies before the bill', pending, { type: 'CancelWorkPermitBill', data: { effectiveOn: day('2026-04-26') } }, 'work-permit.effective-too-early'],
  ] as const)('is refused when %s', (_, events: readonly WorkPermitEvent[], command, code) => {
    spec.given(events).when(command, { today: '2026-05-01' }).thenRefused(code);
  });
});

describe('the lapse of a bill', () => {
  it('comes on its day, whenever the sweep runs', () => {
    expect(spec.given(pending).when(lapse, { today: '2026-05-31' }).then([billLapsed()])).toMatchObject({ status: 'cancelled', application: null });
    spec.given(pending).when(lapse, { today: '2026-06-20' }).then([billLapsed()]);
  });

  it('of a renewal leaves an expired permit expired', () => {
    const lapsed = billLapsed({
      kind: 'renewal',
      effectiveOn: day('2027-04-05'),
      billNumber: '500099999',
      amount: fromRiyals(2_125),
      dueOn: day('2027-04-01'),
    });
    expect(spec.given([...renewalPending, expired()]).when(lapse, { today: '2027-05-03' }).then([lapsed])).toMatchObject({ status: 'expired' });
  });

  it.each([
    ['before its day', pending, '2026-05-30'],
    ['of a paid bill', waiting, '2026-06-30'],
    ['of a cancelled bill', [...pending, billCancelled()], '2026-06-30'],
    ['a second time', [...pending, billLapsed()], '2026-06-30'],
    ['without a bill', [requested()], '2026-06-30'],
  ] as const)('changes nothing %s', (_, events, today) => {
    spec.given(events).when(lapse, { today }).thenNothing();
  });
});
