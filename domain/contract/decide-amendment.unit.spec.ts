import { describe, it } from 'vitest';
import { nobody } from '../employee/state.js';
import { fromRiyals } from '../standards/money.js';
import type { ContractCommand } from './commands.js';
import type { ContractTerms } from './terms.js';
import { activeCompany, contract, day, drafted, event, resident, running, saudi, sent, terms } from './testing/contract-examples.js';

const today = '2026-02-01';
const raise = terms({ wage: { ...terms().wage, basic: fromRiyals(5_000) } });
const propose = (to: ContractTerms = raise, more: { effectiveOn?: ReturnType<typeof day> } = {}): ContractCommand => ({
  type: 'ProposeAmendment',
  data: { by: 'employer', terms: to, ...more },
});
const accept: ContractCommand = { type: 'AcceptAmendment', data: { by: 'employee' } };
const decline: ContractCommand = { type: 'DeclineAmendment', data: { by: 'employee' } };
const lapse: ContractCommand = { type: 'LapseAmendment', data: {} };

const proposed = (to: ContractTerms = raise) =>
  event('AmendmentProposed', '2026-02-01', { by: 'employer', terms: to, answerBy: day('2026-02-08') });
const open = (to: ContractTerms = raise, of = terms(), nationality = 'IND') => [...running(of, nationality), proposed(to)];
const noticeGiven = event('NoticeGiven', '2026-02-01', {
  by: 'employee',
  reason: 'not-renewing',
  article: '74',
  noticeDays: null,
  lastDay: day('2026-12-31'),
});

describe('an amendment', () => {
  it('is proposed by a party, with a week to answer', () => {
    contract
      .given(running())
      .when(propose(), { today })
      .then([proposed()], {
        rules: ['contract.probation', 'contract.working-hours', 'contract.minimum-age', 'contract.amendment-answer-limit'],
      });
  });

  it('holds once the other party accepts it', () => {
    const state = contract
      .given(open())
      .when(accept, { today: '2026-02-08' })
      .then([event('AmendmentAccepted', '2026-02-08', { by: 'employee', terms: raise, probationEndsOn: day('2026-03-31') })], {
        unknown: [],
      });
    if (state.phase !== 'authenticated' || state.amendment !== null || state.terms.wage.basic.amount !== '500000')
      throw new Error('the new terms hold');
  });

  it('leaves the old terms where it is declined or lapses', () => {
    contract
      .given(open())
      .when(decline, { today })
      .then([event('AmendmentDeclined', '2026-02-01', { by: 'employee' })]);
    contract
      .given(open())
      .when(lapse, { today: '2026-02-09' })
      .then([event('AmendmentLapsed', '2026-02-09', { answerBy: day('2026-02-08') })]);
    contract.given(open()).when(lapse, { today: '2026-02-08' }).thenNothing();
    contract.given(running()).when(lapse, { today: '2027-02-08' }).thenNothing();
    contract.given(sent()).when(lapse, { today: '2027-02-08' }).thenNothing();
  });

  it('that changes the occupation of a non-Saudi passes as unknown', () => {
    const other = terms({ occupation: '214401' });
    const accepted = event('AmendmentAccepted', '2026-02-01', { by: 'employee', terms: other, probationEndsOn: day('2026-03-31') });
    contract
      .given(open(other))
      .when(accept, { today })
      .then([accepted], { unknown: ['occupation-change'] });
    contract
      .given(open(other, terms(), 'SAU'))
      .when(accept, { today, employee: saudi })
      .then([accepted], { unknown: [] });
  });

  it('can make a Saudi’s term indefinite, or lengthen a running probation', () => {
    const forever = terms({ kind: 'indefinite', endsOn: null });
    contract
      .given(running(terms(), 'SAU'))
      .when(propose(forever), { today, employee: saudi })
      .then([proposed(forever)]);
    const longer = terms({ probationDays: 180 });
    contract
      .given(running())
      .when(propose(longer), { today })
      .then([proposed(longer)]);
  });

  it('keeps the term that was renewed while it waited', () => {
    const renewal = event('ContractRenewed', '2026-02-02', {
      startsOn: day('2027-01-01'),
      endsOn: day('2027-12-31'),
      renewals: 1,
      automatic: false,
    });
    const onward = { ...raise, endsOn: day('2027-12-31') };
    contract
      .given([...open(), renewal])
      .when(accept, { today: '2026-02-03' })
      .then([event('AmendmentAccepted', '2026-02-03', { by: 'employee', terms: onward, probationEndsOn: day('2026-03-31') })]);
  });
});

describe('an amendment is refused', () => {
  it.each([
    ['contract.amendment-moves-start', '/terms/startsOn', terms({ startsOn: day('2026-02-01') }), today],
    ['contract.amendment-moves-end', '/terms/endsOn', terms({ endsOn: day('2027-12-31') }), today],
    ['contract.amendment-changes-nothing', '/terms', terms(), today],
    ['contract.probation-over', '/terms/probationDays', terms({ probationDays: 120 }), '2026-04-01'],
    ['contract.non-saudi-needs-term', '/terms/kind', terms({ kind: 'indefinite', endsOn: null }), today],
    ['contract.hours-beyond-limit', '/terms/hoursPerWeek', terms({ hoursPerWeek: 60 }), today],
  ] as const)('for its terms: %s', (code, pointer, to, on) => {
    contract.given(running()).when(propose(to), { today: on }).thenRefused(code, { pointer });
  });

  it('for a new term that would be over', () => {
    const forever = terms({ kind: 'indefinite', endsOn: null, startsOn: day('2025-01-01'), probationDays: 0 });
    const over = { ...forever, kind: 'fixed' as const, endsOn: day('2026-01-31') };
    contract
      .given(running(forever, 'SAU'))
      .when(propose(over), { today, employee: saudi })
      .thenRefused('contract.term-over', { pointer: '/terms/endsOn' });
  });

  it('for a contract that is not in force, or is being left', () => {
    for (const command of [propose(), accept, decline])
      contract.given(sent()).when(command, { today }).thenRefused('contract.not-authenticated');
    contract.given(drafted()).when(propose(), { today }).thenRefused('contract.not-authenticated');
    contract
      .given([...running(), noticeGiven])
      .when(propose(), { today })
      .thenRefused('contract.leaving');
    contract
      .given([...open(), noticeGiven])
      .when(accept, { today })
      .thenRefused('contract.leaving');
    contract
      .given([...open(), noticeGiven])
      .when(decline, { today })
      .accepted();
  });

  it('while another waits, and answered where none does', () => {
    contract.given(open()).when(propose(), { today }).thenRefused('contract.amendment-open');
    contract.given(running()).when(accept, { today }).thenRefused('contract.no-amendment');
    contract.given(running()).when(decline, { today }).thenRefused('contract.no-amendment');
  });

  it('by who proposed it, too late, or before it was proposed', () => {
    contract
      .given(open())
      .when({ type: 'AcceptAmendment', data: { by: 'employer' } }, { today })
      .thenRefused('contract.own-amendment', { pointer: '/by' });
    contract
      .given(open())
      .when({ type: 'DeclineAmendment', data: { by: 'employer' } }, { today })
      .thenRefused('contract.own-amendment');
    contract
      .given(open())
      .when(accept, { today: '2026-02-09' })
      .thenRefused('contract.answer-too-late', { rule: 'contract.amendment-answer-limit' });
    contract
      .given(open())
      .when({ type: 'AcceptAmendment', data: { by: 'employee', effectiveOn: day('2026-01-31') } }, { today })
      .thenRefused('contract.effective-too-early');
    contract
      .given(running())
      .when(propose(raise, { effectiveOn: day('2026-02-02') }), { today })
      .thenRefused('contract.effective-in-future');
  });

  it('for parties that cannot agree now', () => {
    for (const [history, command] of [
      [running(), propose()],
      [open(), accept],
    ] as const) {
      contract
        .given(history)
        .when(command, { today, company: { ...activeCompany, status: 'suspended' } })
        .thenRefused('contract.company-not-active');
      contract.given(history).when(command, { today, employee: nobody }).thenRefused('contract.employee-unknown');
    }
  });

  it('at its acceptance, for what has changed since', () => {
    const longer = terms({ probationDays: 100 });
    const late = event('AmendmentProposed', '2026-03-30', { by: 'employee', terms: longer, answerBy: day('2026-04-06') });
    contract
      .given([...running(), late])
      .when({ type: 'AcceptAmendment', data: { by: 'employer' } }, { today: '2026-04-01', employee: resident })
      .thenRefused('contract.probation-over');
  });
});
