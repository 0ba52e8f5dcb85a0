import { addDays, toIsoDate } from '../../standards/calendar.js';
import { fromRiyals } from '../../standards/money.js';
import { testId, type FactsInput } from '../../testing/test-facts.js';
import type { EmployeeFact, EmployerFact } from '../../employment/employment-facts.js';
import type { VisaEvent } from '../events.js';
import { noBand } from '../../gates/band-fact.js';
import type { VisaFacts } from '../visa-facts.js';

type DataOf<T extends VisaEvent['type']> = Extract<VisaEvent, { type: T }>['data'];

const day = toIsoDate;
const recordId = testId('record');

export const requester = { companyId: testId('company'), establishmentId: testId('establishment') };
export const employeeId = testId('employee');
export const otherEmployeeId = testId('other employee');
export const billNumber = '600012345';
export const visaNumber = '0900000001';

export const employer: EmployerFact = { company: 'active', foundedOn: day('2025-12-01'), establishment: { open: true, main: true } };
export const employee: EmployeeFact = { id: employeeId, status: 'registered', nationality: 'IND', sex: 'male', birthYear: 1990 };

/** Facts under which everything can be had. */
export const goodFacts: FactsInput<VisaFacts> = { today: '2026-04-26', employer, employee, band: noBand };

/** The two lines of the examples as asked for: three masons from India, two nurses from the Philippines. */
export const masons = { nationality: 'IND', occupation: '711201', sex: 'male' as const, consulate: 'INBOM' };
export const nurses = { nationality: 'PHL', occupation: '222101', sex: 'female' as const, consulate: 'PHMNL' };
export const masonLine = { lineId: testId(`${recordId}/line/0`), lineNumber: 0, ...masons };
export const nurseLine = { lineId: testId(`${recordId}/line/1`), lineNumber: 1, ...nurses };

export function requested(change: Partial<DataOf<'VisasRequested'>> = {}): VisaEvent {
  const lines = [
    { ...masonLine, count: 3 },
    { ...nurseLine, count: 2 },
  ];
  const asked = { kind: 'permanent' as const, phase: 'expansion' as const, lines };
  return { type: 'VisasRequested', data: { effectiveOn: day('2026-04-26'), ...requester, ...asked, ...change } };
}

export function accepted(change: Partial<DataOf<'VisaLineAccepted'>> = {}): VisaEvent {
  return { type: 'VisaLineAccepted', data: { effectiveOn: day('2026-04-27'), ...requester, ...masonLine, requested: 3, accepted: 3, ...change } };
}

export function rejected(change: Partial<DataOf<'VisaLineRejected'>> = {}): VisaEvent {
  const answer = { requested: 2, reason: 'occupation-not-allowed' as const };
  return { type: 'VisaLineRejected', data: { effectiveOn: day('2026-04-28'), ...requester, ...nurseLine, ...answer, ...change } };
}

export function answered(change: Partial<DataOf<'VisaRequestAnswered'>> = {}): VisaEvent {
  const answer = { outcome: 'accepted' as const, requested: 5, accepted: 5 };
  return { type: 'VisaRequestAnswered', data: { effectiveOn: day('2026-04-28'), ...requester, ...answer, ...change } };
}

/** The bill of five visas at SAR 2,000. */
export function billed(change: Partial<DataOf<'VisasBilled'>> = {}): VisaEvent {
  const effectiveOn = change.effectiveOn ?? day('2026-04-29');
  const bill = { billNumber, count: 5, feePerVisa: fromRiyals(2_000), total: fromRiyals(10_000) };
  return {
    type: 'VisasBilled',
    data: { effectiveOn, ...requester, ...bill, dueOn: addDays(effectiveOn, 30), lapsesOn: addDays(effectiveOn, 34), ...change },
  };
}

export function paid(change: Partial<DataOf<'VisasPaid'>> = {}): VisaEvent {
  const bill = { billNumber, amount: fromRiyals(10_000), reference: 'SADAD-1' };
  return { type: 'VisasPaid', data: { effectiveOn: day('2026-04-30'), ...requester, ...bill, ...change } };
}

export function billCancelled(change: Partial<DataOf<'VisaBillCancelled'>> = {}): VisaEvent {
  return { type: 'VisaBillCancelled', data: { effectiveOn: day('2026-04-30'), ...requester, billNumber, amount: fromRiyals(10_000), ...change } };
}

export function billLapsed(change: Partial<DataOf<'VisaBillLapsed'>> = {}): VisaEvent {
  const bill = { billNumber, amount: fromRiyals(10_000), dueOn: day('2026-05-29') };
  return { type: 'VisaBillLapsed', data: { effectiveOn: day('2026-06-02'), ...requester, ...bill, ...change } };
}

export function issued(change: Partial<DataOf<'VisasIssued'>> = {}): VisaEvent {
  const visas = { kind: 'permanent' as const, count: 3, validTo: day('2028-05-01') };
  return { type: 'VisasIssued', data: { effectiveOn: day('2026-05-02'), ...requester, ...masonLine, ...visas, ...change } };
}

export function used(change: Partial<DataOf<'VisaUsed'>> = {}): VisaEvent {
  const enteredOn = change.enteredOn ?? day('2026-06-01');
  const entry = { kind: 'permanent' as const, employeeId, stayUntil: null, afterExpiry: false, balance: 2 };
  return {
    type: 'VisaUsed',
    data: { effectiveOn: enteredOn, ...requester, ...masonLine, ...entry, enteredOn, ...change },
    personal: { employeeId: { visaNumber } },
  };
}

export function extended(change: Partial<DataOf<'VisaStayExtended'>> = {}): VisaEvent {
  const stay = { employeeId, previousStayUntil: day('2026-08-31'), stayUntil: day('2026-11-30') };
  return { type: 'VisaStayExtended', data: { effectiveOn: day('2026-08-20'), ...requester, ...masonLine, ...stay, ...change } };
}

export function cancelled(change: Partial<DataOf<'VisasCancelled'>> = {}): VisaEvent {
  const visas = { kind: 'permanent' as const, count: 2, refundDue: fromRiyals(4_000), balance: 1 };
  return { type: 'VisasCancelled', data: { effectiveOn: day('2026-06-02'), ...requester, ...masonLine, ...visas, ...change } };
}

export function expired(change: Partial<DataOf<'VisasExpired'>> = {}): VisaEvent {
  const visas = { kind: 'permanent' as const, count: 3, validTo: day('2028-05-01') };
  return { type: 'VisasExpired', data: { effectiveOn: day('2028-05-02'), ...requester, ...masonLine, ...visas, ...change } };
}

/** The events that lead to each step when every visa asked for is accepted. */
export const accepting = [requested(), accepted()];
export const nursesAccepted = accepted({ effectiveOn: day('2026-04-28'), ...nurseLine, requested: 2, accepted: 2 });
export const allAccepted = [...accepting, nursesAccepted, answered()];
export const pending = [...allAccepted, billed()];
export const settled = [...pending, paid()];
export const masonsIssued = [...settled, issued()];

/** The same request for temporary visas. */
export const temporaryIssued = [requested({ kind: 'temporary' }), ...settled.slice(1), issued({ kind: 'temporary' })];
export const temporaryUse = used({ kind: 'temporary', stayUntil: day('2026-08-31') });
