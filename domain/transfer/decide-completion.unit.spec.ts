import { describe, expect, it } from 'vitest';
import { event as contractEvent, resident, running, settled } from '../contract/testing/contract-examples.js';
import type { ContractState } from '../contract/state.js';
import { nobody } from '../employee/state.js';
import { fromRiyals } from '../standards/money.js';
import type { TransferCommand } from './commands.js';
import type { TransferEvent } from './events.js';
import {
  contractAfter,
  day,
  event,
  inNotice,
  newCompany,
  newContractId,
  newTerms,
  requested,
  transfer,
  transferId,
} from './testing/transfer-examples.js';

const complete = (effectiveOn?: string): TransferCommand => ({
  type: 'CompleteTransfer',
  data: effectiveOn === undefined ? {} : { effectiveOn: day(effectiveOn) },
});
const due: TransferCommand = { type: 'CompleteDueTransfer', data: {} };

/** SAR 5,500 from 1 January to 2 June 2026: 153 of 365 days, half a month a year. */
const settlement = settled('transfer', '2026-01-01', '2026-06-02', ['115274', '153/730', '153/365', '1'], '2026-06-09');

function completed(
  firstDay = '2026-06-03',
  change: Partial<Extract<TransferEvent, { type: 'TransferCompleted' }>['data']> = {},
): TransferEvent {
  return event('TransferCompleted', firstDay, {
    transferId,
    nationality: 'IND',
    nationalityGroup: 'other',
    endsOldContract: true,
    settlement,
    newContractId,
    terms: newTerms({ startsOn: day(firstDay) }),
    probationEndsOn: day('2026-08-31'),
    transferNumber: 1,
    fee: fromRiyals(2_000),
    ...change,
  });
}

const endedOn = (lastDay: string): ContractState =>
  contractAfter([
    ...running(),
    contractEvent('ContractTerminated', lastDay, {
      article: '74',
      by: 'both',
      ...settled('mutual-agreement', '2026-01-01', lastDay, ['0', '0', '0', '1'], lastDay),
    }),
  ]);

describe('completion', () => {
  it('carries the end of the old contract and the whole of the new one', () => {
    transfer
      .given(inNotice())
      .when(due, { today: '2026-06-03' })
      .then([completed()], {
        rules: [
          'end-of-service.service-measure',
          'end-of-service.steps',
          'contract.end-consequences',
          'contract.final-pay-days',
          'transfer.fees',
          'transfer.receiver',
          'contract.authentication-target',
        ],
        unknown: [
          'wage-protection',
          'expired-permits',
          'transfer-quota',
          'authenticated-share',
          'earlier-probation',
          'earlier-transfers',
          'gosi-registration',
        ],
      });
  });

  it('comes on its day, whenever the clock does; on a later day when it is reported so', () => {
    transfer.given(inNotice()).when(due, { today: '2026-06-02' }).thenNothing();
    transfer.given(inNotice()).when(due, { today: '2026-07-15' }).then([completed()]);
    transfer.given(inNotice()).when(complete(), { today: '2026-06-03' }).then([completed()]);
    transfer.given(inNotice()).when(complete('2026-06-03'), { today: '2026-06-20' }).then([completed()]);
    const later = settled('transfer', '2026-01-01', '2026-06-03', ['116027', '77/365', '154/365', '1'], '2026-06-10');
    transfer
      .given(inNotice())
      .when(complete(), { today: '2026-06-04' })
      .then([completed('2026-06-04', { settlement: later, probationEndsOn: day('2026-09-01') })]);
    transfer.given(inNotice()).when(complete(), { today: '2026-06-02' }).thenRefused('transfer.notice-running');
    transfer.given(inNotice()).when(complete('2026-06-04'), { today: '2026-06-03' }).thenRefused('transfer.effective-in-future');
  });

  it.each([
    [0, 2_000],
    [1, 4_000],
    [2, 6_000],
    [7, 6_000],
  ])('after %i earlier transfers costs SAR %i', (earlier, riyals) => {
    const history = inNotice({ declaredEarlierTransfers: earlier });
    transfer
      .given(history)
      .when(due, { today: '2026-06-03' })
      .then([completed('2026-06-03', { transferNumber: earlier + 1, fee: fromRiyals(riyals) })]);
  });

  it('begins the new contract also where the old one ended in the meantime', () => {
    const alone = { endsOldContract: false, settlement: null };
    transfer
      .given(inNotice())
      .when(due, { today: '2026-06-03', fromContract: endedOn('2026-05-20') })
      .then([completed('2026-06-03', alone)]);
    // The clock comes late, and the old contract ran on until then: the new one begins the day after.
    const after = { ...alone, probationEndsOn: day('2026-09-03') };
    transfer
      .given(inNotice())
      .when(due, { today: '2026-06-10', fromContract: endedOn('2026-06-05') })
      .then([completed('2026-06-06', after)]);
    transfer
      .given(inNotice())
      .when(due, { today: '2026-06-05', fromContract: endedOn('2026-06-05') })
      .then([completed('2026-06-05', { ...after, probationEndsOn: day('2026-09-02') })]);
  });

  it('ends the old contract no later than its own last day', () => {
    const leaving = contractAfter([
      ...running(),
      contractEvent('NoticeGiven', '2026-05-01', {
        by: 'employee',
        reason: 'not-renewing',
        article: '74',
        noticeDays: null,
        lastDay: day('2026-05-31'),
      }),
    ]);
    const until = settled('transfer', '2026-01-01', '2026-05-31', ['113767', '151/730', '151/365', '1'], '2026-06-07');
    transfer
      .given(inNotice())
      .when(due, { today: '2026-06-03', fromContract: leaving })
      .then([completed('2026-06-03', { settlement: until })]);
  });

  it('is the end of the transfer', () => {
    const state = transfer.given(inNotice()).when(due, { today: '2026-06-03' }).then([completed()]);
    expect(state).toMatchObject({ status: 'completed', newContractId, endsOldContract: true, answerBy: null });
    transfer
      .given([...inNotice(), completed()])
      .when(due, { today: '2026-06-04' })
      .thenNothing();
    transfer
      .given([...inNotice(), completed()])
      .when(complete(), { today: '2026-06-04' })
      .thenRefused('transfer.not-pending-notice');
    transfer
      .given([...inNotice(), completed()])
      .when({ type: 'CancelTransfer', data: { by: 'employee' } }, { today: '2026-06-04' })
      .thenRefused('transfer.not-open');
  });
});

describe('a transfer whose ground is gone', () => {
  const suspended = { company: { ...newCompany, status: 'suspended' as const } };
  const cases = [
    ['transfer.company-not-active', 'new-employer-not-active', suspended],
    ['transfer.establishment-not-open', 'establishment-not-open', { company: { ...newCompany, establishments: {} } }],
    ['transfer.employee-deceased', 'employee-not-registered', { employee: { ...resident, status: 'deceased' as const } }],
    ['transfer.employee-unknown', 'employee-not-registered', { employee: nobody }],
  ] as const;
  it.each(cases)('is not completed: %s; the clock lets it lapse: %s', (code, reason, facts) => {
    transfer
      .given(inNotice())
      .when(complete(), { today: '2026-06-03', ...facts })
      .thenRefused(code);
    transfer
      .given(inNotice())
      .when(due, { today: '2026-06-05', ...facts })
      .then([event('TransferLapsed', '2026-06-03', { reason })]);
  });

  it('is not completed after the end of the new term', () => {
    const short = inNotice({ terms: newTerms({ endsOn: day('2026-06-02'), probationDays: 0 }) });
    transfer.given(short).when(complete(), { today: '2026-06-03' }).thenRefused('transfer.term-over');
    transfer
      .given(short)
      .when(due, { today: '2026-06-03' })
      .then([event('TransferLapsed', '2026-06-03', { reason: 'term-over' })]);
  });

  it('lapses where the employee has taken another contract since; who completes it by word is told so instead', () => {
    const facts = { today: '2026-06-03', fromContract: endedOn('2026-05-20') };
    const lapsed = event('TransferLapsed', '2026-06-03', { reason: 'under-another-contract' });
    expect(transfer.given(inNotice()).when(due, facts).accepted().ifPlaceTaken).toStrictEqual([lapsed]);
    expect(transfer.given(inNotice()).when(complete(), facts).accepted().ifPlaceTaken).toBeUndefined();
  });

  it('is not completed out of turn', () => {
    transfer.given([requested()]).when(complete(), { today: '2026-05-02' }).thenRefused('transfer.not-pending-notice');
    transfer.given([requested()]).when(due, { today: '2027-05-02' }).thenNothing();
  });
});
