import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { fromRiyals } from '../standards/money.js';
import type { RegisterInsurance } from './commands.js';
import type { InsuringCompany } from './insurance-facts.js';
import { citizen, company, event, insurance, parties, registered, registration, today } from './testing/insurance-examples.js';

const day = toIsoDate;
const register = (change: Partial<RegisterInsurance['data']> = {}): RegisterInsurance => ({ type: 'RegisterInsurance', data: { ...registration, ...change } });
const resident = { ...citizen, citizen: false };

describe('registering insurance', () => {
  it('tells capacity, wage and days, and rests on the limits of wages', () => {
    const state = insurance.given([]).when(register()).then([registered], { rules: ['insurance.contributory-wage'], unknown: [] });
    expect(state).toMatchObject({ status: 'open', parties, terms: { from: '2026-02-01', to: null, wages: [{ from: '2026-02-01', wage: fromRiyals(4_000) }] } });
  });

  it('begins today unless said, and knows other capacities and flexible work', () => {
    const { from: _from, ...rest } = registration;
    const command: RegisterInsurance = { type: 'RegisterInsurance', data: { ...rest, capacity: 'trainee', flexible: true } };
    const data = { effectiveOn: today, capacity: 'trainee', flexible: true, wage: fromRiyals(4_000), to: null } as const;
    insurance.given([]).when(command).then([event('InsuranceRegistered', data)]);
  });

  it('takes a spell that has ended, also with an establishment that closed later, and of one who died later', () => {
    const facts = { company: { ...company, status: 'closed' as const, establishment: { closedOn: day('2026-04-01') } }, employee: { ...citizen, status: 'deceased' as const, deceasedOn: day('2026-04-02') } };
    const state = insurance.given([]).when(register({ to: day('2026-04-01') }), facts).then([event('InsuranceRegistered', { ...registered.data, to: day('2026-04-01') } as never)]);
    expect(state.status).toBe('ended');
  });

  it.each([
    ['with SAR 45,000', { wage: fromRiyals(45_000) }, citizen],
    ['a citizen with SAR 1,500', { wage: fromRiyals(1_500) }, citizen],
    ['a resident with less', { wage: fromRiyals(400) }, resident],
    ['flexible work with less', { wage: fromRiyals(0), flexible: true }, citizen],
    ['on the day of founding', { from: day('2019-03-10') }, citizen],
    ['long before the rules begin', { from: day('2017-12-31') }, citizen, { ...company, foundedOn: null }],
  ])('takes %s', (_, change, employee, firm: InsuringCompany = company) => {
    expect(insurance.given([]).when(register(change), { employee, company: firm }).accepted().events).toHaveLength(1);
  });

  it.each([
    ['a registration made before', [registered], {}, {}, 'insurance.already-registered', null],
    ['no company', [], {}, { company: { status: 'none' as const, foundedOn: null, establishment: null } }, 'insurance.company-unknown', '/companyId'],
    ['no such establishment', [], {}, { company: { ...company, establishment: null } }, 'insurance.establishment-unknown', '/establishmentId'],
    ['nobody', [], {}, { employee: { ...citizen, status: 'none' as const } }, 'insurance.employee-unknown', '/employeeId'],
    ['a duplicate', [], {}, { employee: { ...citizen, status: 'merged' as const } }, 'insurance.employee-merged', '/employeeId'],
    ['a first day ahead', [], { from: day('2026-04-27') }, {}, 'insurance.begins-in-future', '/from'],
    ['no day', [], { to: day('2026-01-31') }, {}, 'insurance.empty', '/to'],
    ['a last day ahead', [], { to: day('2026-04-27') }, {}, 'insurance.ends-in-future', '/to'],
    ['days before the founding', [], { from: day('2019-03-09') }, {}, 'insurance.before-founding', '/from'],
    ['days after the establishment’s end', [], { to: day('2026-04-02') }, { company: { ...company, establishment: { closedOn: day('2026-04-01') } } }, 'insurance.establishment-closed', '/to'],
    ['no end at a closed establishment', [], {}, { company: { ...company, establishment: { closedOn: day('2026-04-01') } } }, 'insurance.establishment-closed', '/to'],
    ['days after his death', [], {}, { employee: { ...citizen, status: 'deceased' as const, deceasedOn: day('2026-04-01') } }, 'insurance.employee-deceased', '/to'],
    ['more than the most', [], { wage: { amount: '4500001', currency: 'SAR' as const } }, {}, 'insurance.wage-above-limit', '/wage'],
    ['a citizen with less than the least', [], { wage: { amount: '149999', currency: 'SAR' as const } }, {}, 'insurance.wage-below-limit', '/wage'],
  ])('is refused for %s', (_, given, change, facts, code, pointer) => {
    insurance.given(given).when(register(change), facts).thenRefused(code, { pointer });
  });
});
