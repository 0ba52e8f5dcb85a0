import type { CompanyEvent } from '../../domain/company/events.js';
import type { ContractEvent } from '../../domain/contract/events.js';
import type { Settlement } from '../../domain/contract/settlement.js';
import type { ContractTerms } from '../../domain/contract/terms.js';
import type { EmployeeEvent } from '../../domain/employee/events.js';
import type { InsuranceEvent } from '../../domain/insurance/events.js';
import type { Box, DomainEvent } from '../../domain/ledger/event.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import { toIsoDate } from '../../domain/standards/calendar.js';
import { fromRiyals } from '../../domain/standards/money.js';
import type { TransferEvent } from '../../domain/transfer/events.js';
import type { VisaEvent } from '../../domain/visa/events.js';
import type { WorkPermitEvent } from '../../domain/work-permit/events.js';
import { idOf, type GivenEvent } from './given-events.js';

export const day = toIsoDate;

/** Data of an event type without the fields that its builder fills. */
type Data<E extends DomainEvent, T extends E['type'], Filled extends string> = Omit<Extract<E, { type: T }>['data'], Filled>;

/** A given event of one stream; the builders below fill in who it is about. */
function given(stream: string, type: string, data: object, boxes?: readonly Box[]): GivenEvent {
  return { stream, type, data: data as never, ...(boxes === undefined ? {} : { boxes }) };
}

/** A sealed box that says which event it came from. */
export function box(part: string, subject: string, mark: string): Box {
  return { part, subject, keyVersion: 1, iv: 'aXY=', sealed: mark, commitments: [] };
}

/** Events of the company of that name. */
export function companyEvent<T extends CompanyEvent['type']>(
  company: string,
  type: T,
  data: Data<CompanyEvent, T, 'companyId'>,
  boxes?: readonly Box[],
): GivenEvent {
  return given(streamOf('company', idOf(company)), type, { companyId: idOf(company), ...data }, boxes);
}

export function registered(company: string, on = '2020-01-01'): GivenEvent {
  return companyEvent(company, 'CompanyRegistered', {
    effectiveOn: day(on),
    unifiedNumber: '7000000001',
    name: { ar: 'شركة المثال', en: `Company ${company}` },
    legalForm: 'limited-liability',
    contact: { phone: null, email: null, website: null },
    foundedOn: day('2019-01-01'),
    owner: { kind: 'legal', unifiedNumber: '7000000019', name: { ar: null, en: 'Holding' } },
    ownerId: null,
  });
}

export function opened(company: string, establishment: string, on = '2020-01-02', main = true): GivenEvent {
  return companyEvent(company, 'EstablishmentOpened', {
    effectiveOn: day(on),
    establishmentId: idOf(establishment),
    number: '1-115892',
    name: { ar: 'الرئيسي', en: null },
    main,
    isicActivity: '4100',
    nitaqatActivity: '450',
    region: 'SA-01',
    owner: { kind: 'legal', unifiedNumber: '7000000019', name: { ar: null, en: 'Holding' } },
    ownerId: null,
  });
}

/** Events of the employee of that name. */
export function employeeEvent<T extends EmployeeEvent['type']>(
  employee: string,
  type: T,
  data: Data<EmployeeEvent, T, 'employeeId'>,
  boxes?: readonly Box[],
): GivenEvent {
  return given(streamOf('employee', idOf(employee)), type, { employeeId: idOf(employee), ...data }, boxes);
}

export function citizen(employee: string): GivenEvent {
  const person = { nationality: 'SAU', sex: 'female', birthYear: 1991 } as const;
  return employeeEvent(employee, 'CitizenRegistered', { effectiveOn: day('2020-02-01'), ...person }, [box('employeeId', idOf(employee), 'registered')]);
}

export function resident(employee: string, nationality = 'IND'): GivenEvent {
  const person = { nationality, sex: 'male', birthYear: 1988 } as const;
  const residence = { document: 'iqama', expiresOn: day('2026-06-30') } as const;
  return employeeEvent(employee, 'ResidentRegistered', { effectiveOn: day('2020-02-01'), ...person, residence }, [
    box('employeeId', idOf(employee), 'registered'),
  ]);
}

export const terms: ContractTerms = {
  occupation: '251201',
  wage: { basic: fromRiyals(8_000), housing: fromRiyals(2_000), other: fromRiyals(500) },
  kind: 'fixed',
  startsOn: day('2026-01-01'),
  endsOn: day('2026-12-31'),
  probationDays: 90,
  payPeriod: 'monthly',
  hoursPerWeek: 48,
  workingTime: 'full-time',
  renewable: true,
};

/** A contract's end with an award of half a month for each of two years. */
export const settlement: Settlement = {
  reason: 'expiry',
  serviceFrom: day('2026-01-01'),
  lastDay: day('2026-12-31'),
  lastWage: fromRiyals(10_500),
  award: { amount: fromRiyals(5_250), factor: '1/2', years: '1', share: '1', steps: [{ years: '1', monthsPerYear: '1/2', months: '1/2' }] },
  compensation: null,
  compensationOwedBy: null,
  finalPayDueOn: day('2027-01-07'),
};

/** Who a contract, permit or transfer is about, by name. */
export interface About {
  readonly company: string;
  readonly employee: string;
}

function aboutOf({ company, employee }: About): { companyId: string; establishmentId: string; employeeId: string } {
  return { companyId: idOf(company), establishmentId: idOf(`${company} main`), employeeId: idOf(employee) };
}

type Parties = 'companyId' | 'establishmentId' | 'employeeId' | 'effectiveOn';

/** Events of the contract of that name. */
export function contractEvent<T extends ContractEvent['type']>(
  contract: string,
  about: About,
  type: T,
  data: Data<ContractEvent, T, Parties>,
  on = '2026-01-01',
): GivenEvent {
  return given(streamOf('contract', idOf(contract)), type, { effectiveOn: day(on), ...aboutOf(about), ...data });
}

export const indian = { nationality: 'IND', nationalityGroup: 'other' } as const;
export const saudi = { nationality: 'SAU', nationalityGroup: 'saudi' } as const;

/** A contract drafted, sent and accepted. */
export function acceptedContract(contract: string, about: About, worker: typeof indian | typeof saudi): readonly GivenEvent[] {
  return [
    contractEvent(contract, about, 'ContractDrafted', { terms }),
    contractEvent(contract, about, 'ContractSent', { answerBy: day('2026-01-15') }),
    contractEvent(contract, about, 'ContractAccepted', { ...worker, terms, probationEndsOn: day('2026-03-31') }),
  ];
}

/** Events of the work permit of that name. */
export function permitEvent<T extends WorkPermitEvent['type']>(
  permit: string,
  about: About,
  type: T,
  data: Data<WorkPermitEvent, T, Parties>,
  more: { readonly on?: string; readonly boxes?: readonly Box[] } = {},
): GivenEvent {
  return given(streamOf('workPermit', idOf(permit)), type, { effectiveOn: day(more.on ?? '2026-01-01'), ...aboutOf(about), ...data }, more.boxes);
}

/** Events of the insurance of that name. */
export function insuranceEvent<T extends InsuranceEvent['type']>(insurance: string, about: About, type: T, data: Data<InsuranceEvent, T, Parties>, on = '2026-01-01'): GivenEvent {
  return given(streamOf('insurance', idOf(insurance)), type, { effectiveOn: day(on), ...aboutOf(about), ...data });
}

/** Events of the visa request of that name. */
export function visaEvent<T extends VisaEvent['type']>(
  visa: string,
  company: string,
  type: T,
  data: Data<VisaEvent, T, 'companyId' | 'establishmentId' | 'effectiveOn'>,
  more: { readonly on?: string; readonly boxes?: readonly Box[] } = {},
): GivenEvent {
  const about = { companyId: idOf(company), establishmentId: idOf(`${company} main`) };
  return given(streamOf('visa', idOf(visa)), type, { effectiveOn: day(more.on ?? '2026-01-01'), ...about, ...data }, more.boxes);
}

/** The terms of the n-th line of a visa request. */
export function line(visa: string, n: number) {
  return { lineId: idOf(`${visa} line ${n}`), lineNumber: n, nationality: 'IND', occupation: '711201', sex: 'male', consulate: 'INBOM' } as const;
}

/** Events of the transfer of that name, from one company to another. */
export function transferEvent<T extends TransferEvent['type']>(
  transfer: string,
  about: About & { readonly from: string },
  type: T,
  data: Data<TransferEvent, T, Parties | 'fromCompanyId' | 'fromEstablishmentId' | 'fromContractId'>,
  on = '2026-02-01',
): GivenEvent {
  const from = { fromCompanyId: idOf(about.from), fromEstablishmentId: idOf(`${about.from} main`), fromContractId: idOf(`${about.from} contract`) };
  return given(streamOf('transfer', idOf(transfer)), type, { effectiveOn: day(on), ...aboutOf(about), ...from, ...data });
}
