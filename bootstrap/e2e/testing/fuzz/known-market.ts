// What is there to be asked about: records of a market that is told anew from time to time, and what answers told since.
import type { Api } from '../api.js';
import { citizen, clerkOf, company, declared, resident, terms, type Clerk, type Known, type Numbers } from '../market.js';
import { TODAY } from '../ledger.js';
import type { Operation } from './described-api.js';
import { kindOfPath, type Kind, type Reference } from './reference.js';

/** How many of those known are drawn from: the newest, which are most likely still to be changed. */
const NEWEST = 24;
const NOBODY = '00000000-0000-4000-8000-000000000000';

export interface KnownMarket {
  /** Adds a company with people, offers and requests at several steps of their ways. */
  tell(): Promise<void>;
  /** What a place is filled with. */
  fill(reference: Reference): string;
  /** The revision of a record as it was last heard of. */
  revisionOf(id: string): number;
  learn(operation: Operation, headers: Readonly<Record<string, unknown>>, body: unknown): void;
}

export function knownMarket(api: Api, numbers: Numbers): KnownMarket {
  const known = new Map<Kind, string[]>();
  const revisions = new Map<string, number>();
  const put = (kind: Kind, value: string): void => {
    const of = known.get(kind) ?? [];
    if (!of.includes(value)) of.push(value);
    if (of.length > 10 * NEWEST) of.splice(0, 5 * NEWEST);
    known.set(kind, of);
  };
  const keep = (record: Known): void => {
    put(kindOfPath(record.path), record.id);
    revisions.set(record.id, record.revision);
    put('positions', record.position);
  };
  return {
    tell: () => tellMarket(clerkOf(api), api, numbers, keep, put),
    fill({ kind, nth }) {
      const of = known.get(kind) ?? [];
      return of.at(-1 - (nth % Math.max(1, Math.min(of.length, NEWEST)))) ?? NOBODY;
    },
    revisionOf: (id) => revisions.get(id) ?? 0,
    learn(operation, headers, body) {
      const position = headers['ledger-position'];
      if (typeof position === 'string') put('positions', position);
      const { id, revision, next, events, authorisedPeople, lines } = (body ?? {}) as Readonly<Record<string, unknown>>;
      const kind = kindOfPath(operation.path);
      if (typeof id === 'string' && typeof revision === 'number') {
        revisions.set(id, revision);
        // Establishments are told in pairs with their companies, so that both are drawn together.
        if (kind !== 'companies' && kind !== 'establishments' && !operation.path.includes('/events')) put(kind, id);
      }
      if (operation.operationId === 'StartBulk' && typeof id === 'string') put('operations', id);
      if (typeof next === 'string') put('cursors', next);
      for (const { personId } of (Array.isArray(authorisedPeople) ? authorisedPeople : []) as { personId?: unknown }[]) if (typeof personId === 'string') put('people', personId);
      for (const { lineId } of (Array.isArray(lines) ? lines : []) as { lineId?: unknown }[]) if (typeof lineId === 'string') put('lines', lineId);
      for (const { type } of (Array.isArray(events) ? events : []) as { type?: unknown }[]) if (typeof type === 'string') put('types', type);
    },
  };
}

async function tellMarket(clerk: Clerk, api: Api, numbers: Numbers, keep: (record: Known) => void, put: (kind: Kind, value: string) => void): Promise<void> {
  const firms = [await clerk.create('/v1/companies', company(numbers)), await clerk.create('/v1/companies', company(numbers))] as const;
  const places: string[] = [];
  for (const firm of firms) {
    const place = await clerk.mainEstablishment(firm);
    places.push(place);
    put('establishments', place);
    await clerk.change(firm, 'authorised-people', { identifiers: [{ scheme: 'iqama', value: numbers.iqama() }], name: { ar: null, en: { first: 'Omar', family: 'Example' } }, scopes: ['everything'] });
    keep(firm);
  }
  const [firm, rival] = firms;
  const parties = { companyId: firm.id, establishmentId: places[0] ?? '' };
  const people = [];
  for (let n = 0; n < 4; n += 1) people.push(await clerk.create(n < 1 ? '/v1/employees/citizens' : '/v1/employees/residents', n < 1 ? citizen(numbers) : resident(numbers)));
  const contracts: Known[] = [];
  for (const person of people) {
    const contract = await clerk.create('/v1/contracts', { ...parties, employeeId: person.id, terms: terms(TODAY, '2027-04-30') });
    if (contracts.length > 0) await clerk.change(contract, 'sending');
    if (contracts.length > 1) await clerk.change(contract, 'acceptance');
    contracts.push(contract);
  }
  const [, , worker, mover] = people;
  const permit = await clerk.create('/v1/work-permits', { ...parties, employeeId: worker?.id, occupation: '214201', months: 12, ...declared });
  await clerk.change(permit, 'bills', { billNumber: numbers.bill() });
  const line = { nationality: 'IND', occupation: '711201', sex: 'male', consulate: 'INBOM', count: 3 };
  const visa = await clerk.create('/v1/visas', { ...parties, kind: 'permanent', phase: 'expansion', lines: [line, { ...line, nationality: 'PHL', consulate: 'PHMNL' }] });
  const transfer = await clerk.create('/v1/transfers', {
    employeeId: mover?.id,
    fromContractId: contracts[3]?.id,
    toCompanyId: rival.id,
    toEstablishmentId: places[1],
    terms: terms(TODAY, '2028-02-29'),
  });
  const insurance = await clerk.create('/v1/insurance-registrations', { ...parties, employeeId: worker?.id, wage: { amount: '500000', currency: 'SAR' } });
  for (const record of [...people, ...contracts, permit, visa, transfer, insurance]) keep(record);
  const shown = await api.get<{ lines: { lineId: string }[] }>(`${visa.path}?after=${visa.position}`);
  for (const { lineId } of shown.body.lines) put('lines', lineId);
}
