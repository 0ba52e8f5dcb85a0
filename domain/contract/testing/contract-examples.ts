import { noCompany, type CompanyState } from '../../company/state.js';
import { nobody, type EmployeeState } from '../../employee/state.js';
import { toIsoDate } from '../../standards/calendar.js';
import { fromRiyals } from '../../standards/money.js';
import { deciderSpec } from '../../testing/decider-spec.js';
import { testId } from '../../testing/test-facts.js';
import { contractDecider } from '../decider.js';
import type { ContractEvent } from '../events.js';
import { groupOf } from '../nationality-group.js';
import { probationEnd } from '../terms-check.js';
import type { Settlement } from '../settlement.js';
import type { ContractTerms } from '../terms.js';

export const day = toIsoDate;
export const contractId = testId('contract');
export const parties = { companyId: testId('company'), establishmentId: testId('establishment'), employeeId: testId('employee') };

/** A company with one open establishment. */
export const activeCompany: CompanyState = {
  ...noCompany,
  status: 'active',
  unifiedNumber: '7000000001',
  establishments: {
    [parties.establishmentId]: {
      establishmentId: parties.establishmentId,
      number: '1-115892',
      status: 'open',
      main: true,
      isicActivity: '4100',
      nitaqatActivity: '450',
      activitySince: day('2019-03-10'),
      region: 'SA-01',
      owner: { kind: 'legal', unifiedNumber: '7000000019', name: { ar: null, en: 'Example Holding' } },
      openedOn: day('2019-03-10'),
      closedOn: null,
      wageProtection: {},
    },
  },
};

/** The company after its establishment was closed. */
export const withoutEstablishment: CompanyState = { ...activeCompany, establishments: {} };

export const saudi: EmployeeState = { ...nobody, status: 'registered', citizen: true, nationality: 'SAU', sex: 'female', birthYear: 1995 };
export const resident: EmployeeState = { ...nobody, status: 'registered', nationality: 'IND', sex: 'male', birthYear: 1990 };

/** SAR 5,500 a month, for the year 2026. */
export function terms(change: Partial<ContractTerms> = {}): ContractTerms {
  return {
    occupation: '214201',
    wage: { basic: fromRiyals(4_000), housing: fromRiyals(1_000), other: fromRiyals(500) },
    kind: 'fixed',
    startsOn: day('2026-01-01'),
    endsOn: day('2026-12-31'),
    probationDays: 90,
    payPeriod: 'monthly',
    hoursPerWeek: 48,
    workingTime: 'full-time',
    renewable: true,
    ...change,
  };
}

/** The same pay without a term, since 2024. */
export const indefiniteTerms = terms({ kind: 'indefinite', startsOn: day('2024-01-01'), endsOn: null, probationDays: 0, renewable: false });

type DataOf<T extends ContractEvent['type']> = Extract<ContractEvent, { type: T }>['data'];

/** A stored event of this contract. */
export function event<T extends ContractEvent['type']>(
  type: T,
  effectiveOn: string,
  data: Omit<DataOf<T>, keyof typeof parties | 'effectiveOn'>,
): ContractEvent {
  // The type argument pairs the type with its data; the union cannot see that.
  return { type, data: { effectiveOn: day(effectiveOn), ...parties, ...data } } as unknown as ContractEvent;
}

export function drafted(of: ContractTerms = terms(), on = '2025-12-20'): readonly ContractEvent[] {
  return [event('ContractDrafted', on, { terms: of })];
}

export function sent(of: ContractTerms = terms()): readonly ContractEvent[] {
  return [...drafted(of), event('ContractSent', '2025-12-21', { answerBy: day('2025-12-28') })];
}

/** Accepted on 22 December 2025. */
export function running(of: ContractTerms = terms(), nationality = 'IND'): readonly ContractEvent[] {
  const accepted = event('ContractAccepted', '2025-12-22', {
    nationality,
    nationalityGroup: groupOf(nationality),
    terms: of,
    probationEndsOn: probationEnd(of),
  });
  return [...sent(of), accepted];
}

/** A settlement of SAR 5,500 a month, with the award worked by hand. */
export function settled(
  reason: Settlement['reason'],
  serviceFrom: string,
  lastDay: string,
  award: readonly [amount: string, factor: string, years: string, share: string, later?: readonly [years: string, months: string]],
  finalPayDueOn: string,
  compensation: readonly [amount: string, by: 'employer' | 'employee'] | null = null,
): Settlement {
  const [amount, factor, years, share, later] = award;
  const half = later === undefined ? years : '5';
  const halves = later === undefined ? halfOf(years) : '5/2';
  return {
    reason,
    serviceFrom: day(serviceFrom),
    lastDay: day(lastDay),
    lastWage: fromRiyals(5_500),
    award: {
      amount: { amount, currency: 'SAR' },
      factor,
      years,
      share,
      steps: [
        { years: half, monthsPerYear: '1/2', months: halves },
        { years: later?.[0] ?? '0', monthsPerYear: '1', months: later?.[1] ?? '0' },
      ],
    },
    compensation: compensation === null ? null : { amount: compensation[0], currency: 'SAR' },
    compensationOwedBy: compensation?.[1] ?? null,
    finalPayDueOn: day(finalPayDueOn),
  };
}

function halfOf(years: string): string {
  const [top = '', bottom = '1'] = years.split('/');
  const [n, d] = Number(top) % 2 === 0 ? [Number(top) / 2, Number(bottom)] : [Number(top), Number(bottom) * 2];
  return d === 1 ? `${n}` : `${n}/${d}`;
}

/** Cases of this contract on 22 December 2025, unless another day is said. */
export const contract = deciderSpec(contractDecider, {
  today: '2025-12-22',
  recordId: contractId,
  company: activeCompany,
  employee: resident,
});
