// What is there to be asked about: records of a market that is told anew from time to time, and what answers told since.
import type { Api } from '../api.js';
import { citizen, clerkOf, company, declared, resident, terms, type Clerk, type Known, type Numbers } from '../market.js';
import { TODAY } from '../ledger.js';
import type { Operation } from './described-api.js';
import { kindOfPath, type Kind, type Reference } from './reference.js';

/** How many of those known are drawn from: the newest, which are most likely still to be changed. */
const NEWEST = 24;
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Whom a record, or a payload, is about. A company is about itself, and so is an employee. */
export interface Sides {
  readonly id?: unknown;
  readonly employeeId?: unknown;
  readonly companyId?: unknown;
  readonly toCompanyId?: unknown;
}

export interface KnownMarket {
  /** Adds a company with people, offers and requests at several steps of their ways. */
  tell(): Promise<void>;
  /** What a place is filled with. */
  fill(reference: Reference): string;
  /** The human who may speak for a side of a record, as far as it is known: the employee whom it is about, or somebody of its company. */
  speakerOf(side: Kind, record: Sides): string | undefined;
  /** The revision of a record as it was last heard of. */
  revisionOf(id: string): number;
  learn(operation: Operation, headers: Readonly<Record<string, unknown>>, body: unknown): void;
}

export function knownMarket(api: Api, numbers: Numbers): KnownMarket {
  const known = new Map<Kind, string[]>();
  const revisions = new Map<string, number>();
  const sides = new Map<unknown, Sides>();
  /** Who acts for a company. */
  const managers = new Map<unknown, string>();
  const put = (kind: Kind, value: string): void => {
    const of = known.get(kind) ?? [];
    if (!of.includes(value)) of.push(value);
    if (of.length > 10 * NEWEST) of.splice(0, 5 * NEWEST);
    known.set(kind, of);
  };
  const keep = (record: Known, about: Sides = {}): void => {
    sides.set(record.id, about);
    put(kindOfPath(record.path), record.id);
    revisions.set(record.id, record.revision);
    put('positions', record.position);
  };
  return {
    tell: () => tellMarket(clerkOf(api), api, numbers, keep, put, (company, person) => void managers.set(company, person)),
    fill({ kind, nth }) {
      const of = known.get(kind) ?? [];
      return of.at(-1 - (nth % Math.max(1, Math.min(of.length, NEWEST)))) ?? NOBODY;
    },
    speakerOf(side, record) {
      const { id, employeeId = id, companyId = record.toCompanyId ?? id } = { ...record, ...sides.get(record.id) };
      return side === 'people' ? managers.get(companyId) : typeof employeeId === 'string' ? employeeId : undefined;
    },
    revisionOf: (id) => revisions.get(id) ?? 0,
    learn(operation, headers, body) {
      const position = headers['ledger-position'];
      if (typeof position === 'string') put('positions', position);
      const { id, revision, next, events, authorisedPeople, lines, employeeId, companyId } = (body ?? {}) as Readonly<Record<string, unknown>>;
      const kind = kindOfPath(operation.path);
      if (typeof id === 'string' && (typeof employeeId === 'string' || typeof companyId === 'string')) sides.set(id, { ...(typeof employeeId === 'string' ? { employeeId } : {}), ...(typeof companyId === 'string' ? { companyId } : {}) });
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

async function tellMarket(clerk: Clerk, api: Api, numbers: Numbers, keep: (record: Known, about?: Sides) => void, put: (kind: Kind, value: string) => void, manages: (company: string, person: string) => void): Promise<void> {
  const firms = [await clerk.create('/v1/companies', company(numbers)), await clerk.create('/v1/companies', company(numbers))] as const;
  const places: string[] = [];
  for (const firm of firms) {
    const place = await clerk.mainEstablishment(firm);
    places.push(place);
    put('establishments', place);
    const manager = await clerk.appoint(firm, { identifiers: [{ scheme: 'iqama', value: numbers.iqama() }], name: { ar: null, en: { first: 'Omar', family: 'Example' } } });
    put('people', manager);
    manages(firm.id, manager);
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
  const of = (employee: Known | undefined, company: Known): Sides => ({ employeeId: employee?.id, companyId: company.id });
  for (const person of people) keep(person, { companyId: firm.id });
  for (const [n, contract] of contracts.entries()) keep(contract, of(people[n], firm));
  for (const record of [permit, insurance]) keep(record, of(worker, firm));
  keep(transfer, of(mover, rival));
  keep(visa, { companyId: firm.id });
  const shown = await api.get<{ lines: { lineId: string }[] }>(`${visa.path}?after=${visa.position}`);
  for (const { lineId } of shown.body.lines) put('lines', lineId);
}
