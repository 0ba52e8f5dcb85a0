import { describe, expect, it } from 'vitest';
import type { ContractCommand, TerminateContract } from './commands.js';
import type { EndArticle, EndedBy, TerminationArticle } from './codes.js';
import type { Settlement } from './settlement.js';
import { activeCompany, contract, day, event, indefiniteTerms, running, saudi, sent, settled, terms, withoutEstablishment } from './testing/contract-examples.js';

const today = '2025-12-31';
const terminate = (article: TerminationArticle, more: Partial<TerminateContract['data']> = {}): ContractCommand => ({
  type: 'TerminateContract',
  data: { article, ...more },
});
const notice = (
  by: 'employer' | 'employee',
  reason: 'performance' | 'not-renewing' = 'performance',
  effectiveOn?: string,
): ContractCommand => ({
  type: 'GiveNotice',
  data: { by, reason, ...(effectiveOn === undefined ? {} : { effectiveOn: day(effectiveOn) }) },
});
const onLastDay: ContractCommand = { type: 'EndContractOnLastDay', data: {} };
const terminated = (article: EndArticle, by: EndedBy, settlement: Settlement) =>
  event('ContractTerminated', settlement.lastDay, { article, by, ...settlement });

/** A Saudi's contract of two full years on the last day of 2025. */
const twoYears = running(indefiniteTerms, 'SAU');
const full = ['550000', '1', '2', '1'] as const;
const none = ['0', '0', '2', '0'] as const;
const third = ['183333', '1/3', '2', '1/3'] as const;
const facts = { today, employee: saudi };

describe('the end at once of two years at SAR 5,500', () => {
  const cases: readonly (readonly [
    TerminationArticle,
    EndedBy,
    Settlement['reason'],
    readonly [string, string, string, string],
    string,
    readonly [string, 'employer' | 'employee'] | null,
  ])[] = [
    ['74', 'both', 'mutual-agreement', full, '2026-01-07', null],
    ['77', 'employer', 'unlawful-by-employer', full, '2026-01-07', ['1100000', 'employer']],
    ['77', 'employee', 'unlawful-by-employee', third, '2026-01-14', ['1100000', 'employee']],
    ['79', 'law', 'disability', full, '2026-01-07', null],
    ['80', 'employer', 'article-80', none, '2026-01-07', null],
    ['81', 'employee', 'article-81', full, '2026-01-14', null],
    ['87', 'employee', 'marriage-or-birth', full, '2026-01-14', null],
    ['retirement', 'law', 'retirement', full, '2026-01-07', null],
    ['death', 'law', 'death', full, '2026-01-07', null],
    ['force-majeure', 'law', 'force-majeure', full, '2026-01-07', null],
    ['establishment-closed', 'employer', 'establishment-closed', full, '2026-01-07', null],
  ];
  it.each(cases)('by article %s, by %s', (article, by, reason, award, due, compensation) => {
    const settlement = settled(reason, '2024-01-01', today, award, due, compensation);
    contract
      .given(twoYears)
      .when(terminate(article, { by }), facts)
      .then([terminated(article, by, settlement)]);
  });

  it('says whether the closure it rests on is recorded', () => {
    const closed = terminate('establishment-closed');
    const unknownOf = (company: typeof activeCompany) => contract.given(twoYears).when(closed, { ...facts, company }).accepted().unknown;
    expect(unknownOf(activeCompany)).toEqual(['establishment-closure']);
    expect(unknownOf(withoutEstablishment)).toEqual([]);
  });

  it('needs no side to be named where the article has one', () => {
    contract
      .given(twoYears)
      .when(terminate('80'), facts)
      .then([terminated('80', 'employer', settled('article-80', '2024-01-01', today, none, '2026-01-07'))]);
  });

  it('names the rules used, each once', () => {
    contract
      .given(twoYears)
      .when(terminate('77', { by: 'employer' }), facts)
      .then(
        [terminated('77', 'employer', settled('unlawful-by-employer', '2024-01-01', today, full, '2026-01-07', ['1100000', 'employer']))],
        {
          rules: [
            'end-of-service.service-measure',
            'end-of-service.steps',
            'contract.end-consequences',
            'end-of-service.unlawful-end',
            'contract.final-pay-days',
          ],
        },
      );
  });
});

describe('other ends at once', () => {
  it('pay the rest of the term for an unlawful end of a fixed one', () => {
    const settlement = settled('unlawful-by-employer', '2026-01-01', '2026-06-30', ['136370', '181/730', '181/365', '1'], '2026-07-07', [
      '3300000',
      'employer',
    ]);
    contract
      .given(running())
      .when(terminate('77', { by: 'employer' }), { today: '2026-06-30' })
      .then([terminated('77', 'employer', settlement)]);
  });

  it('owe no award in probation, and only there is Article 53 heard', () => {
    const given = contract.given(running());
    const settlement = settled('probation', '2026-01-01', '2026-03-31', ['0', '0', '18/73', '0'], '2026-04-07');
    given.when(terminate('53', { by: 'employee' }), { today: '2026-03-31' }).then([terminated('53', 'employee', settlement)]);
    given.when(terminate('53', { by: 'employer' }), { today: '2026-04-01' }).thenRefused('contract.no-probation', { pointer: '/article' });
    contract
      .given(twoYears)
      .when(terminate('53', { by: 'employer' }), facts)
      .thenRefused('contract.no-probation');
  });

  it('after marriage or birth are a woman’s', () => {
    const by87 = terminate('87');
    contract.given(twoYears).when(by87, { today, employee: { ...saudi, sex: 'male' } }).thenRefused('contract.article-of-women', { pointer: '/article' });
    contract.given(twoYears).when(by87, { today, employee: { ...saudi, sex: null } }).accepted();
  });

  it('come with completed work for a term only', () => {
    const settlement = settled('work-completed', '2026-01-01', '2026-12-31', ['275000', '1/2', '1', '1'], '2027-01-07');
    contract
      .given(running())
      .when(terminate('57'), { today: '2026-12-31' })
      .then([terminated('57', 'law', settlement)]);
    contract.given(twoYears).when(terminate('57'), facts).thenRefused('contract.no-term', { pointer: '/article' });
  });

  it('reckon a month for each year after the fifth', () => {
    const long = running(terms({ kind: 'indefinite', startsOn: day('2018-01-01'), endsOn: null, probationDays: 0 }), 'SAU');
    const settlement = settled('retirement', '2018-01-01', today, ['3025000', '11/2', '8', '1', ['3', '3']], '2026-01-07');
    contract
      .given(long)
      .when(terminate('retirement'), facts)
      .then([terminated('retirement', 'law', settlement)]);
  });

  it('before the first day owe no award', () => {
    const nothing = { amount: { amount: '0', currency: 'SAR' as const }, factor: '0', years: '0', share: '0', steps: [] };
    const base = settled('unlawful-by-employer', '2026-01-01', '2025-12-24', full, '2025-12-31', ['6600000', 'employer']);
    contract
      .given(running())
      .when(terminate('77', { by: 'employer' }), { today: '2025-12-24' })
      .then([terminated('77', 'employer', { ...base, award: nothing })]);
    const later = terms({ kind: 'indefinite', endsOn: null, probationDays: 0 });
    const least = settled('unlawful-by-employee', '2026-01-01', '2025-12-24', full, '2026-01-07', ['1100000', 'employee']);
    contract
      .given(running(later, 'SAU'))
      .when(terminate('77', { by: 'employee' }), { today: '2025-12-24', employee: saudi })
      .then([terminated('77', 'employee', { ...least, award: nothing })]);
  });

  it('may be known later: a death before a renewal', () => {
    const renewal = event('ContractRenewed', '2027-01-01', {
      startsOn: day('2027-01-01'),
      endsOn: day('2027-12-31'),
      renewals: 1,
      automatic: true,
    });
    const settlement = settled('death', '2026-01-01', '2026-12-31', ['275000', '1/2', '1', '1'], '2027-01-07');
    contract
      .given([...running(), renewal])
      .when(terminate('death', { effectiveOn: day('2026-12-31') }), { today: '2027-02-01' })
      .then([terminated('death', 'law', settlement)]);
  });

  it('known later are reckoned by the term in which they lie, where the present one followed it by itself', () => {
    const automatic = event('ContractRenewed', '2027-01-01', { startsOn: day('2027-01-01'), endsOn: day('2027-12-31'), renewals: 1, automatic: true });
    const late = { today: '2027-01-05' };
    // December is what was left of the term on 30 November, and two months are the least.
    const settlement = settled('unlawful-by-employer', '2026-01-01', '2026-11-30', ['251644', '167/365', '334/365', '1'], '2026-12-07', ['1100000', 'employer']);
    contract
      .given([...running(), automatic])
      .when(terminate('77', { by: 'employer', effectiveOn: day('2026-11-30') }), late)
      .then([terminated('77', 'employer', settlement)]);
    // The third renewal made it indefinite; the work of the term before was completed all the same.
    const saudis = running(terms(), 'SAU');
    const became = event('ContractBecameIndefinite', '2027-01-01', { startsOn: day('2027-01-01'), renewals: 3, automatic: true });
    const completed = settled('work-completed', '2026-01-01', '2026-12-31', ['275000', '1/2', '1', '1'], '2027-01-07');
    const given = contract.given([...saudis, became]);
    given.when(terminate('57', { effectiveOn: day('2026-12-31') }), { ...late, employee: saudi }).then([terminated('57', 'law', completed)]);
    given.when(terminate('57', { effectiveOn: day('2027-01-01') }), { ...late, employee: saudi }).thenRefused('contract.no-term');
  });

  it('are not dated before the present terms were agreed', () => {
    const amended = event('AmendmentAccepted', '2026-05-10', { by: 'employee', terms: terms({ hoursPerWeek: 40 }), probationEndsOn: null });
    const at = (effectiveOn: string) => terminate('80', { effectiveOn: day(effectiveOn) });
    contract.given(running()).when(at('2025-12-21'), { today: '2026-06-01' }).thenRefused('contract.effective-too-early');
    contract.given(running()).when(at('2025-12-22'), { today: '2026-06-01' }).accepted();
    contract.given([...running(), amended]).when(at('2026-05-09'), { today: '2026-06-01' }).thenRefused('contract.effective-too-early');
    contract.given([...running(), amended]).when(at('2026-05-10'), { today: '2026-06-01' }).accepted();
  });

  it('are refused of the other side, for a contract not in force, and on a day that cannot be', () => {
    contract
      .given(twoYears)
      .when(terminate('80', { by: 'employee' }), facts)
      .thenRefused('contract.article-of-other-side', { pointer: '/by' });
    contract.given(twoYears).when(terminate('77'), facts).thenRefused('contract.article-of-other-side', { pointer: '/by' });
    contract.given(sent()).when(terminate('74'), { today: '2025-12-25' }).thenRefused('contract.not-authenticated');
    contract
      .given(twoYears)
      .when(terminate('74', { effectiveOn: day('2026-01-01') }), facts)
      .thenRefused('contract.effective-in-future');
    contract
      .given(running())
      .when(terminate('74'), { today: '2027-01-01' })
      .thenRefused('contract.ends-before', { pointer: '/effectiveOn' });
  });
});

describe('a death', () => {
  const dead = (deceasedOn: string) => ({ ...saudi, status: 'deceased' as const, deceasedOn: day(deceasedOn) });
  const byDeath = (lastDay: string, award: readonly [string, string, string, string], due: string) =>
    terminated('death', 'law', settled('death', '2024-01-01', lastDay, award, due));

  it('that is recorded gives the day; one that is not is let through as unknown', () => {
    const given = contract.given(twoYears);
    given.when(terminate('death'), { today, employee: dead('2025-12-26') }).accepted();
    const settlement = settled('death', '2024-01-01', today, full, '2026-01-07');
    given.when(terminate('death'), facts).then([terminated('death', 'law', settlement)], { unknown: ['death'] });
    given.when(terminate('death'), { today, employee: dead(today) }).then([terminated('death', 'law', settlement)], { unknown: [] });
  });

  it('is the end: nothing else ends the contract after it, and it lies on no earlier day', () => {
    const given = contract.given(twoYears);
    const later = { today: '2026-01-20', employee: dead('2025-12-31') };
    given.when(terminate('80'), later).thenRefused('contract.employee-deceased', { pointer: '/effectiveOn' });
    given.when(terminate('80', { effectiveOn: day('2025-12-31') }), later).accepted();
    given.when(terminate('death', { effectiveOn: day('2025-12-30') }), later).thenRefused('contract.died-later', { pointer: '/effectiveOn' });
    given.when(terminate('death'), later).then([byDeath('2025-12-31', full, '2026-01-07')]);
  });

  it('overtakes a last day that was set: the whole award is due, not the share of who left', () => {
    const leaving = event('NoticeGiven', '2025-12-22', { by: 'employee', reason: 'performance', article: '75', noticeDays: 30, lastDay: day('2026-01-21') });
    const given = contract.given([...twoYears, leaving]);
    given.when(onLastDay, { today: '2026-01-22', employee: dead('2025-12-31') }).then([byDeath('2025-12-31', full, '2026-01-07')]);
    given.when(onLastDay, { today: '2026-01-25', employee: dead('2026-01-23') }).accepted().events.forEach(({ data }) => {
      expect(data).toMatchObject({ article: '75', reason: 'notice-by-employee' });
    });
  });

  it('before the terms were agreed ends the contract on the day of the agreement', () => {
    const term = running(terms({ renewable: false }));
    const settlement = settled('death', '2026-01-01', '2025-12-22', none, '2025-12-29');
    const nothing = { amount: { amount: '0', currency: 'SAR' as const }, factor: '0', years: '0', share: '0', steps: [] };
    contract
      .given(term)
      .when({ type: 'EndContractTerm', data: {} }, { today: '2027-01-01', employee: dead('2025-12-01') })
      .then([terminated('death', 'law', { ...settlement, award: nothing })]);
  });
});

describe('notice', () => {
  const given = (by: 'employer' | 'employee', noticeDays: number, lastDay: string, effectiveOn = today) =>
    event('NoticeGiven', effectiveOn, { by, reason: 'performance', article: '75', noticeDays, lastDay: day(lastDay) });
  const notRenewing = event('NoticeGiven', '2026-10-01', {
    by: 'employee',
    reason: 'not-renewing',
    article: '74',
    noticeDays: null,
    lastDay: day('2026-12-31'),
  });

  it.each([
    ['employer', 60, '2026-03-01'],
    ['employee', 30, '2026-01-30'],
  ] as const)('of an indefinite contract by the %s runs %i days', (by, days, lastDay) => {
    contract
      .given(twoYears)
      .when(notice(by), facts)
      .then([given(by, days, lastDay)], { rules: ['contract.notice-days'] });
  });

  it('runs 30 days where pay is not monthly', () => {
    const weekly = running({ ...indefiniteTerms, payPeriod: 'other' }, 'SAU');
    contract
      .given(weekly)
      .when(notice('employer'), facts)
      .then([given('employer', 30, '2026-01-30')]);
  });

  it('of a fixed term says that it will not be renewed', () => {
    contract.given(running()).when(notice('employee', 'not-renewing'), { today: '2026-10-01' }).then([notRenewing]);
    contract
      .given(running())
      .when(notice('employee'), { today: '2026-10-01' })
      .thenRefused('contract.notice-in-term', { pointer: '/reason' });
    contract.given(running()).when(notice('employee', 'not-renewing'), { today: '2027-01-01' }).thenRefused('contract.term-over');
    contract.given(twoYears).when(notice('employee', 'not-renewing'), facts).thenRefused('contract.no-term', { pointer: '/reason' });
  });

  it('is given once, for a contract in force', () => {
    contract
      .given([...twoYears, given('employer', 60, '2026-03-01')])
      .when(notice('employee'), facts)
      .thenRefused('contract.leaving');
    contract.given(sent()).when(notice('employer'), { today: '2025-12-25' }).thenRefused('contract.not-authenticated');
    contract
      .given(twoYears)
      .when(notice('employer', 'performance', '2025-12-21'), facts)
      .thenRefused('contract.effective-too-early');
  });

  it.each([
    // To 1 March two years and 60/365, to 30 January two years and 30/365; half a month each, and a third of it for who leaves.
    ['employer', 60, settled('notice-by-employer', '2024-01-01', '2026-03-01', ['595205', '79/73', '158/73', '1'], '2026-03-08')],
    ['employee', 30, settled('notice-by-employee', '2024-01-01', '2026-01-30', ['190868', '76/219', '152/73', '1/3'], '2026-02-13')],
  ] as const)('by the %s ends the contract after its last day', (by, days, settlement) => {
    const { lastDay } = settlement;
    const history = [...twoYears, given(by, days, lastDay)];
    contract.given(history).when(onLastDay, { today: lastDay }).thenNothing();
    contract
      .given(history)
      .when(onLastDay, { today: '2026-04-01' })
      .then([terminated('75', by, settlement)]);
  });

  it('of not renewing lets the term expire', () => {
    const expired = event(
      'ContractExpired',
      '2026-12-31',
      settled('expiry', '2026-01-01', '2026-12-31', ['275000', '1/2', '1', '1'], '2027-01-07'),
    );
    contract
      .given([...running(), notRenewing])
      .when(onLastDay, { today: '2027-01-01' })
      .then([expired]);
  });

  it('can be overtaken by an end at once, up to its last day', () => {
    const history = [...twoYears, given('employer', 60, '2026-03-01')];
    contract.given(history).when(terminate('80'), { today: '2026-03-01', employee: saudi }).accepted();
    contract.given(history).when(terminate('80'), { today: '2026-03-02', employee: saudi }).thenRefused('contract.ends-before');
  });

  it('is nothing to the clock where nobody leaves', () => {
    for (const history of [sent(), running(), twoYears]) contract.given(history).when(onLastDay, { today: '2027-06-01' }).thenNothing();
  });
});
