// Every command that a band gates, in every band and on both sides of what the sources leave open: given, when, then.
import { describe, expect, it } from 'vitest';
import { branch, company, establishment, mainOpened, registered, registration } from '../company/testing/company-examples.js';
import type { DomainEvent } from '../ledger/event.js';
import { BANDS, type Band } from '../saudization/band.js';
import type { RuleSet } from '../saudization/rule-set.js';
import { toIsoDate } from '../standards/calendar.js';
import { deciderSpec, type Outcome } from '../testing/decider-spec.js';
import { newTerms, requested as transferRequested, sides, to, transfer } from '../transfer/testing/transfer-examples.js';
import { visaDecider } from '../visa/decider.js';
import { goodFacts as visaFacts, masons, requester } from '../visa/testing/visa-examples.js';
import { workPermitDecider } from '../work-permit/decider.js';
import * as permit from '../work-permit/testing/permit-examples.js';
import type { BandFact } from './band-fact.js';
import { gated, overdue, standing } from './testing/told-band.js';

const permits = deciderSpec(workPermitDecider, permit.goodFacts);
const visas = deciderSpec(visaDecider, visaFacts);

type Told = Pick<Outcome<unknown, DomainEvent>, 'accepted' | 'thenRefused'>;
type When = (band: BandFact) => Told;

const request: When = (band) =>
  permits.given([]).when({ type: 'RequestWorkPermit', data: { ...permit.parties, occupation: '711201', months: 12, arrivedOn: toIsoDate('2026-04-01'), ...permit.declared } }, { band });
const issue: When = (band) => permits.given(permit.waiting).when({ type: 'IssueWorkPermit', data: { permitNumber: permit.permitNumber } }, { band, today: '2026-05-02' });
const renew: When = (band) => permits.given(permit.active).when({ type: 'RenewWorkPermit', data: { months: 3, ...permit.declared } }, { band, today: '2027-03-01' });
const reissue: When = (band) => permits.given(permit.renewalWaiting).when({ type: 'IssueWorkPermit', data: { permitNumber: permit.permitNumber } }, { band, today: '2027-04-15' });
const visa = (phase: 'expansion' | 'establishment'): When => (band) =>
  visas.given([]).when({ type: 'RequestVisas', data: { ...requester, kind: 'permanent', phase, lines: [{ ...masons, count: 3 }] } }, { band });
const receive: When = (receiverBand) =>
  transfer.given([]).when(
    {
      type: 'RequestTransfer',
      data: { employeeId: sides.employeeId, fromContractId: sides.fromContractId, toCompanyId: to.companyId, toEstablishmentId: to.establishmentId, terms: newTerms() },
    },
    { receiverBand },
  );
const open: When = (band) => company.given([registered, mainOpened]).when({ type: 'OpenEstablishment', data: branch }, { band });
const openMain: When = (band) => company.given([registered]).when({ type: 'OpenEstablishment', data: { ...branch, main: true } }, { band });
const register: When = (band) => company.given([]).when({ type: 'RegisterCompany', data: { ...registration, establishment } }, { band });

const fromMedium: readonly Band[] = ['MEDIUM_GREEN', 'HIGH_GREEN', 'PLATINUM'];
const fromLow: readonly Band[] = ['LOW_GREEN', ...fromMedium];
const table: readonly [what: string, When, code: string, Partial<RuleSet['lowGreen']>, readonly Band[]][] = [
  ['the request of a permit', request, 'work-permit', { renewPermit: true }, fromMedium],
  ['the issue of a first permit', issue, 'work-permit', { renewPermit: true }, fromMedium],
  ['a renewal, by the guide', renew, 'work-permit', { renewPermit: true }, fromLow],
  ['a renewal, by Qiwa’s text', renew, 'work-permit', { renewPermit: false }, fromMedium],
  ['the issue of a renewal, by the guide', reissue, 'work-permit', { renewPermit: true }, fromLow],
  ['the issue of a renewal, by Qiwa’s text', reissue, 'work-permit', { renewPermit: false }, fromMedium],
  ['visas of expansion', visa('expansion'), 'visa', { establishmentVisas: true }, fromMedium],
  ['visas of the establishment phase', visa('establishment'), 'visa', { establishmentVisas: true }, fromLow],
  ['visas of the establishment phase, where LOW_GREEN has none', visa('establishment'), 'visa', { establishmentVisas: false }, fromMedium],
  ['who receives a transfer', receive, 'transfer', { receiveTransfer: false }, fromMedium],
  ['who receives a transfer, where LOW_GREEN may', receive, 'transfer', { receiveTransfer: true }, fromLow],
  ['a branch', open, 'company', {}, fromLow],
  ['a main establishment', openMain, 'company', {}, fromLow],
  ['a company with its establishment', register, 'company', {}, fromLow],
];

describe('a command that a band gates', () => {
  it.each(table)('%s', (_what, when, record, lowGreen, passing) => {
    for (const band of BANDS) {
      const fact = standing(band, 1, gated(lowGreen));
      if (!passing.includes(band)) {
        when(fact).thenRefused(`${record}.band-too-low`, { rule: 'nitaqat-2026' });
        continue;
      }
      const { records, rules, unknown } = when(fact).accepted();
      expect(records).toContainEqual({ stream: `entity-${fact.entityId}`, revision: 0 });
      expect(rules).toContainEqual({ rule: 'nitaqat-2026', version: '1' });
      expect(unknown).not.toContain('nitaqat-band');
    }
    when(overdue).thenRefused('saudization.week-not-closed');
    expect(when(standing('NOT_RATED')).accepted().unknown).toContain('nitaqat-band');
  });

  it('hears first what else stands against it', () => {
    const suspended = { employer: { ...permit.employer, company: 'suspended' as const } };
    permits.given(permit.active).when({ type: 'RenewWorkPermit', data: { months: 3, ...permit.declared } }, { band: overdue, today: '2027-03-01', ...suspended }).thenRefused('work-permit.company-not-active');
  });

  it('asks no band of a company that opens nothing', () => {
    company.given([]).when({ type: 'RegisterCompany', data: registration }, { band: overdue }).accepted();
  });
});

describe('an employee of an employer in RED', () => {
  const answer = (currentBand: BandFact) => transfer.given([transferRequested()]).when({ type: 'AnswerAsEmployee', data: { answer: 'accept' } }, { today: '2026-05-02', currentBand });
  const consentIn = ({ accepted }: Told): unknown => accepted().events.map(({ type, data }) => [type, data['consent']]);

  it('goes without its consent, with notice', () => {
    expect(consentIn(answer(standing('RED')))).toEqual([
      ['TransferAcceptedByEmployee', 'employer-red'],
      ['TransferNoticeBegun', 'employer-red'],
    ]);
    expect(answer(standing('RED')).accepted().events.at(-1)?.data).toMatchObject({ noticeDays: 30 });
  });

  it.each(BANDS.filter((band) => band !== 'RED'))('and in %s is asked for it', (band) => {
    expect(consentIn(answer(standing(band)))).toEqual([['TransferAcceptedByEmployee', 'needed']]);
  });

  it('is asked for it where the rule set lets nobody go, and while no band is known', () => {
    for (const fact of [standing('RED', 1, gated({}, { leaveWithoutConsent: null })), standing('NOT_RATED')]) expect(consentIn(answer(fact))).toEqual([['TransferAcceptedByEmployee', 'needed']]);
  });

  it('waits where the week is not closed; who says no does not', () => {
    answer(overdue).thenRefused('saudization.week-not-closed');
    transfer.given([transferRequested()]).when({ type: 'AnswerAsEmployee', data: { answer: 'reject', reason: 'employee-stays' } }, { today: '2026-05-02', currentBand: overdue }).accepted();
  });
});
