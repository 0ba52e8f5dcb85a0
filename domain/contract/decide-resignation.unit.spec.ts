import { describe, it } from 'vitest';
import type { ContractCommand } from './commands.js';
import type { ContractEvent } from './events.js';
import { contract, day, event, indefiniteTerms, running, saudi, sent, settled, terms } from './testing/contract-examples.js';

const on = (effectiveOn?: string) => (effectiveOn === undefined ? {} : { effectiveOn: day(effectiveOn) });
const resign = (lastDay?: string, effectiveOn?: string): ContractCommand => ({
  type: 'Resign',
  data: { ...(lastDay === undefined ? {} : { lastDay: day(lastDay) }), ...on(effectiveOn) },
});
const withdraw = (effectiveOn?: string): ContractCommand => ({ type: 'WithdrawResignation', data: on(effectiveOn) });
const defer = (deferredTo: string): ContractCommand => ({ type: 'DeferResignation', data: { deferredTo: day(deferredTo) } });
const accept = (effectiveOn?: string): ContractCommand => ({ type: 'AcceptResignation', data: on(effectiveOn) });
const silence: ContractCommand = { type: 'DeemResignationAccepted', data: {} };
const lastDay: ContractCommand = { type: 'EndContractOnLastDay', data: {} };

const submitted = (requestedLastDay: string | null = null): ContractEvent =>
  event('ResignationSubmitted', '2026-06-01', {
    requestedLastDay: requestedLastDay === null ? null : day(requestedLastDay),
    withdrawableUntil: day('2026-06-08'),
    deemedAcceptedOn: day('2026-07-01'),
  });
const accepted = (effectiveOn: string, last: string, deemed: boolean): ContractEvent =>
  event('ResignationAccepted', effectiveOn, { deemed, lastDay: day(last) });
const open = (requested: string | null = null) => [...running(), submitted(requested)];
const deferred = [...open(), event('ResignationDeferred', '2026-06-10', { deferredTo: day('2026-07-31') })];
const gone = [...open(), accepted('2026-06-10', '2026-06-10', false)];

describe('a resignation', () => {
  it('sets the days by which it can be withdrawn and counts as accepted', () => {
    contract
      .given(running())
      .when(resign(), { today: '2026-06-01' })
      .then([submitted()], { rules: ['contract.resignation'] });
    contract
      .given(running())
      .when(resign('2026-09-30'), { today: '2026-06-01' })
      .then([submitted('2026-09-30')]);
    contract.given(running()).when(resign(undefined, '2026-06-01'), { today: '2026-06-04' }).then([submitted()]);
  });

  it('is taken back within seven days', () => {
    contract
      .given(open())
      .when(withdraw(), { today: '2026-06-08' })
      .then([event('ResignationWithdrawn', '2026-06-08', {})], { rules: ['contract.resignation'] });
    contract
      .given(open())
      .when(withdraw(), { today: '2026-06-09' })
      .thenRefused('contract.withdrawal-too-late', { rule: 'contract.resignation' });
    contract.given(open()).when(withdraw('2026-06-08'), { today: '2026-06-20' }).accepted();
  });

  it('is put off once, up to sixty days from its submission', () => {
    contract
      .given(open())
      .when(defer('2026-07-31'), { today: '2026-06-10' })
      .then([event('ResignationDeferred', '2026-06-10', { deferredTo: day('2026-07-31') })]);
    contract.given(open()).when(defer('2026-07-02'), { today: '2026-06-10' }).accepted();
    contract
      .given(open())
      .when(defer('2026-08-01'), { today: '2026-06-10' })
      .thenRefused('contract.deferral-out-of-range', { pointer: '/deferredTo' });
    contract
      .given(open())
      .when(defer('2026-07-01'), { today: '2026-06-10' })
      .thenRefused('contract.deferral-out-of-range', { rule: 'contract.resignation' });
    contract.given(deferred).when(defer('2026-07-31'), { today: '2026-06-11' }).thenRefused('contract.resignation-deferred');
  });

  it('is accepted by the employer: on the day asked for, not before the acceptance, within the term', () => {
    contract
      .given(open())
      .when(accept(), { today: '2026-06-10' })
      .then([accepted('2026-06-10', '2026-06-10', false)], { rules: [] });
    contract
      .given(open('2026-09-30'))
      .when(accept(), { today: '2026-06-10' })
      .then([accepted('2026-06-10', '2026-09-30', false)]);
    contract
      .given(open('2026-06-05'))
      .when(accept(), { today: '2026-06-10' })
      .then([accepted('2026-06-10', '2026-06-10', false)]);
  });

  it('is accepted by silence after thirty days, or when it was put off to', () => {
    const expected = accepted('2026-07-01', '2026-07-01', true);
    contract.given(open()).when(silence, { today: '2026-06-30' }).thenNothing();
    contract
      .given(open())
      .when(silence, { today: '2026-07-01' })
      .then([expected], { rules: ['contract.resignation'] });
    contract.given(open()).when(silence, { today: '2026-08-15' }).then([expected]);
    contract.given(deferred).when(silence, { today: '2026-07-30' }).thenNothing();
    contract
      .given(deferred)
      .when(silence, { today: '2026-07-31' })
      .then([accepted('2026-07-31', '2026-07-31', true)]);
    for (const history of [sent(), running(), gone]) contract.given(history).when(silence, { today: '2026-12-01' }).thenNothing();
  });

  it('near the end of the term ends with it at the latest', () => {
    const short = [...running(terms({ endsOn: day('2026-06-20') })), submitted()];
    contract
      .given(short)
      .when(silence, { today: '2026-07-01' })
      .then([accepted('2026-07-01', '2026-06-20', true)]);
  });

  it('ends the contract after its last day, with the share of who resigns', () => {
    const left = [...running(terms({ startsOn: day('2024-01-01') })), submitted(), accepted('2026-06-10', '2026-06-30', false)];
    contract.given(left).when(lastDay, { today: '2026-06-30' }).thenNothing();
    // 2024-01-01 to 2026-06-30: two years and 181 of 365 days, half a month each, a third of it: 911/2190 of SAR 5,500.
    const expected = settled('resignation', '2024-01-01', '2026-06-30', ['228790', '911/2190', '911/365', '1/3'], '2026-07-14');
    contract
      .given(left)
      .when(lastDay, { today: '2026-07-01' })
      .then([event('ContractTerminated', '2026-06-30', { article: 'resignation', by: 'employee', ...expected })]);
  });
});

describe('a resignation is refused', () => {
  it('where there is no term in force, or someone leaves already', () => {
    contract.given(sent()).when(resign(), { today: '2026-06-01' }).thenRefused('contract.not-authenticated');
    contract
      .given(running(indefiniteTerms, 'SAU'))
      .when(resign(), { today: '2026-06-01', employee: saudi })
      .thenRefused('contract.resignation-needs-term');
    for (const history of [open(), gone]) contract.given(history).when(resign(), { today: '2026-06-15' }).thenRefused('contract.leaving');
    contract.given(running()).when(resign(), { today: '2027-01-01' }).thenRefused('contract.term-over');
    contract
      .given(running())
      .when(resign(undefined, '2025-12-21'), { today: '2026-06-01' })
      .thenRefused('contract.effective-too-early');
  });

  it('for a last day before it or after the term', () => {
    contract
      .given(running())
      .when(resign('2026-05-31'), { today: '2026-06-01' })
      .thenRefused('contract.last-day-outside-term', { pointer: '/lastDay' });
    contract
      .given(running())
      .when(resign('2027-01-01'), { today: '2026-06-01' })
      .thenRefused('contract.last-day-outside-term', { pointer: '/lastDay' });
  });

  const steps: readonly (readonly [string, ContractCommand])[] = [
    ['withdrawal', withdraw()],
    ['deferral', defer('2026-07-20')],
    ['acceptance', accept()],
  ];
  it.each(steps)('at its %s where none is open', (_, command) => {
    contract.given(sent()).when(command, { today: '2026-06-10' }).thenRefused('contract.not-authenticated');
    contract.given(running()).when(command, { today: '2026-06-10' }).thenRefused('contract.no-resignation');
    contract.given(gone).when(command, { today: '2026-06-11' }).thenRefused('contract.resignation-accepted');
    contract
      .given(open())
      .when(command, { today: '2026-07-01' })
      .thenRefused('contract.resignation-accepted', { rule: 'contract.resignation' });
  });
});
