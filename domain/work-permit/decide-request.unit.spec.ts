import { describe, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { deciderSpec } from '../testing/decider-spec.js';
import { testId } from '../testing/test-facts.js';
import type { RenewWorkPermit, RequestWorkPermit } from './commands.js';
import { workPermitDecider } from './decider.js';
import {
  active,
  billCancelled,
  billed,
  contract,
  contractId,
  declared,
  employee,
  employer,
  expired,
  goodFacts,
  issued,
  paid,
  parties,
  pending,
  rejected,
  renewalRequested,
  renewing,
  requested,
} from './testing/permit-examples.js';

const day = toIsoDate;
const spec = deciderSpec(workPermitDecider, goodFacts);

const request = (change: Partial<RequestWorkPermit['data']> = {}): RequestWorkPermit => ({
  type: 'RequestWorkPermit',
  data: { ...parties, occupation: '711201', months: 12, arrivedOn: day('2026-04-01'), ...declared, ...change },
});
const renew = (change: Partial<RenewWorkPermit['data']> = {}): RenewWorkPermit => ({
  type: 'RenewWorkPermit',
  data: { months: 3, ...declared, ...change },
});

describe('the request of a work permit', () => {
  it('is recorded with the figures as declared, and says what could not be answered', () => {
    spec
      .given([])
      .when(request())
      .then([requested()], {
        rules: ['work-permit.terms', 'work-permit.first-issue', 'work-permit.skill-levels'],
        unknown: ['levy-head-counts', 'nitaqat-band', 'employment-contract'],
      });
  });

  it('rests on an authenticated contract when one is named', () => {
    spec.given([]).when(request({ contractId }), { contract }).then([requested({ contractId })], { unknown: ['levy-head-counts', 'nitaqat-band'] });
  });

  it('passes without a day of arrival, which is then unknown', () => {
    const { arrivedOn: _unsaid, ...data } = request().data;
    spec
      .given([])
      .when({ type: 'RequestWorkPermit', data })
      .then([requested({ arrivedOn: null })], { unknown: ['levy-head-counts', 'nitaqat-band', 'employment-contract', 'arrival-day'] });
  });

  it('may report an earlier day', () => {
    spec.given([]).when(request({ effectiveOn: day('2026-04-20') })).then([requested({ effectiveOn: day('2026-04-20') })]);
  });

  it.each([
    ['a day ahead', request({ effectiveOn: day('2026-04-27') }), {}, 'work-permit.effective-in-future', '/effectiveOn'],
    ['a day too far back', request({ effectiveOn: day('2025-04-24') }), {}, 'work-permit.reported-too-late', '/effectiveOn'],
    ['a company nobody registered', request(), { employer: { ...employer, company: 'none' } }, 'work-permit.company-unknown', '/companyId'],
    ['a suspended company', request(), { employer: { ...employer, company: 'suspended' } }, 'work-permit.company-not-active', '/companyId'],
    ['a closed company', request(), { employer: { ...employer, company: 'closed' } }, 'work-permit.company-not-active', '/companyId'],
    ['no such establishment', request(), { employer: { ...employer, establishment: null } }, 'work-permit.establishment-not-open', '/establishmentId'],
    [
      'a closed establishment',
      request(),
      { employer: { ...employer, establishment: { open: false, main: true } } },
      'work-permit.establishment-not-open',
      '/establishmentId',
    ],
    ['nobody registered', request(), { employee: { ...employee, status: 'none' } }, 'work-permit.employee-unknown', '/employeeId'],
    ['a merged record', request(), { employee: { ...employee, status: 'merged' } }, 'work-permit.employee-merged', '/employeeId'],
    ['somebody deceased', request(), { employee: { ...employee, status: 'deceased' } }, 'work-permit.employee-deceased', '/employeeId'],
    ['a citizen', request(), { employee: { ...employee, nationality: 'SAU' } }, 'work-permit.none-needed', '/employeeId'],
    ['a national of the Gulf Cooperation Council', request(), { employee: { ...employee, nationality: 'OMN' } }, 'work-permit.none-needed', '/employeeId'],
    ['a contract of another company', request({ contractId }), { contract: { ...contract, companyId: testId('x') } }, 'work-permit.contract-of-others', '/contractId'],
    ['a contract of somebody else', request({ contractId }), { contract: { ...contract, employeeId: testId('x') } }, 'work-permit.contract-of-others', '/contractId'],
    ['a contract not in force', request({ contractId }), { contract: { ...contract, authenticated: false } }, 'work-permit.contract-not-authenticated', '/contractId'],
    ['a term that is not offered', request({ months: 7 }), {}, 'work-permit.term-not-allowed', '/months'],
    ['an arrival that lies ahead', request({ arrivedOn: day('2026-04-27') }), {}, 'work-permit.arrival-ahead', '/arrivedOn'],
    ['an arrival 91 days ago', request({ arrivedOn: day('2026-01-25') }), {}, 'work-permit.first-issue-late', '/arrivedOn'],
    ['a basic occupation at 61', request({ occupation: '9112' }), { employee: { ...employee, birthYear: 1964 } }, 'work-permit.too-old-for-basic-level', '/occupation'],
  ] as const)('is refused for %s', (_, command, facts, code, pointer) => {
    spec.given([]).when(command, facts).thenRefused(code, { pointer });
  });

  it('counts the 90th day after arrival as in time', () => {
    spec.given([]).when(request({ arrivedOn: day('2026-01-26') })).then([requested({ arrivedOn: day('2026-01-26') })]);
  });

  it('lets a basic occupation pass at 60, and says when the year of birth does not settle it', () => {
    const asked = requested({ occupation: '9112' });
    const settled = ['levy-head-counts', 'nitaqat-band', 'employment-contract'];
    spec.given([]).when(request({ occupation: '9112' }), { employee: { ...employee, birthYear: 1966 } }).then([asked], { unknown: settled });
    spec.given([]).when(request({ occupation: '9112' }), { employee: { ...employee, birthYear: 1965 } }).then([asked], { unknown: [...settled, 'age'] });
    spec.given([]).when(request({ occupation: '9112' }), { employee: { ...employee, birthYear: null } }).then([asked], { unknown: [...settled, 'age'] });
  });

  it('asks the age of a new worker at the basic level from July 2025, of one with a permit from June', () => {
    const old = { employee: { ...employee, birthYear: 1960 } };
    const asked = request({ occupation: '9112', arrivedOn: day('2025-06-01') });
    spec.given([]).when(asked, { ...old, today: '2025-06-30' }).accepted();
    spec.given([]).when(asked, { ...old, today: '2025-07-01' }).thenRefused('work-permit.too-old-for-basic-level', { pointer: '/occupation' });
    const from2024 = { occupation: '9112', months: 12, validFrom: day('2024-07-01'), validTo: day('2025-06-30') };
    const held = [requested({ occupation: '9112', effectiveOn: day('2024-06-20') }), billed({ effectiveOn: day('2024-06-21') }), issued({ ...from2024, effectiveOn: day('2024-07-01') })];
    spec.given(held).when(renew(), { ...old, today: '2025-06-17' }).accepted();
    spec.given(held).when(renew(), { ...old, today: '2025-06-18' }).thenRefused('work-permit.too-old-for-basic-level', { pointer: null });
  });

  it('takes a place among the non-Saudis declared, and no other', () => {
    spec.given([]).when(request({ declaredPlace: 5 })).then([requested({ declaredPlace: 5 })]);
    spec.given([]).when(request({ declaredPlace: 6 })).thenRefused('work-permit.place-beyond-workers', { pointer: '/declaredPlace' });
    spec.given(active).when(renew({ declaredPlace: 6 }), { today: '2027-03-01' }).thenRefused('work-permit.place-beyond-workers');
  });

  it.each([
    ['requested', [requested()]],
    ['billed', pending],
    ['issued', active],
  ] as const)('is refused for a record that is %s already', (_, events) => {
    spec.given(events).when(request()).thenRefused('work-permit.already-requested');
  });
});

describe('the renewal of a work permit', () => {
  const near = { today: '2027-03-01' };

  it('opens for a further term of the same occupation', () => {
    spec
      .given(active)
      .when(renew(), near)
      .then([renewalRequested()], {
        rules: ['work-permit.renewal-window', 'work-permit.terms', 'work-permit.skill-levels'],
        unknown: ['levy-head-counts', 'nitaqat-band', 'employment-contract'],
      });
  });

  it('opens on the first day of the window, and after the expiry too', () => {
    spec.given(active).when(renew(), { today: '2026-11-02' }).then([renewalRequested({ effectiveOn: day('2026-11-02') })]);
    spec.given([...active, expired()]).when(renew(), { today: '2027-06-01' }).then([renewalRequested({ effectiveOn: day('2027-06-01') })]);
  });

  it('keeps the contract named before, or takes the one named now', () => {
    const [, ...rest] = active;
    const withContract = [requested({ contractId }), ...rest];
    spec.given(withContract).when(renew(), { ...near, contract }).then([renewalRequested({ contractId })]);
    const next = testId('next contract');
    spec.given(withContract).when(renew({ contractId: next }), { ...near, contract }).then([renewalRequested({ contractId: next })]);
  });

  it('may be asked for again after its bill was cancelled or it was rejected', () => {
    const bill = { kind: 'renewal' as const };
    spec.given([...renewing, billCancelled(bill)]).when(renew(), near).then([renewalRequested()]);
    spec.given([...renewing, rejected(bill)]).when(renew(), near).then([renewalRequested()]);
  });

  it.each([
    ['181 days are left', active, renew(), { today: '2026-11-01' }, 'work-permit.renewal-too-early'],
    ['a renewal is under way', renewing, renew(), near, 'work-permit.renewal-under-way'],
    ['the permit was never issued', pending, renew(), near, 'work-permit.not-issued'],
    ['nothing was requested', [], renew(), near, 'work-permit.not-issued'],
    ['the day lies ahead', active, renew({ effectiveOn: day('2027-03-02') }), near, 'work-permit.effective-in-future'],
    ['the day lies before the issue', active, renew({ effectiveOn: day('2026-05-01') }), near, 'work-permit.effective-too-early'],
    ['the term is not offered', active, renew({ months: 1 }), near, 'work-permit.term-not-allowed'],
    ['the company is suspended', active, renew(), { ...near, employer: { ...employer, company: 'suspended' } }, 'work-permit.company-not-active'],
    ['the employee died', active, renew(), { ...near, employee: { ...employee, status: 'deceased' } }, 'work-permit.employee-deceased'],
    ['the employee became a citizen', active, renew(), { ...near, employee: { ...employee, nationality: 'SAU' } }, 'work-permit.none-needed'],
    ['the contract ended', active, renew({ contractId }), { ...near, contract: { ...contract, authenticated: false } }, 'work-permit.contract-not-authenticated'],
    [
      'the occupation is basic and the employee 61',
      [requested({ occupation: '9112' }), billed(), paid(), issued({ occupation: '9112' })],
      renew(),
      { ...near, employee: { ...employee, birthYear: 1965 } },
      'work-permit.too-old-for-basic-level',
    ],
  ] as const)('is refused when %s', (_, events, command, facts, code) => {
    spec.given(events).when(command, facts).thenRefused(code);
  });
});
