import { deciderSpec } from '../../testing/decider-spec.js';
import { testId } from '../../testing/test-facts.js';
import { noBand } from '../../gates/band-fact.js';
import { toIsoDate } from '../../standards/calendar.js';
import type { OpenEstablishment, RegisterCompany } from '../commands.js';
import { companyDecider } from '../decider.js';
import type { CompanyEvent } from '../events.js';

export const companyId = testId('company');
export const ownerId = testId('owner');
export const personId = testId('person');
/** Ids that the ledger gives to what a command of this company creates. */
export const createdId = (kind: string, n: number): string => testId(`${companyId}/${kind}/${n}`);
export const mainId = createdId('establishment', 0);
export const branchId = testId('branch');

export const today = toIsoDate('2026-04-26');
const earlier = toIsoDate('2025-01-15');

/** Cases of this company on 26 April 2026. */
export const company = deciderSpec(companyDecider, {
  today,
  recordId: companyId,
  people: { owner: ownerId, person: personId },
  newId: createdId,
  employee: null,
  band: noBand,
});

export const legalOwner = { kind: 'legal', unifiedNumber: '7000000019', name: { ar: null, en: 'Example Holding' } } as const;
export const humanName = { ar: null, en: { first: 'Sara', family: 'Example' } };
export const humanNumbers = [{ scheme: 'national-id' as const, value: '1000000008' }];
export const naturalOwner = { kind: 'natural' as const, identifiers: humanNumbers, name: humanName };
export const sealedHuman = { name: humanName, identifiers: humanNumbers };

export const registration = {
  unifiedNumber: '7000000001',
  name: { ar: 'شركة المثال', en: null },
  legalForm: 'limited-liability' as const,
  owner: legalOwner,
  foundedOn: toIsoDate('2019-03-10'),
} satisfies RegisterCompany['data'];

export const establishment = {
  number: '1-115892',
  name: { ar: 'المركز الرئيس', en: null },
  isicActivity: '4100',
  nitaqatActivity: '450',
  region: 'SA-01',
} as const;

export const branch: OpenEstablishment['data'] = { ...establishment, number: '2-77', main: false };

type EventData<T extends CompanyEvent['type']> = Extract<CompanyEvent, { type: T }>['data'];

/** A stored event of this company. */
export function event<T extends CompanyEvent['type']>(type: T, data: Omit<EventData<T>, 'companyId'>): CompanyEvent {
  // The type argument pairs the type with its data; the union cannot see that.
  return { type, data: { companyId, ...data } } as unknown as CompanyEvent;
}

export const registered = event('CompanyRegistered', {
  effectiveOn: earlier,
  unifiedNumber: '7000000001',
  name: { ar: 'شركة المثال', en: null },
  legalForm: 'limited-liability',
  contact: { phone: null, email: null, website: null },
  foundedOn: toIsoDate('2019-03-10'),
  owner: legalOwner,
  ownerId: null,
});

const opening = { effectiveOn: earlier, ...establishment, owner: legalOwner, ownerId: null };
export const mainOpened = event('EstablishmentOpened', { ...opening, establishmentId: mainId, main: true });
export const branchOpened = event('EstablishmentOpened', { ...opening, establishmentId: branchId, number: '2-77', main: false });
export const suspended = event('CompanySuspended', { effectiveOn: toIsoDate('2026-02-01'), reason: 'court-order' });
export const closed = event('CompanyClosed', { effectiveOn: toIsoDate('2026-03-01'), reason: 'owner-request' });
