import { describe, expect, it } from 'vitest';
import type { MowaamahCertificate } from '../company/state.js';
import { countEntityDays } from '../saudization/entity-days.js';
import { nitaqat2026 as rules } from '../saudization/nitaqat-2026.js';
import { toIsoDate } from '../standards/calendar.js';
import { fromRiyals } from '../standards/money.js';
import { toIsoMonth } from '../standards/month.js';
import { entitiesOf } from './entity-facts.js';
import type { OwnerSources } from './owner-sources.js';
import { entityIdOf } from './entity-id.js';
import type { EmploymentFacts } from './employment-facts.js';
import type { EstablishmentFacts } from './establishment-facts.js';
import { factChoices } from './fact-choices.js';
import { insuranceFactsOf, type InsuranceFacts } from './insured-days.js';
import { categoriesOf, fromTheBeginning, type PersonFacts } from './person-facts.js';

const day = toIsoDate;
const ownerId = '4b1f6b34-7f0e-4c53-9a55-0d3f5f3c1a01';

const establishment = (more: Partial<EstablishmentFacts> = {}): EstablishmentFacts => ({
  companyId: 'company',
  ownerId,
  main: true,
  region: 'SA-01',
  openedOn: day('2025-01-01'),
  closedOn: null,
  activities: [{ from: day('2025-01-01'), activity: '430', isic: '4100' }],
  ...more,
});
const employment = (more: Partial<EmploymentFacts> = {}): EmploymentFacts => ({
  companyId: 'company',
  establishmentId: 'main',
  employeeId: 'he',
  authenticatedOn: day('2025-02-01'),
  from: day('2025-03-01'),
  lastDay: null,
  steps: [{ from: day('2025-03-01'), wage: 5_000, workingTime: 'full-time', occupation: '241101' }],
  ...more,
});
const person = (more: Partial<PersonFacts> = {}): PersonFacts => ({ nationality: 'SAU', deceasedOn: null, weightings: [], erased: false, ...more });

const insurance = (more: Partial<NonNullable<InsuranceFacts['terms']>> = {}, hours: InsuranceFacts['hours'] = {}): InsuranceFacts => {
  const from = more.from ?? day('2025-03-01');
  const terms = { capacity: 'employee', flexible: false, from, to: null, wages: [{ from, wage: fromRiyals(4_200) }], ...more } as const;
  return { companyId: 'company', establishmentId: 'main', employeeId: 'he', terms, hours };
};

function entities(more: {
  readonly establishments?: Readonly<Record<string, EstablishmentFacts>>;
  readonly employments?: Readonly<Record<string, EmploymentFacts>>;
  readonly people?: Readonly<Record<string, PersonFacts>>;
  readonly insurances?: Readonly<Record<string, InsuranceFacts>>;
  readonly certificates?: Readonly<Record<string, readonly MowaamahCertificate[]>>;
  readonly weightings?: Readonly<Record<string, { readonly from: ReturnType<typeof day>; readonly categories: ReturnType<typeof categoriesOf>; readonly studentUntil?: ReturnType<typeof day> }[]>>;
}) {
  const sources: OwnerSources = {
    ownerId,
    establishments: new Map(Object.entries(more.establishments ?? { main: establishment() })),
    employments: new Map(Object.entries(more.employments ?? { contract: employment() })),
    people: new Map(Object.entries(more.people ?? { he: person() })),
    insurances: new Map(Object.entries(more.insurances ?? {})),
    certificates: new Map(Object.entries(more.certificates ?? {})),
    weightings: new Map(Object.entries(more.weightings ?? {})),
  };
  return entitiesOf(rules, factChoices, sources);
}
const spans = (found: ReturnType<typeof entities>) =>
  found.map(({ activity, facts }) => [activity, ...facts.workers.map(({ from, to, wage, categories }) => `${from}..${to ?? ''} ${wage}${categories.length === 0 ? '' : ` ${categories.join('+')}`}`)]);

describe('the workers of an owner’s entities', () => {
  it('are those of all his establishments in an activity', () => {
    const found = entities({
      establishments: { main: establishment(), branch: establishment({ main: false, region: 'SA-02' }), shop: establishment({ activities: [{ from: day('2025-01-01'), activity: '460', isic: '4100' }] }) },
      employments: { a: employment(), b: employment({ establishmentId: 'branch', employeeId: 'she' }), c: employment({ establishmentId: 'shop', employeeId: 'it' }) },
      people: { he: person(), she: person({ nationality: 'IND' }), it: person() },
    });
    expect(found.map(({ entityId, placed }) => [entityId, placed.map(({ establishmentId, worker }) => [establishmentId, worker.nationality, worker.region])])).toEqual([
      [entityIdOf(ownerId, '430'), [['main', 'SAU', 'SA-01'], ['branch', 'IND', 'SA-02']]],
      [entityIdOf(ownerId, '460'), [['shop', 'SAU', 'SA-01']]],
    ]);
  });

  it('go with the establishment into another activity, and end with it', () => {
    const activities = [{ from: day('2025-01-01'), activity: '430', isic: '4100' }, { from: day('2026-01-01'), activity: '450', isic: '4100' }];
    expect(spans(entities({ establishments: { main: establishment({ activities, closedOn: day('2026-06-30') }) } }))).toEqual([
      ['430', '2025-03-01..2025-12-31 5000'],
      ['450', '2026-01-01..2026-06-30 5000'],
    ]);
  });

  it('count by what holds that day: pay, way of working, categories, each from its day', () => {
    const steps = [{ from: day('2025-03-01'), wage: 5_000, workingTime: 'full-time' as const, occupation: '241101' }, { from: day('2026-02-01'), wage: 3_500, workingTime: 'part-time' as const, occupation: '241101' }];
    const weightings = { he: [{ from: fromTheBeginning, categories: categoriesOf({}) }, { from: day('2026-04-01'), categories: categoriesOf({ disability: true, ableToWork: true }) }] };
    expect(spans(entities({ employments: { contract: employment({ steps, lastDay: day('2026-12-31') }) }, weightings }))).toEqual([
      ['430', '2025-03-01..2026-01-31 5000', '2026-02-01..2026-03-31 3500 part-time', '2026-04-01..2026-12-31 3500 part-time+disabled'],
    ]);
  });

  it('are nobody where the contract ended before it began, or he died before', () => {
    expect(spans(entities({ employments: { contract: employment({ lastDay: day('2025-02-10') }) } }))).toEqual([['430']]);
    expect(spans(entities({ people: { he: person({ deceasedOn: day('2025-02-10') }) } }))).toEqual([['430']]);
  });

  it('count at the oldest employer, and here once they have left it', () => {
    const found = entities({ employments: { a: employment(), older: employment({ establishmentId: 'another owner’s', from: day('2024-01-01'), lastDay: day('2026-05-31') }) } });
    const days = countEntityDays(rules, found[0]?.facts ?? expect.fail());
    expect([days.at(day('2026-05-31')).saudis, days.at(day('2026-06-01')).saudis]).toEqual([0, 1]);
  });

  it('pass the gate from the day of the authenticated contract, insured from the first day where no registration says otherwise', () => {
    const late = entities({ employments: { contract: employment({ authenticatedOn: day('2026-06-10') }) } });
    const days = countEntityDays(rules, late[0]?.facts ?? expect.fail());
    expect([days.at(day('2026-04-14')).saudis, days.at(day('2026-04-15')).saudis, days.at(day('2026-06-10')).saudis]).toEqual([1, 0, 1]);
  });
});

describe('insurance', () => {
  const told = (found: ReturnType<typeof entities>) =>
    (found[0]?.facts.workers ?? []).map(({ from, to, wage, hours, insuredFrom, authenticatedFrom, categories }) => [
      `${from}..${to ?? ''}`,
      wage,
      hours,
      insuredFrom,
      authenticatedFrom,
      categories.join('+'),
    ]);

  it('says the wage on its days; on others of the contract nobody is insured, and the contract’s pay stands', () => {
    const wages = [{ from: day('2025-04-01'), wage: fromRiyals(4_200) }, { from: day('2025-07-01'), wage: fromRiyals(4_500) }] as const;
    const found = entities({ insurances: { i: insurance({ from: day('2025-04-01'), to: day('2025-12-31'), wages }) } });
    expect(told(found)).toEqual([
      ['2025-03-01..2025-03-31', 5_000, null, null, '2025-02-01', ''],
      ['2025-04-01..2025-06-30', 4_200, null, '2025-04-01', '2025-02-01', ''],
      ['2025-07-01..2025-12-31', 4_500, null, '2025-04-01', '2025-02-01', ''],
      ['2026-01-01..', 5_000, null, null, '2025-02-01', ''],
    ]);
  });

  it('of flexible work says the hours of each month, none where none were told', () => {
    const hours = { [toIsoMonth('2025-04')]: 80, [toIsoMonth('2025-06')]: 160 };
    expect(told(entities({ insurances: { i: insurance({ flexible: true }, hours) } })).map(([days, , worked, , , as]) => [days, worked, as])).toEqual([
      ['2025-03-01..2025-03-31', 0, 'flexible'],
      ['2025-04-01..2025-04-30', 80, 'flexible'],
      ['2025-05-01..2025-05-31', 0, 'flexible'],
      ['2025-06-01..2025-06-30', 160, 'flexible'],
      ['2025-07-01..', 0, 'flexible'],
    ]);
  });

  it('without a contract counts too: an owner’s is all there is to authenticate, another’s is not authenticated', () => {
    const of = (capacity: 'owner' | 'trainee') => told(entities({ employments: {}, insurances: { i: insurance({ capacity, to: day('2026-01-31') }) } }));
    expect(of('owner')).toEqual([['2025-03-01..2026-01-31', 4_200, null, '2025-03-01', '2025-03-01', 'owner']]);
    expect(of('trainee')).toEqual([['2025-03-01..2026-01-31', 4_200, null, '2025-03-01', null, 'trainee']]);
    expect(entitiesOf(rules, { ...factChoices, withoutContract: 'not' }, sourcesWith({ i: insurance() }))[0]?.facts.workers).toEqual([]);
  });

  it('that lies after the contract is a job of its own; beside it, it is the same one', () => {
    const employments = { contract: employment({ lastDay: day('2025-06-30') }) };
    expect(told(entities({ employments, insurances: { i: insurance({ from: day('2025-09-01') }) } })).map(([days]) => days)).toEqual(['2025-03-01..2025-06-30', '2025-09-01..']);
    expect(told(entities({ employments, insurances: { i: insurance({ from: day('2025-06-30') }) } })).map(([days]) => days)).toEqual(['2025-03-01..2025-06-29', '2025-06-30..2025-06-30']);
  });

  it('that was made void, or is of another establishment, says nothing here', () => {
    const plain = told(entities({}));
    const voided = insuranceFactsOf({ status: 'voided', parties: { companyId: 'company', establishmentId: 'main', employeeId: 'he' }, terms: insurance().terms, hours: {} });
    expect(told(entities({ insurances: { i: voided ?? expect.fail() } }))).toEqual(plain);
    expect(told(entities({ insurances: { i: { ...insurance(), establishmentId: 'elsewhere' } } })).map(([days, wage]) => [days, wage])).toEqual(plain.map(([days, wage]) => [days, wage]));
  });

  it('elsewhere and older is where he counts', () => {
    const older = { ...insurance({ from: day('2024-01-01'), to: day('2026-05-31') }), establishmentId: 'another owner’s' };
    const days = countEntityDays(rules, entities({ insurances: { i: older } })[0]?.facts ?? expect.fail());
    expect([days.at(day('2026-05-31')).saudis, days.at(day('2026-06-01')).saudis]).toEqual([0, 1]);
  });
});

describe('a student', () => {
  it('is one until the last day of his studies', () => {
    const weightings = { he: [{ from: fromTheBeginning, categories: categoriesOf({ student: true, socialInvestment: true }), studentUntil: day('2026-01-31') }] };
    expect(spans(entities({ weightings }))).toEqual([['430', '2025-03-01..2026-01-31 5000 social-investment+student', '2026-02-01.. 5000 social-investment']]);
  });
});

describe('a Mowaamah certificate', () => {
  it('is its company’s entity’s on its days, but for those after its withdrawal', () => {
    const certificate = (from: string, to: string, withdrawnOn: string | null = null): MowaamahCertificate => ({ validFrom: day(from), validTo: day(to), withdrawnOn: withdrawnOn === null ? null : day(withdrawnOn) });
    const certificates = {
      company: [certificate('2025-01-01', '2025-12-31'), certificate('2026-01-01', '2026-12-31', '2026-04-01'), certificate('2027-01-01', '2027-12-31', '2026-12-01')],
      another: [certificate('2025-01-01', '2026-12-31')],
    };
    expect(entities({ certificates })[0]?.facts.mowaamah).toEqual([
      { from: '2025-01-01', to: '2025-12-31' },
      { from: '2026-01-01', to: '2026-03-31' },
    ]);
  });
});

function sourcesWith(insurances: Readonly<Record<string, InsuranceFacts>>): OwnerSources {
  return {
    ownerId,
    establishments: new Map([['main', establishment()]]),
    employments: new Map(),
    people: new Map([['he', person()]]),
    insurances: new Map(Object.entries(insurances)),
    weightings: new Map(),
  };
}
