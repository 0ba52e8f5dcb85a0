import { describe, expect, it } from 'vitest';
import { noCompany, type CompanyState } from '../company/state.js';
import { noContract, type ContractState } from '../contract/state.js';
import { nobody } from '../employee/state.js';
import { toIsoDate } from '../standards/calendar.js';
import { contractFactOf, employeeFactOf, employerFactOf } from './employment-facts.js';

const establishment: CompanyState['establishments'][string] = {
  establishmentId: 'e',
  number: '1-1',
  status: 'open',
  main: true,
  isicActivity: '4321',
  nitaqatActivity: '450',
  activitySince: toIsoDate('2020-01-01'),
  region: 'SA-01',
  owner: { kind: 'legal', unifiedNumber: '7000000001', name: { ar: null, en: 'Owner' } },
  openedOn: toIsoDate('2020-01-01'),
  closedOn: null,
  wageProtection: {},
};

describe('facts of the employer', () => {
  const company: CompanyState = { ...noCompany, status: 'active', foundedOn: toIsoDate('2020-01-01'), establishments: { e: establishment } };

  it('tell the company and the establishment asked for', () => {
    expect(employerFactOf(company, 'e')).toEqual({ company: 'active', foundedOn: '2020-01-01', establishment: { open: true, main: true } });
    expect(employerFactOf({ ...company, establishments: { e: { ...establishment, status: 'closed' } } }, 'e').establishment).toEqual({ open: false, main: true });
    expect(employerFactOf(company, 'other').establishment).toBeNull();
    expect(employerFactOf(noCompany, 'e').company).toBe('none');
  });
});

describe('facts of the employee', () => {
  it('tell what rules ask for, and nothing else', () => {
    const state = { ...nobody, status: 'registered', nationality: 'IND', sex: 'male', birthYear: 1990 } as const;
    expect(employeeFactOf({ id: 'p', state })).toEqual({ id: 'p', status: 'registered', nationality: 'IND', sex: 'male', birthYear: 1990 });
  });
});

describe('facts of the contract', () => {
  const parties = { companyId: 'c', establishmentId: 'e', employeeId: 'p' };

  it('tell the parties, and whether it is in force', () => {
    expect(contractFactOf(noContract)).toEqual({ authenticated: false, companyId: null, employeeId: null });
    const draft = { phase: 'draft', parties } as unknown as ContractState;
    expect(contractFactOf(draft)).toEqual({ authenticated: false, companyId: 'c', employeeId: 'p' });
    expect(contractFactOf({ ...draft, phase: 'authenticated' } as ContractState).authenticated).toBe(true);
    expect(contractFactOf({ ...draft, phase: 'ended' } as ContractState).authenticated).toBe(false);
  });
});
