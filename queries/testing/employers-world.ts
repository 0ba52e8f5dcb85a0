import { luhnCheckDigit } from '../../domain/standards/identifiers/luhn.js';
import { fromRiyals } from '../../domain/standards/money.js';
import { idOf } from '../../projections/testing/given-events.js';
import {
  acceptedContract,
  citizen,
  companyEvent,
  contractEvent,
  day,
  employeeEvent,
  indian,
  insuranceEvent,
  line,
  opened,
  permitEvent,
  registered,
  resident,
  saudi,
  terms,
  transferEvent,
  visaEvent,
} from '../../projections/testing/market-events.js';
import { personNamed, zarqaal } from './people.js';
import type { Asking, ReadSide } from './read-side.js';
import { plainly, telling, type Told } from './teller.js';

/** A human with a national id, as the directory knows him. */
export interface KnownHuman {
  readonly nationalNumber: string;
  readonly personId: string;
}

/** Makes the n-th human known to the directory. */
export async function knownHuman(side: ReadSide, n: number): Promise<KnownHuman> {
  const nine = `1${String(70_000_000 + n)}`;
  const nationalNumber = `${nine}${luhnCheckDigit(nine)}`;
  return { nationalNumber, personId: await side.vault.personFor([{ scheme: 'national-id', value: nationalNumber }]) };
}

/** How a human asks as an employer, for a company where one is named. */
export function asEmployer({ nationalNumber }: KnownHuman, company?: string): Asking {
  return { role: 'employer', nationalNumber, headers: company === undefined ? {} : { 'acting-company': idOf(company) } };
}

/** The human is authorised for the company. */
export function appointed(company: string, human: KnownHuman, more: { readonly from?: string; readonly to?: string } = {}): Told {
  const { from = '2026-01-01', to } = more;
  const event = companyEvent(company, 'AuthorisedPersonAppointed', {
    effectiveOn: day(from < '2026-03-01' ? from : '2026-03-01'),
    personId: human.personId,
    employeeId: null,
    scopes: ['contracts'],
    from: day(from),
    to: to === undefined ? null : day(to),
  });
  return telling(event, { personId: { name: { ar: null, en: { first: 'Qumriyya', family: 'Zarqaal' } }, identifiers: [{ scheme: 'national-id', value: human.nationalNumber }] } });
}

/** The authority ends on that day. */
export function removed(company: string, human: KnownHuman, on = '2026-03-01'): Told {
  return { given: companyEvent(company, 'AuthorisedPersonRemoved', { effectiveOn: day(on), personId: human.personId }) };
}

/** Records of every kind of a company, each named after it. */
export function companyWithRecords(company: string): readonly Told[] {
  const about = { company, employee: `${company} worker` };
  const visa = `${company} visa`;
  const visaTerms = line(visa, 0);
  return [
    ...plainly(registered(company), opened(company, `${company} main`)),
    telling(resident(about.employee), { employeeId: zarqaal }),
    ...plainly(
      ...acceptedContract(`${company} contract`, about, indian),
      insuranceEvent(`${company} insurance`, about, 'InsuranceRegistered', { capacity: 'employee', flexible: false, wage: fromRiyals(4_000), to: null }),
      permitEvent(`${company} permit`, about, 'WorkPermitRequested', {
        contractId: idOf(`${company} contract`),
        occupation: '251201',
        months: 12,
        arrivedOn: null,
        declaredExpats: 4,
        declaredPlace: null,
        declaredSaudis: 2,
        declaredLicensedIndustry: false,
        declaredOwnerWorksFullTime: false,
      }),
    ),
    telling(
      permitEvent(`${company} permit`, about, 'WorkPermitIssued', { occupation: '251201', months: 12, validFrom: day('2026-01-01'), validTo: day('2026-12-31') }),
      { employeeId: { permitNumber: '4100012345' } },
    ),
    ...plainly(
      visaEvent(visa, company, 'VisasRequested', { kind: 'permanent', phase: 'expansion', lines: [{ ...visaTerms, count: 2 }] }),
      visaEvent(visa, company, 'VisaLineAccepted', { ...visaTerms, requested: 2, accepted: 2 }),
      visaEvent(visa, company, 'VisaRequestAnswered', { outcome: 'accepted', requested: 2, accepted: 2 }),
      visaEvent(visa, company, 'VisasBilled', {
        billNumber: '12345',
        count: 2,
        feePerVisa: fromRiyals(2_000),
        total: fromRiyals(4_000),
        dueOn: day('2026-02-01'),
        lapsesOn: day('2026-02-11'),
      }),
      visaEvent(visa, company, 'VisasPaid', { billNumber: '12345', amount: fromRiyals(4_000), reference: 'SADAD-1' }),
      visaEvent(visa, company, 'VisasIssued', { ...visaTerms, kind: 'permanent', count: 2, validTo: day('2028-01-01') }),
    ),
    telling(
      visaEvent(visa, company, 'VisaUsed', {
        ...visaTerms,
        kind: 'permanent',
        employeeId: idOf(about.employee),
        enteredOn: day('2026-01-20'),
        stayUntil: null,
        afterExpiry: false,
        balance: 1,
      }),
      { employeeId: { visaNumber: '6012345678' } },
    ),
  ];
}

/** The worker of one company is asked for by another. */
export function transferBetween(transfer: string, from: string, to: string): Told {
  return {
    given: transferEvent(transfer, { company: to, from, employee: `${from} worker` }, 'TransferRequested', {
      terms,
      permitId: null,
      declaredEarlierTransfers: 1,
      consent: 'needed',
      answerBy: day('2026-03-11'),
    }),
  };
}

/** A citizen with a contract of the company that was drafted, and sent and answered where that is said. */
export function candidate(employee: string, company: string, how: 'draft' | 'offered' | 'rejected' | 'changes-asked'): readonly Told[] {
  const about = { company, employee };
  const contract = `contract of ${employee}`;
  return [
    telling(citizen(employee), { employeeId: personNamed(employee) }),
    ...plainly(contractEvent(contract, about, 'ContractDrafted', { terms })),
    ...(how === 'draft' ? [] : plainly(contractEvent(contract, about, 'ContractSent', { answerBy: day('2026-03-15') }))),
    ...(how === 'rejected' ? plainly(contractEvent(contract, about, 'ContractRejected', { reason: 'terms-not-agreed' })) : []),
    ...(how === 'changes-asked' ? plainly(contractEvent(contract, about, 'ContractChangeRequested', { parts: ['wage'] })) : []),
  ];
}

/** A duplicate that works for the company, merged into a record that works where it is said, or nowhere. */
export function duplicate(twin: string, original: string, company: string, worksAt: string | null): readonly Told[] {
  return [
    telling(citizen(twin), { employeeId: personNamed(twin) }),
    telling(citizen(original), { employeeId: personNamed(original) }),
    ...plainly(...acceptedContract(`contract of ${twin}`, { company, employee: twin }, saudi)),
    ...(worksAt === null ? [] : plainly(...acceptedContract(`contract of ${original}`, { company: worksAt, employee: original }, saudi))),
    ...plainly(employeeEvent(twin, 'RecordMerged', { effectiveOn: day('2026-02-02'), survivorId: idOf(original) })),
  ];
}
