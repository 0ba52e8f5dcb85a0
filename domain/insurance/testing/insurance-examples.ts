import { toIsoDate } from '../../standards/calendar.js';
import { fromRiyals } from '../../standards/money.js';
import { deciderSpec } from '../../testing/decider-spec.js';
import { testId } from '../../testing/test-facts.js';
import type { CorrectInsurance, RegisterInsurance } from '../commands.js';
import { insuranceDecider } from '../decider.js';
import type { InsuranceEvent } from '../events.js';
import type { InsuredEmployee, InsuringCompany } from '../insurance-facts.js';

const day = toIsoDate;

export const today = day('2026-04-26');
export const parties = { companyId: testId('company'), establishmentId: testId('establishment'), employeeId: testId('employee') };
export const company: InsuringCompany = { status: 'active', foundedOn: day('2019-03-10'), establishment: { closedOn: null } };
export const citizen: InsuredEmployee = { status: 'registered', citizen: true, deceasedOn: null };

/** Cases on 26 April 2026 of a citizen and a company that stand well. */
export const insurance = deciderSpec(insuranceDecider, { today, company, employee: citizen });

type EventData<T extends InsuranceEvent['type']> = Extract<InsuranceEvent, { type: T }>['data'];

/** A stored event of this registration. */
export function event<T extends InsuranceEvent['type']>(type: T, data: Omit<EventData<T>, keyof typeof parties>): InsuranceEvent {
  // The type argument pairs the type with its data; the union cannot see that.
  return { type, data: { ...parties, ...data } } as unknown as InsuranceEvent;
}

/** Insured with SAR 4,000 since 1 February 2026. */
export const registration: RegisterInsurance['data'] = { ...parties, wage: fromRiyals(4_000), from: day('2026-02-01') };
const asRegistered = { effectiveOn: day('2026-02-01'), capacity: 'employee', flexible: false, wage: fromRiyals(4_000), to: null } as const;
export const registered = event('InsuranceRegistered', asRegistered);
export const flexible = event('InsuranceRegistered', { ...asRegistered, flexible: true });
export const raised = event('ContributoryWageChanged', { effectiveOn: day('2026-03-01'), wage: fromRiyals(4_500) });
export const ended = event('InsuranceEnded', { effectiveOn: day('2026-04-10'), lastDay: day('2026-04-10'), reason: 'employment-ended' });
export const voided = event('InsuranceVoided', { effectiveOn: day('2026-02-01'), reason: 'other-department' });

/** The same reading as `registered` and `raised` give. */
export const reading: CorrectInsurance['data'] = {
  capacity: 'employee',
  flexible: false,
  from: day('2026-02-01'),
  wages: [
    { from: day('2026-02-01'), wage: fromRiyals(4_000) },
    { from: day('2026-03-01'), wage: fromRiyals(4_500) },
  ],
  reason: 'typing-error',
};
