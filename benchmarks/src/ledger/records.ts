import type { DomainEvent } from '../../../dist/domain/ledger/event.js';

const COMPANY = '6f1c8a52-3d0e-4b7a-9c55-0e2d7b1f4a10';
const ESTABLISHMENT = 'b08e7d3c-52a1-4f66-8d2b-7a9c3e5f1d24';

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
export function issuedPermit(employeeId: string): readonly DomainEvent[] {
  const about = { effectiveOn: '2025-01-01', companyId: COMPANY, establishmentId: ESTABLISHMENT, employeeId };
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
