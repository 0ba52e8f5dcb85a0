import { describe, it } from 'vitest';
import { event as contractEvent, resident, running, settled, terms } from '../contract/testing/contract-examples.js';
import type { TransferCommand } from './commands.js';
import type { TransferEvent } from './events.js';
import {
  acceptedByEmployee,
  contractAfter,
  day,
  event,
  inNotice,
  longStanding,
  newTerms,
  permitUntil,
  requested,
  transfer,
} from './testing/transfer-examples.js';

const employee = (answer: 'accept' | 'reject' = 'accept', effectiveOn?: string): TransferCommand => {
  const on = effectiveOn === undefined ? {} : { effectiveOn: day(effectiveOn) };
  return { type: 'AnswerAsEmployee', data: answer === 'accept' ? { answer, ...on } : { answer, reason: 'employee-stays', ...on } };
};
const employer = (waiveNotice = false): TransferCommand => ({ type: 'AnswerAsCurrentEmployer', data: { answer: 'accept', waiveNotice } });
const refusal: TransferCommand = { type: 'AnswerAsCurrentEmployer', data: { answer: 'reject', reason: 'obligation-open' } };
const cancel = (by: 'new-employer' | 'employee', effectiveOn?: string): TransferCommand => ({
  type: 'CancelTransfer',
  data: { by, ...(effectiveOn === undefined ? {} : { effectiveOn: day(effectiveOn) }) },
});
const lapse: TransferCommand = { type: 'LapseTransfer', data: {} };
const today = '2026-05-02';

const asked = [requested(), acceptedByEmployee];
const goneWithoutAsking = (
  consent: 'served-long-enough' | 'permit-expired' | 'contract-ended',
  noticeDays: number,
  completesOn: string,
) => [
  event('TransferAcceptedByEmployee', today, { consent, answerBy: null }),
  event('TransferNoticeBegun', today, { consent, noticeDays, completesOn: day(completesOn) }),
];
const over = contractAfter([
  ...running(),
  contractEvent('ContractTerminated', '2026-05-01', {
    article: '74',
    by: 'both',
    ...settled('mutual-agreement', '2026-01-01', '2026-05-01', ['91164', '121/730', '121/365', '1'], '2026-05-08'),
  }),
]);

describe('the employee', () => {
  it('accepts, and the current employer is asked', () => {
    transfer
      .given([requested()])
      .when(employee(), { today })
      .then([acceptedByEmployee], { rules: ['transfer.consent', 'transfer.employer-answer-limit'] });
  });

  it('may go with notice after a year, from that day on', () => {
    transfer
      .given([requested()])
      .when(employee(), { today, fromContract: longStanding })
      .then(goneWithoutAsking('served-long-enough', 30, '2026-06-02'), { rules: ['transfer.consent', 'contract.notice-days'] });
  });

  it('goes without notice once the permit has run out or the contract has ended, not before the day agreed', () => {
    const early = requested({ terms: newTerms({ startsOn: day('2026-05-01') }) });
    transfer
      .given([early])
      .when(employee(), { today, permit: permitUntil('2026-05-01') })
      .then(goneWithoutAsking('permit-expired', 0, '2026-05-02'));
    transfer
      .given([requested()])
      .when(employee(), { today, permit: permitUntil('2026-05-01') })
      .then(goneWithoutAsking('permit-expired', 0, '2026-06-01'));
    transfer
      .given([early])
      .when(employee(), { today, fromContract: over })
      .then(goneWithoutAsking('contract-ended', 0, '2026-05-02'));
  });

  it('who is leaving already leaves no later', () => {
    const leaving = contractAfter([
      ...running(),
      contractEvent('ResignationSubmitted', '2026-04-01', {
        requestedLastDay: null,
        withdrawableUntil: day('2026-04-08'),
        deemedAcceptedOn: day('2026-05-01'),
      }),
      contractEvent('ResignationAccepted', '2026-05-01', { deemed: true, lastDay: day('2026-05-10') }),
    ]);
    const early = requested({ terms: newTerms({ startsOn: day('2026-05-01') }) });
    transfer
      .given([early, acceptedByEmployee])
      .when(employer(), { today: '2026-05-03', fromContract: leaving })
      .then([
        event('TransferAcceptedByCurrentEmployer', '2026-05-03', { noticeWaived: false }),
        event('TransferNoticeBegun', '2026-05-03', { consent: 'needed', noticeDays: 7, completesOn: day('2026-05-11') }),
      ]);
  });

  it('whose term is not followed by another leaves no later than it ends', () => {
    const early = requested({ terms: newTerms({ startsOn: day('2026-05-01') }) });
    const until = (endsOn: string, renewable: boolean) =>
      contractAfter(running(terms({ startsOn: day('2024-01-01'), endsOn: day(endsOn), probationDays: 0, renewable })));
    const given = transfer.given([early]);
    given.when(employee(), { today, fromContract: until('2026-05-20', false) }).then(goneWithoutAsking('served-long-enough', 18, '2026-05-21'));
    given.when(employee(), { today, fromContract: until('2026-05-20', true) }).then(goneWithoutAsking('served-long-enough', 30, '2026-06-02'));
    given.when(employee(), { today, fromContract: until('2026-06-30', false) }).then(goneWithoutAsking('served-long-enough', 30, '2026-06-02'));
    // The term is over and the clock has not come yet.
    given.when(employee(), { today, fromContract: until('2026-04-30', false) }).then(goneWithoutAsking('served-long-enough', 0, '2026-05-02'));
  });

  it('who died, or was a duplicate, is let go by nobody; a rejection is taken', () => {
    for (const [status, code] of [
      ['deceased', 'transfer.employee-deceased'],
      ['merged', 'transfer.employee-merged'],
    ] as const) {
      const facts = { today, employee: { ...resident, status } };
      transfer.given([requested()]).when(employee(), facts).thenRefused(code, { pointer: null });
      transfer.given(asked).when(employer(), facts).thenRefused(code, { pointer: null });
      transfer.given([requested()]).when(employee('reject'), facts).accepted();
      transfer.given(asked).when(refusal, facts).accepted();
    }
  });

  it('rejects', () => {
    transfer
      .given([requested()])
      .when(employee('reject'), { today })
      .then([event('TransferRejectedByEmployee', today, { reason: 'employee-stays' })]);
  });
});

describe('the current employer', () => {
  it('agrees, and the notice of the law runs', () => {
    transfer
      .given(asked)
      .when(employer(), { today: '2026-05-03' })
      .then(inNotice().slice(2), { rules: ['contract.notice-days'] });
  });

  it('may let the employee go without notice', () => {
    transfer
      .given(asked)
      .when(employer(true), { today: '2026-05-03' })
      .then([
        event('TransferAcceptedByCurrentEmployer', '2026-05-03', { noticeWaived: true }),
        event('TransferNoticeBegun', '2026-05-03', { consent: 'needed', noticeDays: 0, completesOn: day('2026-06-01') }),
      ]);
  });

  it('rejects', () => {
    transfer
      .given(asked)
      .when(refusal, { today: '2026-05-03' })
      .then([event('TransferRejectedByCurrentEmployer', '2026-05-03', { reason: 'obligation-open' })]);
  });
});

describe('a transfer that is not answered', () => {
  it('is cancelled by itself after the employee’s days, and expires after the employer’s', () => {
    const silent = event('TransferLapsed', '2026-05-12', { reason: 'employee-silent' });
    transfer.given([requested()]).when(lapse, { today: '2026-05-11' }).thenNothing();
    transfer.given([requested()]).when(lapse, { today: '2026-05-12' }).then([silent]);
    transfer.given([requested()]).when(lapse, { today: '2026-07-01' }).then([silent]);
    transfer.given(asked).when(lapse, { today: '2026-05-12' }).thenNothing();
    transfer
      .given(asked)
      .when(lapse, { today: '2026-05-13' })
      .then([event('TransferLapsed', '2026-05-13', { reason: 'current-employer-silent' })]);
    for (const history of [[], inNotice(), [requested(), silent]])
      transfer.given(history).when(lapse, { today: '2027-01-01' }).thenNothing();
  });

  it('can be answered on the last day, also when that is reported later', () => {
    transfer.given([requested()]).when(employee('accept', '2026-05-11'), { today: '2026-05-20' }).accepted();
    transfer.given([requested()]).when(employee(), { today: '2026-05-12' }).thenRefused('transfer.answer-too-late', { rule: 'transfer.employee-answer-limit' });
    transfer.given(asked).when(employer(), { today: '2026-05-13' }).thenRefused('transfer.answer-too-late', { rule: 'transfer.employer-answer-limit' });
  });
});

describe('a transfer under way', () => {
  const underWay = { 'pending the employee': [requested()], 'pending the employer': asked, 'in notice': inNotice() };
  it.each(Object.entries(underWay))('%s can be called off by who wanted it', (_, history) => {
    for (const by of ['new-employer', 'employee'] as const) {
      transfer
        .given(history)
        .when(cancel(by), { today: '2026-05-04' })
        .then([event('TransferCancelled', '2026-05-04', { by })]);
    }
    transfer.given(history).when(cancel('employee', '2026-04-30'), { today: '2026-05-04' }).thenRefused('transfer.effective-too-early');
  });

  const closed: Readonly<Record<string, readonly TransferEvent[]>> = {
    'not requested': [],
    'rejected by the employee': [requested(), event('TransferRejectedByEmployee', today, { reason: 'employee-stays' })],
    'rejected by the employer': [...asked, event('TransferRejectedByCurrentEmployer', '2026-05-03', { reason: 'obligation-open' })],
    'called off': [requested(), event('TransferCancelled', today, { by: 'employee' })],
    lapsed: [requested(), event('TransferLapsed', '2026-05-12', { reason: 'employee-silent' })],
  };
  it.each(Object.entries(closed))('is not one that is %s', (_, history) => {
    const on = { today: '2026-05-12' };
    transfer.given(history).when(cancel('employee'), on).thenRefused('transfer.not-open');
    transfer.given(history).when(employee(), on).thenRefused('transfer.not-pending-employee');
    transfer.given(history).when(refusal, on).thenRefused('transfer.not-pending-employer');
    transfer.given(history).when({ type: 'CompleteTransfer', data: {} }, on).thenRefused('transfer.not-pending-notice');
    transfer.given(history).when({ type: 'CompleteDueTransfer', data: {} }, { today: '2027-01-01' }).thenNothing();
  });

  it('takes no answer twice, or out of turn', () => {
    transfer.given(asked).when(employee(), { today: '2026-05-03' }).thenRefused('transfer.not-pending-employee');
    transfer.given([requested()]).when(employer(), { today }).thenRefused('transfer.not-pending-employer');
    transfer.given(inNotice()).when(employer(), { today: '2026-05-04' }).thenRefused('transfer.not-pending-employer');
  });
});
