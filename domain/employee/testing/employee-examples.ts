import { toIsoDate } from '../../standards/calendar.js';
import { deciderSpec } from '../../testing/decider-spec.js';
import { testId } from '../../testing/test-facts.js';
import type { CorrectPerson, RegisterCitizen, RegisterResident } from '../commands.js';
import { employeeDecider } from '../decider.js';
import type { EmployeeEvent } from '../events.js';

export const employeeId = testId('employee');
export const survivorId = testId('survivor');
export const today = toIsoDate('2026-04-26');
const earlier = toIsoDate('2025-01-15');

/** Cases of this human on 26 April 2026. */
export const employee = deciderSpec(employeeDecider, { today, recordId: employeeId, survivor: null });

const name = { ar: null, en: { first: 'Sara', family: 'Example' } };
const birthDate = toIsoDate('1994-07-09');

export const citizen = { nationalId: '1000000008', name, birthDate, sex: 'female' } satisfies RegisterCitizen['data'];

export const resident = {
  document: { scheme: 'iqama', value: '2000000006', expiresOn: toIsoDate('2026-12-31') },
  nationality: 'IND',
  name,
  birthDate,
  sex: 'male',
} satisfies RegisterResident['data'];

export const correction = {
  identifiers: [{ scheme: 'iqama', value: '2000000006' }],
  nationality: 'PAK',
  name,
  birthDate,
  sex: 'male',
  reason: 'official-document',
} satisfies CorrectPerson['data'];

/** The sealed set of a human of whom no more than the necessary is known. */
export const sealedPerson = { name, passport: null, birthDate, mobile: null, email: null };
export const noWeighting = {
  disability: null,
  ableToWork: null,
  releasedPrisoner: null,
  socialInvestment: null,
  student: null,
  childOfSaudiWoman: null,
  motherOrWidowOfSaudi: null,
  specialGroup: null,
  studentUntil: null,
};

type EventData<T extends EmployeeEvent['type']> = Extract<EmployeeEvent, { type: T }>['data'];

/** An event of this human, with the sealed values of a just decided one where given. */
export function event<T extends EmployeeEvent['type']>(
  type: T,
  data: Omit<EventData<T>, 'employeeId'>,
  sealed?: object,
): EmployeeEvent {
  const personal = sealed === undefined ? {} : { personal: { employeeId: sealed } };
  // The type argument pairs the type with its data; the union cannot see that.
  return { type, data: { employeeId, ...data }, ...personal } as unknown as EmployeeEvent;
}

export const citizenRegistered = event('CitizenRegistered', { effectiveOn: earlier, nationality: 'SAU', sex: 'female', birthYear: 1994 });
const residentData = { effectiveOn: earlier, nationality: 'IND', sex: 'male', birthYear: 1994 } as const;
export const residentRegistered = event('ResidentRegistered', {
  ...residentData,
  residence: { document: 'iqama', expiresOn: toIsoDate('2026-12-31') },
});
export const travellerRegistered = event('ResidentRegistered', { ...residentData, residence: { document: 'border-number', expiresOn: null } });
export const died = event('DeathRecorded', { effectiveOn: toIsoDate('2026-04-01') });
export const merged = event('RecordMerged', { effectiveOn: toIsoDate('2026-04-01'), survivorId });
