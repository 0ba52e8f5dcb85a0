import { describe, it } from 'vitest';
import { noCompany } from '../company/state.js';
import { running, sent } from '../contract/testing/contract-examples.js';
import { noContract } from '../contract/state.js';
import { nobody } from '../employee/state.js';
import { resident } from '../contract/testing/contract-examples.js';
import { noWorkPermit } from '../work-permit/state.js';
import { testId } from '../testing/test-facts.js';
import type { RequestTransfer } from './commands.js';
import {
  contractAfter,
  day,
  inNotice,
  longStanding,
  newCompany,
  newTerms,
  permitId,
  permitUntil,
  requested,
  sides,
  to,
  transfer,
} from './testing/transfer-examples.js';

const request = (change: Partial<RequestTransfer['data']> = {}): RequestTransfer => ({
  type: 'RequestTransfer',
  data: {
    employeeId: sides.employeeId,
    fromContractId: sides.fromContractId,
    toCompanyId: to.companyId,
    toEstablishmentId: to.establishmentId,
    terms: newTerms(),
    ...change,
  },
});
const given = transfer.given([]);
/** What the new employer is asked for, and no record tells. */
const asked = ['transfer.receiver', 'contract.authentication-target'];
const untold = ['nitaqat-band', 'wage-protection', 'expired-permits', 'transfer-quota', 'authenticated-share'];

describe('the request of a transfer', () => {
  it('waits ten days for the employee, and says what no record tells', () => {
    given.when(request()).then([requested()], {
      rules: ['contract.probation', 'contract.working-hours', 'contract.minimum-age', 'transfer.consent', 'transfer.employee-answer-limit', ...asked],
      unknown: [...untold, 'legal-case', 'current-employer-band', 'work-permit'],
    });
  });

  it('sees who may go without being asked', () => {
    given.when(request(), { fromContract: longStanding }).then([requested({ consent: 'served-long-enough' })]);
    given.when(request({ permitId }), { permit: permitUntil('2026-04-30') }).then([requested({ permitId, consent: 'permit-expired' })], {
      unknown: untold,
    });
    given.when(request({ permitId }), { permit: permitUntil('2026-05-01') }).then([requested({ permitId, consent: 'needed' })]);
    const unprinted = { ...permitUntil('2026-05-01'), permit: null };
    given.when(request({ permitId }), { permit: unprinted }).then([requested({ permitId, consent: 'needed' })]);
  });

  it('keeps what was declared, and gives a term where none is stated', () => {
    given.when(request({ earlierTransfers: 2 })).then([requested({ declaredEarlierTransfers: 2 })]);
    given.when(request({ terms: newTerms({ endsOn: null }) })).then([requested({ terms: newTerms({ endsOn: day('2027-05-31') }) })]);
  });
});

describe('the request is refused', () => {
  it('where the new employer cannot employ', () => {
    given.when(request(), { company: noCompany }).thenRefused('transfer.company-unknown', { pointer: '/toCompanyId' });
    given
      .when(request(), { company: { ...newCompany, status: 'suspended' } })
      .thenRefused('transfer.company-not-active', { pointer: '/toCompanyId' });
    given
      .when(request(), { company: { ...newCompany, establishments: {} } })
      .thenRefused('transfer.establishment-not-open', { pointer: '/toEstablishmentId' });
  });

  it('for who is not a registered resident', () => {
    given.when(request(), { employee: nobody }).thenRefused('transfer.employee-unknown', { pointer: '/employeeId' });
    given.when(request(), { employee: { ...resident, status: 'merged' } }).thenRefused('transfer.employee-merged');
    given.when(request(), { employee: { ...resident, status: 'deceased' } }).thenRefused('transfer.employee-deceased');
    for (const nationality of ['SAU', 'KWT'])
      given.when(request(), { employee: { ...resident, nationality } }).thenRefused('transfer.not-a-resident', { pointer: '/employeeId' });
  });

  it('for a contract that is not the employee’s, not in force, or with the same company', () => {
    given.when(request(), { fromContract: noContract }).thenRefused('transfer.contract-not-authenticated', { pointer: '/fromContractId' });
    given.when(request(), { fromContract: contractAfter(sent()) }).thenRefused('transfer.contract-not-authenticated');
    given.when(request({ employeeId: testId('other') })).thenRefused('transfer.contract-of-others', { pointer: '/fromContractId' });
    given.when(request({ toCompanyId: sides.fromCompanyId })).thenRefused('transfer.same-company', { pointer: '/toCompanyId' });
    given.when(request(), { fromContract: contractAfter(running()) }).accepted();
  });

  it('for a permit of others', () => {
    given.when(request({ permitId }), { permit: noWorkPermit }).thenRefused('transfer.permit-of-others', { pointer: '/permitId' });
    given
      .when(request({ permitId, employeeId: testId('other') }), { permit: permitUntil('2026-04-30') })
      .thenRefused('transfer.contract-of-others');
    // An expired permit with an earlier employer says nothing about the current one.
    const earlier = { ...permitUntil('2026-04-30'), parties: { ...sides, companyId: testId('earlier company') } };
    given.when(request({ permitId }), { permit: earlier }).thenRefused('transfer.permit-of-others', { pointer: '/permitId' });
  });

  it('for its terms and its days', () => {
    given
      .when(request({ terms: newTerms({ startsOn: day('2026-04-30') }) }))
      .thenRefused('transfer.starts-before-request', { pointer: '/terms/startsOn' });
    given
      .when(request({ terms: newTerms({ kind: 'indefinite', endsOn: null }) }))
      .thenRefused('contract.non-saudi-needs-term', { pointer: '/terms/kind' });
    given.when(request({ effectiveOn: day('2026-05-02') })).thenRefused('transfer.effective-in-future', { pointer: '/effectiveOn' });
    given.when(request({ effectiveOn: day('2025-04-29') })).thenRefused('transfer.reported-too-late');
    given.when(request({ effectiveOn: day('2026-04-30') })).accepted();
  });

  it('twice', () => {
    for (const history of [[requested()], inNotice()]) transfer.given(history).when(request()).thenRefused('transfer.already-requested');
  });
});
