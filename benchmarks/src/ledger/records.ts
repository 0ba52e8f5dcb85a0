import type { DomainEvent } from '../../../dist/domain/ledger/event.js';

/** Where somebody works. */
export interface Workplace {
  readonly companyId: string;
  readonly establishmentId: string;
}

/** A workplace of no company that is there. */
export const SOMEWHERE: Workplace = { companyId: '6f1c8a52-3d0e-4b7a-9c55-0e2d7b1f4a10', establishmentId: 'b08e7d3c-52a1-4f66-8d2b-7a9c3e5f1d24' };

/** The registration of the n-th invented resident. */
export function residentRegistered(employeeId: string, n: number): DomainEvent {
  return {
    type: 'ResidentRegistered',
    data: {
      effectiveOn: '2024-01-01',
      employeeId,
      nationality: 'IND',
      sex: 'male',
      birthYear: 1990,
      residence: { document: 'iqama', expiresOn: '2036-01-01' },
    },
    personal: {
      employeeId: {
        name: { ar: null, en: { first: 'Zayd', family: `Example ${n}` } },
        identifiers: [{ scheme: 'iqama', value: '2000000006' }],
        birthDate: '1990-05-06',
        mobile: '+966501234567',
        email: `zayd.${n}@example.org`,
      },
    },
  };
}

/** The life of a work permit that was asked for and printed. */
export function issuedPermit(employeeId: string, { companyId, establishmentId }: Workplace): readonly DomainEvent[] {
  const about = { effectiveOn: '2025-01-01', companyId, establishmentId, employeeId };
  const term = { occupation: '251201', months: 12 };
  const declared = {
    declaredExpats: 1,
    declaredSaudis: 5,
    declaredLicensedIndustry: false,
    declaredOwnerWorksFullTime: false,
    declaredPlace: 1,
  };
  return [
    { type: 'WorkPermitRequested', data: { ...about, ...term, contractId: null, arrivedOn: null, ...declared } },
    {
      type: 'WorkPermitIssued',
      data: { ...about, ...term, validFrom: '2025-02-01', validTo: '2036-01-31' },
      personal: { employeeId: { permitNumber: '4100012345' } },
    },
  ];
}

/** A contract that was offered and waits for its answer. */
export function offeredContract(employeeId: string, { companyId, establishmentId }: Workplace): readonly DomainEvent[] {
  const about = { effectiveOn: '2025-01-01', companyId, establishmentId, employeeId };
  const money = (riyals: number) => ({ amount: String(riyals * 100), currency: 'SAR' });
  const terms = {
    occupation: '251201',
    wage: { basic: money(4_000), housing: money(1_000), other: money(500) },
    kind: 'fixed',
    startsOn: '2025-02-01',
    endsOn: '2036-01-31',
    probationDays: 0,
    payPeriod: 'monthly',
    hoursPerWeek: 48,
    workingTime: 'full-time',
    renewable: false,
  };
  return [
    { type: 'ContractDrafted', data: { ...about, terms } },
    { type: 'ContractSent', data: { ...about, answerBy: '2036-01-01' } },
  ];
}
