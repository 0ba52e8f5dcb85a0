import { addDays, lastDayOfTerm, toIsoDate } from '../../standards/calendar.js';
import { fromRiyals } from '../../standards/money.js';
import { testId, type FactsInput } from '../../testing/test-facts.js';
import { noBand } from '../../gates/band-fact.js';
import type { EmployeeFact, EmployerFact } from '../../employment/employment-facts.js';
import type { WorkPermitEvent } from '../events.js';
import type { PermitFacts } from '../permit-facts.js';

type DataOf<T extends WorkPermitEvent['type']> = Extract<WorkPermitEvent, { type: T }>['data'];

const day = toIsoDate;

export const parties = { companyId: testId('company'), establishmentId: testId('establishment'), employeeId: testId('employee') };
export const contractId = testId('contract');
export const declared = { declaredExpats: 5, declaredSaudis: 5, declaredLicensedIndustry: false, declaredOwnerWorksFullTime: false };
export const permitNumber = '4100012345';
export const billNumber = '500012345';

export const employer: EmployerFact = { company: 'active', foundedOn: day('2020-01-01'), establishment: { open: true, main: true } };
export const employee: EmployeeFact = { id: parties.employeeId, status: 'registered', nationality: 'IND', sex: 'male', birthYear: 1990 };
export const contract = { authenticated: true, companyId: parties.companyId, employeeId: parties.employeeId };

/** Facts under which everything can be had. */
export const goodFacts: FactsInput<PermitFacts> = { today: '2026-04-26', employer, employee, contract: null, band: noBand };

export function requested(change: Partial<DataOf<'WorkPermitRequested'>> = {}): WorkPermitEvent {
  const terms = { contractId: null, occupation: '711201', months: 12, arrivedOn: day('2026-04-01') };
  return { type: 'WorkPermitRequested', data: { effectiveOn: day('2026-04-26'), ...parties, ...terms, ...declared, declaredPlace: null, ...change } };
}

export function renewalRequested(change: Partial<DataOf<'WorkPermitRenewalRequested'>> = {}): WorkPermitEvent {
  const terms = { contractId: null, occupation: '711201', months: 3 };
  return { type: 'WorkPermitRenewalRequested', data: { effectiveOn: day('2027-03-01'), ...parties, ...terms, ...declared, declaredPlace: null, ...change } };
}

/** The bill of 12 months at SAR 700 and the fee of SAR 100. */
export function billed(change: Partial<DataOf<'WorkPermitBilled'>> = {}): WorkPermitEvent {
  const from = change.chargedFrom ?? change.effectiveOn ?? day('2026-04-27');
  const effectiveOn = change.effectiveOn ?? day('2026-04-27');
  const months = change.months ?? 12;
  const to = lastDayOfTerm(from, months);
  const fee = fromRiyals((months / 3) * 25);
  const levy = fromRiyals(months * 700);
  return {
    type: 'WorkPermitBilled',
    data: {
      effectiveOn,
      ...parties,
      kind: 'first',
      billNumber,
      months,
      chargedFrom: from,
      fee,
      levy,
      total: fromRiyals((months / 3) * 25 + months * 700),
      lines: [
        { kind: 'fee', from, to, amount: fee },
        { kind: 'levy', from, to, monthly: fromRiyals(700), ground: 'within-saudis', months: `${months}`, amount: levy },
      ],
      dueOn: addDays(effectiveOn, 30),
      lapsesOn: addDays(effectiveOn, 34),
      ...change,
    },
  };
}

export function paid(change: Partial<DataOf<'WorkPermitBillPaid'>> = {}): WorkPermitEvent {
  const bill = { kind: 'first' as const, billNumber, amount: fromRiyals(8_500), reference: 'SADAD-1' };
  return { type: 'WorkPermitBillPaid', data: { effectiveOn: day('2026-05-01'), ...parties, ...bill, ...change } };
}

export function billCancelled(change: Partial<DataOf<'WorkPermitBillCancelled'>> = {}): WorkPermitEvent {
  const bill = { kind: 'first' as const, billNumber, amount: fromRiyals(8_500) };
  return { type: 'WorkPermitBillCancelled', data: { effectiveOn: day('2026-05-01'), ...parties, ...bill, ...change } };
}

export function billLapsed(change: Partial<DataOf<'WorkPermitBillLapsed'>> = {}): WorkPermitEvent {
  const bill = { kind: 'first' as const, billNumber, amount: fromRiyals(8_500), dueOn: day('2026-05-27') };
  return { type: 'WorkPermitBillLapsed', data: { effectiveOn: day('2026-05-31'), ...parties, ...bill, ...change } };
}

export function issued(change: Partial<DataOf<'WorkPermitIssued'>> = {}): WorkPermitEvent {
  const term = { occupation: '711201', months: 12, validFrom: day('2026-05-02'), validTo: day('2027-05-01') };
  return {
    type: 'WorkPermitIssued',
    data: { effectiveOn: day('2026-05-02'), ...parties, ...term, ...change },
    personal: { employeeId: { permitNumber } },
  };
}

export function renewed(change: Partial<DataOf<'WorkPermitRenewed'>> = {}): WorkPermitEvent {
  const term = { occupation: '711201', months: 3, validFrom: day('2027-05-02'), validTo: day('2027-08-01'), previousValidTo: day('2027-05-01') };
  return {
    type: 'WorkPermitRenewed',
    data: { effectiveOn: day('2027-03-05'), ...parties, ...term, ...change },
    personal: { employeeId: { permitNumber } },
  };
}

export function rejected(change: Partial<DataOf<'WorkPermitRejected'>> = {}): WorkPermitEvent {
  const answer = { kind: 'first' as const, reason: 'documents-incomplete' as const, refundDue: null };
  return { type: 'WorkPermitRejected', data: { effectiveOn: day('2026-04-28'), ...parties, ...answer, ...change } };
}

export function expired(change: Partial<DataOf<'WorkPermitExpired'>> = {}): WorkPermitEvent {
  const term = { occupation: '711201', validTo: day('2027-05-01') };
  return { type: 'WorkPermitExpired', data: { effectiveOn: day('2027-05-02'), ...parties, ...term, ...change } };
}

/** The events that lead to each step of the first application and of a renewal. */
export const pending = [requested(), billed()];
export const waiting = [...pending, paid()];
export const active = [...waiting, issued()];
export const renewalBill = {
  kind: 'renewal' as const,
  effectiveOn: day('2027-03-02'),
  chargedFrom: day('2027-05-02'),
  months: 3,
  billNumber: '500099999',
};
export const renewalPayment = { kind: 'renewal' as const, effectiveOn: day('2027-03-04'), billNumber: '500099999', amount: fromRiyals(2_125) };
export const renewing = [...active, renewalRequested()];
export const renewalPending = [...renewing, billed(renewalBill)];
export const renewalWaiting = [...renewalPending, paid(renewalPayment)];
