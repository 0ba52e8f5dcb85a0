import { describe, expect, it } from 'vitest';
import { nobody } from '../employee/state.js';
import { noCompany } from '../company/state.js';
import type { ContractCommand, DraftContract } from './commands.js';
import type { ContractEvent } from './events.js';
import {
  activeCompany,
  contract,
  day,
  drafted,
  event,
  indefiniteTerms,
  parties,
  resident,
  running,
  saudi,
  sent,
  terms,
  withoutEstablishment,
} from './testing/contract-examples.js';

const draft = (change: Partial<DraftContract['data']> = {}): DraftContract => ({
  type: 'DraftContract',
  data: { ...parties, terms: terms(), ...change },
});
const send: ContractCommand = { type: 'SendContract', data: {} };
const accept: ContractCommand = { type: 'AcceptContract', data: {} };
const reject: ContractCommand = { type: 'RejectContract', data: { reason: 'wage-differs' } };
const ask: ContractCommand = { type: 'AskForChange', data: { parts: ['wage', 'dates'] } };
const revise: ContractCommand = { type: 'ReviseContract', data: { terms: terms({ hoursPerWeek: 40 }) } };
const withdraw: ContractCommand = { type: 'WithdrawContract', data: {} };
const lapse: ContractCommand = { type: 'LapseContract', data: {} };

const rejected = [...sent(), event('ContractRejected', '2025-12-22', { reason: 'wage-differs' })];
const changeAsked = [...sent(), event('ContractChangeRequested', '2025-12-22', { parts: ['wage', 'dates'] })];
const withdrawn = [...drafted(), event('ContractWithdrawn', '2025-12-22', {})];
const lapsed = [...sent(), event('ContractLapsed', '2025-12-29', { answerBy: day('2025-12-28') })];
const histories: Readonly<Record<string, readonly ContractEvent[]>> = {
  none: [],
  draft: drafted(),
  pending: sent(),
  'change-requested': changeAsked,
  rejected,
  withdrawn,
  lapsed,
  authenticated: running(),
};

describe('a contract on its way to acceptance', () => {
  it('is drafted, measured against the rules', () => {
    contract
      .given([])
      .when(draft())
      .then([event('ContractDrafted', '2025-12-22', { terms: terms() })], {
        rules: ['contract.probation', 'contract.working-hours', 'contract.minimum-age'],
        unknown: [],
      });
  });

  it('is sent, with a week to answer', () => {
    contract
      .given(drafted())
      .when(send)
      .then([event('ContractSent', '2025-12-22', { answerBy: day('2025-12-29') })], { rules: ['contract.answer-limit'] });
  });

  it('is authenticated by the employee’s acceptance', () => {
    const accepted = event('ContractAccepted', '2025-12-22', {
      nationality: 'IND',
      nationalityGroup: 'other',
      terms: terms(),
      probationEndsOn: day('2026-03-31'),
    });
    contract
      .given(sent())
      .when(accept)
      .then([accepted], { unknown: ['gosi-registration', 'earlier-probation'] });
  });

  it('without probation leaves open only whether the worker is registered for social insurance', () => {
    const plain = terms({ probationDays: 0 });
    expect(contract.given(sent(plain)).when(accept).accepted().unknown).toEqual(['gosi-registration']);
  });

  it('is accepted on the last day, also when that is reported later', () => {
    const last = contract.given(sent()).when({ type: 'AcceptContract', data: { effectiveOn: day('2025-12-28') } }, { today: '2026-01-05' });
    last.then([
      event('ContractAccepted', '2025-12-28', {
        nationality: 'IND',
        nationalityGroup: 'other',
        terms: terms(),
        probationEndsOn: day('2026-03-31'),
      }),
    ]);
  });

  it('knows the group of each nationality, and no probation where none is agreed', () => {
    const none = terms({ probationDays: 0 });
    for (const [nationality, nationalityGroup] of [
      ['SAU', 'saudi'],
      ['KWT', 'gcc'],
      ['EGY', 'other'],
    ] as const) {
      contract
        .given(sent(none))
        .when(accept, { employee: { ...resident, nationality } })
        .then([event('ContractAccepted', '2025-12-22', { nationality, nationalityGroup, terms: none, probationEndsOn: null })]);
    }
  });

  it.each([
    ['rejected', reject, event('ContractRejected', '2025-12-22', { reason: 'wage-differs' })],
    ['sent back for a change', ask, event('ContractChangeRequested', '2025-12-22', { parts: ['wage', 'dates'] })],
    ['withdrawn', withdraw, event('ContractWithdrawn', '2025-12-22', {})],
  ] as const)('can be %s while it is pending', (_, command, expected) => {
    contract.given(sent()).when(command).then([expected]);
  });

  it.each([
    ['a draft', drafted()],
    ['one with a change asked for', changeAsked],
  ] as const)('%s is revised and withdrawn', (_, history) => {
    contract
      .given(history)
      .when(revise)
      .then([event('ContractRevised', '2025-12-22', { terms: terms({ hoursPerWeek: 40 }) })]);
    contract
      .given(history)
      .when(withdraw)
      .then([event('ContractWithdrawn', '2025-12-22', {})]);
  });

  it('is sent again after a revision', () => {
    const revised = [...changeAsked, event('ContractRevised', '2025-12-22', { terms: terms({ hoursPerWeek: 40 }) })];
    contract
      .given(revised)
      .when(send)
      .then([event('ContractSent', '2025-12-22', { answerBy: day('2025-12-29') })]);
  });

  it('lapses the day after the last for an answer', () => {
    const expected = event('ContractLapsed', '2025-12-29', { answerBy: day('2025-12-28') });
    contract.given(sent()).when(lapse, { today: '2025-12-29' }).then([expected]);
    contract.given(sent()).when(lapse, { today: '2026-02-01' }).then([expected]);
    contract.given(sent()).when(lapse, { today: '2025-12-28' }).thenNothing();
    for (const history of [[], drafted(), rejected, lapsed, running()])
      contract.given(history).when(lapse, { today: '2027-01-01' }).thenNothing();
  });
});

describe('steps from the wrong phase', () => {
  const fits: Readonly<Record<string, { readonly command: ContractCommand; readonly from: readonly string[]; readonly code: string }>> = {
    draft: { command: draft(), from: ['none'], code: 'contract.already-drafted' },
    send: { command: send, from: ['draft'], code: 'contract.not-a-draft' },
    accept: { command: accept, from: ['pending'], code: 'contract.not-pending' },
    reject: { command: reject, from: ['pending'], code: 'contract.not-pending' },
    ask: { command: ask, from: ['pending'], code: 'contract.not-pending' },
    revise: { command: revise, from: ['draft', 'change-requested'], code: 'contract.not-open-to-revision' },
    withdraw: { command: withdraw, from: ['draft', 'pending', 'change-requested'], code: 'contract.not-open' },
  };
  const cases = Object.entries(fits).flatMap(([name, { command, from, code }]) =>
    Object.keys(histories)
      .filter((phase) => !from.includes(phase))
      .map((phase) => [name, phase, command, code] as const),
  );
  it.each(cases)('%s is refused for a contract that is %s', (_name, phase, command, code) => {
    contract
      .given(histories[phase] ?? [])
      .when(command, { today: '2026-01-02' })
      .thenRefused(code);
  });
});

describe('the parties of a contract', () => {
  const needing: readonly (readonly [string, readonly ContractEvent[], ContractCommand])[] = [
    ['draft', [], draft()],
    ['sending', drafted(), send],
    ['acceptance', sent(), accept],
  ];
  it.each(needing)('must be there and able for the %s', (_, history, command) => {
    const given = contract.given(history);
    // Only a payload that names them has fields to blame.
    const at = (pointer: string) => ({ pointer: history.length === 0 ? pointer : null });
    given.when(command, { company: noCompany }).thenRefused('contract.company-unknown', at('/companyId'));
    given.when(command, { company: { ...activeCompany, status: 'suspended' } }).thenRefused('contract.company-not-active');
    given.when(command, { company: { ...activeCompany, status: 'closed' } }).thenRefused('contract.company-not-active');
    given.when(command, { company: withoutEstablishment }).thenRefused('contract.establishment-not-open', at('/establishmentId'));
    given.when(command, { employee: nobody }).thenRefused('contract.employee-unknown', at('/employeeId'));
    given.when(command, { employee: { ...resident, status: 'merged' } }).thenRefused('contract.employee-merged');
    given.when(command, { employee: { ...resident, status: 'deceased' } }).thenRefused('contract.employee-deceased');
  });
});

describe('days of the steps', () => {
  const on = (effectiveOn: string): ContractCommand => ({ type: 'SendContract', data: { effectiveOn: day(effectiveOn) } });

  it('have come, do not lie before the step they follow, nor too far back', () => {
    contract.given(drafted()).when(on('2025-12-23')).thenRefused('contract.effective-in-future', { pointer: '/effectiveOn' });
    contract.given(drafted()).when(on('2025-12-19')).thenRefused('contract.effective-too-early', { pointer: '/effectiveOn' });
    contract
      .given([])
      .when(draft({ effectiveOn: day('2024-12-20') }))
      .thenRefused('contract.reported-too-late', { pointer: '/effectiveOn' });
    contract
      .given([])
      .when(draft({ effectiveOn: day('2017-12-31') }), { today: '2018-02-01' })
      .thenRefused('contract.reported-too-late');
    const state = contract
      .given(drafted())
      .when(on('2025-12-21'))
      .then([event('ContractSent', '2025-12-21', { answerBy: day('2025-12-28') })]);
    contract
      .given([...sent()])
      .when({ type: 'RejectContract', data: { reason: 'wage-differs', effectiveOn: day('2025-12-20') } })
      .thenRefused('contract.effective-too-early');
    if (state.phase !== 'pending-employee') throw new Error(state.phase);
  });

  it('lie within the time to answer', () => {
    for (const command of [accept, reject, ask]) {
      contract
        .given(sent())
        .when(command, { today: '2025-12-29' })
        .thenRefused('contract.answer-too-late', { rule: 'contract.answer-limit' });
    }
  });

  it('lie before the end of the term', () => {
    const short = terms({ startsOn: day('2025-12-01'), endsOn: day('2025-12-21'), probationDays: 0 });
    contract
      .given([])
      .when(draft({ terms: short }))
      .thenRefused('contract.term-over', { pointer: '/terms/endsOn' });
    contract
      .given(drafted())
      .when({ type: 'ReviseContract', data: { terms: short } })
      .thenRefused('contract.term-over');
    contract.given(drafted(short, '2025-12-01')).when(send).thenRefused('contract.term-over');
    contract
      .given([...drafted(short, '2025-12-01'), event('ContractSent', '2025-12-20', { answerBy: day('2025-12-27') })])
      .when(accept)
      .thenRefused('contract.term-over');
  });
});

describe('what may have changed since the draft', () => {
  it('is seen at the acceptance: nationality', () => {
    contract.given(sent(indefiniteTerms)).when(accept, { employee: saudi }).accepted();
    contract
      .given(sent(indefiniteTerms))
      .when(accept, { employee: resident })
      .thenRefused('contract.non-saudi-needs-term', { rule: 'contract.non-saudi-default-term' });
  });

  it('is seen at a revision: the terms', () => {
    contract
      .given(drafted())
      .when({ type: 'ReviseContract', data: { terms: indefiniteTerms } })
      .thenRefused('contract.non-saudi-needs-term');
    contract
      .given(drafted())
      .when({ type: 'ReviseContract', data: { terms: terms(), effectiveOn: day('2025-12-19') } })
      .thenRefused('contract.effective-too-early');
  });
});
