import { describe, expect, it } from 'vitest';
import { fold } from '../ledger/decider.js';
import { toIsoDate } from '../standards/calendar.js';
import { fromRiyals } from '../standards/money.js';
import { deciderSpec } from '../testing/decider-spec.js';
import { testFacts } from '../testing/test-facts.js';
import type { IssueWorkPermit, RejectWorkPermit, WorkPermitCommand } from './commands.js';
import { workPermitDecider } from './decider.js';
import type { WorkPermitEvent } from './events.js';
import { evolveWorkPermit } from './evolve.js';
import type { PermitFacts } from './permit-facts.js';
import { noWorkPermit } from './state.js';
import {
  active,
  billed,
  contract,
  contractId,
  employee,
  employer,
  expired,
  goodFacts,
  issued,
  paid,
  pending,
  permitNumber,
  rejected,
  renewalPending,
  renewalRequested,
  renewalWaiting,
  renewed,
  renewing,
  requested,
  waiting,
} from './testing/permit-examples.js';

const day = toIsoDate;
const spec = deciderSpec(workPermitDecider, { ...goodFacts, today: '2026-05-02' });

const issue = (data: Partial<IssueWorkPermit['data']> = {}): IssueWorkPermit => ({ type: 'IssueWorkPermit', data: { permitNumber, ...data } });
const reject = (data: Partial<RejectWorkPermit['data']> = {}): RejectWorkPermit => ({
  type: 'RejectWorkPermit',
  data: { reason: 'documents-incomplete', ...data },
});
const expire: WorkPermitCommand = { type: 'ExpireWorkPermit', data: {} };

describe('the issue of a first permit', () => {
  it('begins on its day and runs for its months, the number sealed', () => {
    const state = spec.given(waiting).when(issue()).then([issued()], { rules: ['work-permit.first-issue'], unknown: ['nitaqat-band'] });
    expect(state).toMatchObject({ status: 'active', application: null, permit: { validTo: '2027-05-01', terms: 1, expired: false } });
    expect(JSON.stringify(state)).not.toContain(permitNumber);
  });

  it('may begin between payment and issue, and be reported later', () => {
    const term = { validFrom: day('2026-05-01'), validTo: day('2027-04-30') };
    spec.given(waiting).when(issue({ validFrom: term.validFrom })).then([issued(term)]);
    spec.given(waiting).when(issue({ effectiveOn: day('2026-05-02') }), { today: '2026-05-20' }).then([issued()]);
  });

  it('says that the day of arrival is unknown when none was given', () => {
    const [, ...rest] = waiting;
    spec.given([requested({ arrivedOn: null }), ...rest]).when(issue()).then([issued()], { unknown: ['arrival-day', 'nitaqat-band'] });
  });

  it.each([
    ['nothing was requested', [], issue(), {}, 'work-permit.not-paid'],
    ['nothing was billed', [requested()], issue(), {}, 'work-permit.not-paid'],
    ['the bill is open', pending, issue(), {}, 'work-permit.not-paid'],
    ['it was issued before', active, issue(), {}, 'work-permit.not-paid'],
    ['the application was rejected', [...waiting, rejected()], issue(), {}, 'work-permit.not-paid'],
    ['the day lies ahead', waiting, issue({ effectiveOn: day('2026-05-03') }), {}, 'work-permit.effective-in-future'],
    ['the day lies before the payment', waiting, issue({ effectiveOn: day('2026-04-30') }), {}, 'work-permit.effective-too-early'],
    ['the first day lies after the issue', waiting, issue({ validFrom: day('2026-05-03') }), {}, 'work-permit.valid-from-ahead'],
    ['the first day lies before the payment', waiting, issue({ validFrom: day('2026-04-30') }), {}, 'work-permit.valid-from-before-payment'],
    ['the employee arrived more than 90 days ago', waiting, issue(), { today: '2026-07-01' }, 'work-permit.first-issue-late'],
    ['the company is closed', waiting, issue(), { employer: { ...employer, company: 'closed' } }, 'work-permit.company-not-active'],
    ['the establishment is closed', waiting, issue(), { employer: { ...employer, establishment: { open: false, main: true } } }, 'work-permit.establishment-not-open'],
    ['the employee died', waiting, issue(), { employee: { ...employee, status: 'deceased' } }, 'work-permit.employee-deceased'],
    ['the employee became a citizen', waiting, issue(), { employee: { ...employee, nationality: 'SAU' } }, 'work-permit.none-needed'],
  ] as const)('is refused when %s', (_, events, command, facts, code) => {
    spec.given(events).when(command, facts).thenRefused(code);
  });

  it('is refused where the contract it rests on has ended, or the employee’s was of another company', () => {
    const rested = [requested({ contractId }), ...waiting.slice(1)];
    spec.given(rested).when(issue(), { contract }).then([issued()]);
    spec.given(rested).when(issue(), { contract: { ...contract, authenticated: false } }).thenRefused('work-permit.contract-not-authenticated', { pointer: null });
    spec.given(rested).when(issue(), { contract: { ...contract, companyId: 'another' } }).thenRefused('work-permit.contract-of-others', { pointer: null });
  });

  it('points at no field that the payload does not have', () => {
    const facts = testFacts<PermitFacts>({ ...goodFacts, today: '2026-05-02', employer: { ...employer, company: 'closed' } });
    const decision = workPermitDecider.decide(issue(), fold(evolveWorkPermit, noWorkPermit, waiting), facts);
    expect(decision).toMatchObject({ kind: 'refused', pointer: null });
  });
});

describe('the issue of a renewal', () => {
  it('joins the old term without a gap', () => {
    const state = spec.given(renewalWaiting).when(issue(), { today: '2027-03-05' }).then([renewed()]);
    expect(state).toMatchObject({ status: 'active', application: null, permit: { validFrom: '2027-05-02', validTo: '2027-08-01', terms: 2 } });
  });

  it('joins it also when the issue came after the old end', () => {
    const state = spec.given([...renewalWaiting, expired()]).when(issue(), { today: '2027-05-04' }).then([renewed({ effectiveOn: day('2027-05-04') })]);
    expect(state).toMatchObject({ status: 'active', permit: { expired: false } });
  });

  it('begins anew for a permit that was billed after its end', () => {
    const late = day('2027-06-01');
    const bill = billed({ kind: 'renewal', effectiveOn: late, months: 3 });
    const events = [...active, expired(), renewalRequested({ effectiveOn: late }), bill, paid({ kind: 'renewal', effectiveOn: late })];
    const term = { effectiveOn: day('2027-06-03'), validFrom: day('2027-06-03'), validTo: day('2027-09-02') };
    spec.given(events).when(issue(), { today: '2027-06-03' }).then([renewed(term)]);
  });

  it.each([
    ['the bill is open', renewalPending, issue(), 'work-permit.not-paid'],
    ['nothing was billed', renewing, issue(), 'work-permit.not-paid'],
    ['another first day is named', renewalWaiting, issue({ validFrom: day('2027-03-05') }), 'work-permit.renewal-continues'],
  ] as const)('is refused when %s', (_, events, command, code) => {
    spec.given(events).when(command, { today: '2027-03-05' }).thenRefused(code);
  });
});

describe('the rejection', () => {
  it('ends an application that has no bill', () => {
    const state = spec.given([requested()]).when(reject(), { today: '2026-04-28' }).then([rejected()]);
    expect(state).toMatchObject({ status: 'rejected', application: null });
  });

  it('after payment tells what is to be returned', () => {
    const refund = { effectiveOn: day('2026-05-02'), refundDue: fromRiyals(8_500) };
    spec.given(waiting).when(reject()).then([rejected(refund)]);
  });

  it('of a renewal leaves the permit as it is', () => {
    const event = rejected({ kind: 'renewal', effectiveOn: day('2027-03-02') });
    expect(spec.given(renewing).when(reject(), { today: '2027-03-02' }).then([event])).toMatchObject({ status: 'active', application: null });
  });

  it.each([
    ['nothing was requested', [], reject(), 'work-permit.nothing-to-reject'],
    ['it was rejected before', [requested(), rejected()], reject(), 'work-permit.nothing-to-reject'],
    ['the permit is issued', active, reject(), 'work-permit.nothing-to-reject'],
    ['a bill is open', pending, reject(), 'work-permit.bill-open'],
    ['the day lies before the payment', waiting, reject({ effectiveOn: day('2026-04-30') }), 'work-permit.effective-too-early'],
    ['the day lies before the request', [requested()], reject({ effectiveOn: day('2026-04-25') }), 'work-permit.effective-too-early'],
  ] as const)('is refused when %s', (_, events: readonly WorkPermitEvent[], command, code) => {
    spec.given(events).when(command).thenRefused(code);
  });
});

describe('the expiry', () => {
  it('comes on the day after the last, whenever the sweep runs', () => {
    expect(spec.given(active).when(expire, { today: '2027-05-02' }).then([expired()])).toMatchObject({ status: 'expired', permit: { expired: true } });
    spec.given(active).when(expire, { today: '2027-07-01' }).then([expired()]);
  });

  it('leaves a renewal under way as it is', () => {
    const state = spec.given(renewalPending).when(expire, { today: '2027-05-02' }).then([expired()]);
    expect(state).toMatchObject({ status: 'expired', application: { kind: 'renewal', step: 'pending-payment' } });
  });

  it.each([
    ['on the last day', active, '2027-05-01'],
    ['of a renewed permit', [...renewalWaiting, renewed()], '2027-05-02'],
    ['a second time', [...active, expired()], '2027-06-01'],
    ['of a permit never issued', waiting, '2028-01-01'],
    ['without a request', [], '2028-01-01'],
  ] as const)('changes nothing %s', (_, events, today) => {
    spec.given(events).when(expire, { today }).thenNothing();
  });
});
