import type { PersonalValues } from '../../domain/ledger/event.js';

/** Values that must be found nowhere but in a record that was opened. */
export const canaries = ['Zarqaal', 'Qumriyya', '2000000006', '2000000014', '+966501234567', 'zarqaal@example.org', 'P7654321'] as const;

const unknownWeighting = {
  disability: null,
  ableToWork: null,
  releasedPrisoner: null,
  socialInvestment: null,
  student: null,
  childOfSaudiWoman: null,
  motherOrWidowOfSaudi: null,
  specialGroup: null,
  studentUntil: null,
} as const;

/** A resident, every part of whom is a canary. */
export const zarqaal: PersonalValues = {
  name: { ar: null, en: { first: 'Qumriyya', family: 'Zarqaal' } },
  identifiers: [{ scheme: 'iqama', value: '2000000006' }],
  passport: { number: 'P7654321', issuedBy: 'IND' },
  birthDate: '1988-05-04',
  mobile: '+966501234567',
  email: 'zarqaal@example.org',
  ...unknownWeighting,
};

/** The whole sealed set of somebody with that family name. */
export function personNamed(family: string, nationalId = '1000000008'): PersonalValues {
  return {
    name: { ar: null, en: { first: 'Sara', family } },
    identifiers: [{ scheme: 'national-id', value: nationalId }],
    passport: null,
    birthDate: '1991-02-03',
    mobile: null,
    email: null,
    ...unknownWeighting,
  };
}
