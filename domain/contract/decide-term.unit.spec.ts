import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../standards/calendar.js';
import { sameTermAgain } from './decide-term.js';
import type { ContractCommand } from './commands.js';
import type { ContractEvent } from './events.js';
import {
  activeCompany,
  contract,
  day,
  event,
  indefiniteTerms,
  resident,
  running,
  saudi,
  sent,
  settled,
  terms,
  withoutEstablishment,
} from './testing/contract-examples.js';

const renew = (endsOn: string, effectiveOn?: string): ContractCommand => ({
  type: 'RenewContract',
  data: { endsOn: day(endsOn), ...(effectiveOn === undefined ? {} : { effectiveOn: day(effectiveOn) }) },
});
const termEnd: ContractCommand = { type: 'EndContractTerm', data: {} };
const renewal = (on: string, startsOn: string, endsOn: string, renewals: number, automatic: boolean): ContractEvent =>
  event('ContractRenewed', on, { startsOn: day(startsOn), endsOn: day(endsOn), renewals, automatic });
const expiredYear = event(
  'ContractExpired',
  '2026-12-31',
  settled('expiry', '2026-01-01', '2026-12-31', ['275000', '1/2', '1', '1'], '2027-01-07'),
);

const resigned = event('ResignationSubmitted', '2026-12-20', {
  requestedLastDay: null,
  withdrawableUntil: day('2026-12-27'),
  deemedAcceptedOn: day('2027-01-19'),
});
const notRenewing = event('NoticeGiven', '2026-11-01', {
  by: 'employer',
  reason: 'not-renewing',
  article: '74',
  noticeDays: null,
  lastDay: day('2026-12-31'),
});

describe('a renewal by agreement', () => {
  it('follows the present term', () => {
    contract
      .given(running())
      .when(renew('2028-06-30'), { today: '2026-12-31' })
      .then([renewal('2026-12-31', '2027-01-01', '2028-06-30', 1, false)], { rules: [] });
  });

  it('makes a Saudi’s contract indefinite at the third, or when the terms reach four years', () => {
    const saudis = { employee: saudi, today: '2026-12-01' };
    const became = (on: string, startsOn: string, renewals: number) =>
      event('ContractBecameIndefinite', on, { startsOn: day(startsOn), renewals, automatic: false });
    contract
      .given(running(terms(), 'SAU'))
      .when(renew('2027-12-31'), saudis)
      .then([renewal('2026-12-01', '2027-01-01', '2027-12-31', 1, false)], {
        rules: ['contract.indefinite-after'],
      });
    contract
      .given(running(terms(), 'SAU'))
      .when(renew('2029-12-30'), saudis)
      .then([renewal('2026-12-01', '2027-01-01', '2029-12-30', 1, false)]);
    contract
      .given(running(terms(), 'SAU'))
      .when(renew('2029-12-31'), saudis)
      .then([became('2026-12-01', '2027-01-01', 1)]);
    const twice = [
      ...running(terms(), 'SAU'),
      renewal('2026-02-01', '2027-01-01', '2027-03-31', 1, false),
      renewal('2026-02-02', '2027-04-01', '2027-06-30', 2, false),
    ];
    const state = contract
      .given(twice)
      .when(renew('2027-09-30'), saudis)
      .then([became('2026-12-01', '2027-07-01', 3)]);
    expect(state).toMatchObject({ phase: 'authenticated', renewals: 3, terms: { kind: 'indefinite', endsOn: null } });
  });

  it('is without end for others', () => {
    const often = [1, 2, 3, 4, 5].reduce<ContractEvent[]>(
      (events, n) => [...events, renewal('2026-02-01', `${2026 + n}-01-01`, `${2026 + n}-12-31`, n, false)],
      [...running()],
    );
    contract
      .given(often)
      .when(renew('2032-12-31'), { today: '2026-03-01' })
      .then([renewal('2026-03-01', '2032-01-01', '2032-12-31', 6, false)]);
  });

  it('is refused where there is nothing to renew', () => {
    const given = contract.given(running());
    contract.given(sent()).when(renew('2027-12-31'), { today: '2025-12-25' }).thenRefused('contract.not-authenticated');
    contract.given(running(indefiniteTerms, 'SAU')).when(renew('2027-12-31'), { today: '2026-03-01' }).thenRefused('contract.no-term');
    contract
      .given([...running(), resigned])
      .when(renew('2027-12-31'), { today: '2026-12-21' })
      .thenRefused('contract.leaving');
    contract
      .given([...running(), notRenewing])
      .when(renew('2027-12-31'), { today: '2026-12-21' })
      .thenRefused('contract.leaving');
    given.when(renew('2027-12-31'), { today: '2027-01-01' }).thenRefused('contract.term-over');
    given.when(renew('2026-12-31'), { today: '2026-03-01' }).thenRefused('contract.renewal-not-later', { pointer: '/endsOn' });
    given.when(renew('2027-12-31', '2025-12-21'), { today: '2026-03-01' }).thenRefused('contract.effective-too-early');
    given
      .when(renew('2027-12-31'), { today: '2026-03-01', company: { ...activeCompany, status: 'suspended' } })
      .thenRefused('contract.company-not-active');
    given
      .when(renew('2027-12-31'), { today: '2026-03-01', employee: { ...resident, status: 'deceased' } })
      .thenRefused('contract.employee-deceased');
  });
});

describe('the end of a term', () => {
  it('is nothing before the day after the last', () => {
    contract.given(running()).when(termEnd, { today: '2026-12-31' }).thenNothing();
    contract.given(sent()).when(termEnd, { today: '2027-12-31' }).thenNothing();
    contract.given(running(indefiniteTerms, 'SAU')).when(termEnd, { today: '2027-12-31' }).thenNothing();
    contract
      .given([...running(), expiredYear])
      .when(termEnd, { today: '2027-12-31' })
      .thenNothing();
  });

  it('renews for the same length where so agreed, from the day after, whenever the clock comes', () => {
    for (const today of ['2027-01-01', '2027-05-05']) {
      contract
        .given(running())
        .when(termEnd, { today })
        .then([renewal('2027-01-01', '2027-01-01', '2027-12-31', 1, true)]);
    }
    const again = [...running(), renewal('2027-01-01', '2027-01-01', '2027-06-30', 1, false)];
    contract
      .given(again)
      .when(termEnd, { today: '2027-07-01' })
      .then([renewal('2027-07-01', '2027-07-01', '2027-12-31', 2, true)]);
  });

  it('makes a Saudi’s contract indefinite at the third renewal', () => {
    const twice = [
      ...running(terms(), 'SAU'),
      renewal('2027-01-01', '2027-01-01', '2027-06-30', 1, true),
      renewal('2027-07-01', '2027-07-01', '2027-12-31', 2, true),
    ];
    contract
      .given(twice)
      .when(termEnd, { today: '2028-01-01', employee: saudi })
      .then([event('ContractBecameIndefinite', '2028-01-01', { startsOn: day('2028-01-01'), renewals: 3, automatic: true })]);
  });

  it('ends a contract that is not to be renewed, with the award', () => {
    const once = terms({ renewable: false });
    contract
      .given(running(once))
      .when(termEnd, { today: '2027-01-03' })
      .then([expiredYear], {
        rules: ['end-of-service.service-measure', 'end-of-service.steps', 'contract.end-consequences', 'contract.final-pay-days'],
      });
  });

  it('ends a contract that someone is leaving: the term expires', () => {
    contract
      .given([...running(), resigned])
      .when(termEnd, { today: '2027-01-01' })
      .then([expiredYear]);
    contract
      .given([...running(), notRenewing])
      .when(termEnd, { today: '2027-01-01' })
      .then([expiredYear]);
  });

  it('ends a contract whose sides cannot go on; a suspension does not', () => {
    const today = '2027-01-01';
    contract
      .given(running())
      .when(termEnd, { today, company: { ...activeCompany, status: 'closed' } })
      .then([expiredYear]);
    contract.given(running()).when(termEnd, { today, company: withoutEstablishment }).then([expiredYear]);
    contract
      .given(running())
      .when(termEnd, { today, employee: { ...resident, status: 'deceased' } })
      .then([expiredYear]);
    contract
      .given(running())
      .when(termEnd, { today, company: { ...activeCompany, status: 'suspended' } })
      .then([renewal('2027-01-01', '2027-01-01', '2027-12-31', 1, true)]);
  });
});

describe('a further term of the same length', () => {
  it.each([
    ['2026-01-01', '2026-12-31', '2027-12-31'],
    ['2024-02-29', '2025-02-27', '2026-02-27'],
    ['2026-03-01', '2027-02-28', '2028-02-29'],
    ['2026-01-15', '2026-02-14', '2026-03-14'],
    ['2026-01-01', '2026-01-10', '2026-01-20'],
  ])('%s to %s goes on to %s', (from, endsOn, next) => {
    expect(sameTermAgain(day(from), day(endsOn))).toBe(next);
  });

  it('is four days longer or shorter at most: three by which months differ, one of a leap year', () => {
    expect(sameTermAgain(day('2023-10-24'), day('2025-02-23'))).toBe('2026-06-23');
    const length = fc.integer({ min: 0, max: 2_000 });
    fc.assert(
      fc.property(fc.integer({ min: -800, max: 3_000 }), length, (start, days) => {
        const from = addDays(day('2026-01-01'), start);
        const endsOn = addDays(from, days);
        const next = sameTermAgain(from, endsOn);
        expect(Math.abs(daysBetween(endsOn, next) - (days + 1))).toBeLessThanOrEqual(4);
        expect(next > endsOn).toBe(true);
      }),
    );
  });
});
