import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { deciderSpec } from '../testing/decider-spec.js';
import { testId } from '../testing/test-facts.js';
import type { IssueVisas, VisaCommand } from './commands.js';
import { visaDecider } from './decider.js';
import {
  accepting,
  allAccepted,
  answered,
  billed,
  cancelled,
  employer,
  expired,
  goodFacts,
  issued,
  masonLine,
  masonsIssued,
  nurseLine,
  paid,
  pending,
  rejected,
  settled,
  used,
} from './testing/visa-examples.js';

const day = toIsoDate;
const spec = deciderSpec(visaDecider, { ...goodFacts, today: '2026-05-02' });

const issue = (data: Partial<IssueVisas['data']> = {}): IssueVisas => ({ type: 'IssueVisas', data: { lineId: masonLine.lineId, ...data } });
const expire: VisaCommand = { type: 'ExpireVisas', data: {} };
const nursesIssued = issued({ effectiveOn: day('2026-05-10'), ...nurseLine, count: 2, validTo: day('2028-05-09') });
const nursesExpired = expired({ effectiveOn: day('2028-05-10'), ...nurseLine, count: 2, validTo: day('2028-05-09') });
const masonsOnly = [
  ...accepting,
  rejected(),
  answered({ outcome: 'partly-accepted', accepted: 3 }),
  billed(),
  paid(),
];

describe('the issue of a line', () => {
  it('grants the visas accepted for 24 months', () => {
    const state = spec.given(settled).when(issue()).then([issued()], { rules: ['visa.validity'], unknown: [] });
    expect(state).toMatchObject({ status: 'issued', lines: [{ granted: 3, validTo: '2028-05-01' }, { granted: 0, validTo: null }] });
  });

  it('leaves the other lines to be issued on days of their own', () => {
    spec.given(masonsIssued).when(issue({ lineId: nurseLine.lineId }), { today: '2026-05-10' }).then([nursesIssued]);
  });

  it.each([
    ['nothing was requested', [], issue(), {}, 'visa.not-requested'],
    ['there is no such line', settled, issue({ lineId: testId('x') }), {}, 'visa.no-such-line'],
    ['nothing was billed', allAccepted, issue(), {}, 'visa.not-paid'],
    ['the bill is open', pending, issue(), {}, 'visa.not-paid'],
    ['the line was rejected', masonsOnly, issue({ lineId: nurseLine.lineId }), {}, 'visa.line-not-accepted'],
    ['the line was issued before', masonsIssued, issue(), {}, 'visa.line-already-issued'],
    ['its day lies before the payment', settled, issue({ effectiveOn: day('2026-04-29') }), {}, 'visa.effective-too-early'],
    ['the company is suspended', settled, issue(), { employer: { ...employer, company: 'suspended' } }, 'visa.company-not-active'],
    ['the establishment is closed', settled, issue(), { employer: { ...employer, establishment: { open: false, main: true } } }, 'visa.establishment-not-open'],
  ] as const)('is refused when %s', (_, events, command, facts, code) => {
    spec.given(events).when(command, facts).thenRefused(code);
  });
});

describe('the expiry of visas', () => {
  const both = [...masonsIssued, nursesIssued];

  it('takes what is left of a line on the day after its last', () => {
    const state = spec.given(both).when(expire, { today: '2028-05-02' }).then([expired()]);
    expect(state).toMatchObject({ status: 'issued', lines: [{ expired: 3 }, { expired: 0 }] });
    spec.given([...masonsIssued, used(), cancelled({ count: 1, balance: 1 })]).when(expire, { today: '2028-05-02' }).then([expired({ count: 1 })]);
  });

  it('takes every line that is due, each on its own day, whenever the sweep runs', () => {
    expect(spec.given(both).when(expire, { today: '2028-06-01' }).then([expired(), nursesExpired])).toMatchObject({ status: 'exhausted' });
  });

  it.each([
    ['on the last day', masonsIssued, '2028-05-01'],
    ['of a line with nothing left', [...masonsIssued, cancelled({ count: 3, balance: 0 })], '2028-06-01'],
    ['a second time', [...masonsIssued, expired()], '2028-06-01'],
    ['of lines never issued', settled, '2030-01-01'],
    ['without a request', [], '2030-01-01'],
  ] as const)('changes nothing %s', (_, events, today) => {
    spec.given(events).when(expire, { today }).thenNothing();
  });
});
