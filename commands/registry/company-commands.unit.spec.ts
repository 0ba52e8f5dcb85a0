import { describe, expect, it } from 'vitest';
import { companyRecord } from '../../domain/company/record-type.js';
import { noCompany } from '../../domain/company/state.js';
import { branch, establishment, humanName, humanNumbers, naturalOwner, personId, registration } from '../../domain/company/testing/company-examples.js';
import { employeeRecord } from '../../domain/employee/record-type.js';
import { nobody } from '../../domain/employee/state.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import type { AnyCommandDefinition, RecordReader } from './definition.js';
import { companyCommands } from './company-commands.js';
import { employeeCommands } from './employee-commands.js';
import { createCommandRegistry, routeOf } from './registry.js';
import { emptyReader } from './testing/empty-reader.js';

// The registry only looks the records' sweeps up; it folds none of them.
const records = [companyRecord, employeeRecord] as unknown as readonly RecordType[];
const registry = createCommandRegistry([...companyCommands, ...employeeCommands], records);

function named(name: string): AnyCommandDefinition {
  const definition = registry.find(name);
  if (definition === undefined) expect.fail(`no command ${name}`);
  return definition;
}

/** A reader of one registered employee, who notes what was read. */
function readerOf(read: string[]): RecordReader {
  const state = { ...nobody, status: 'registered' as const };
  return {
    ...emptyReader(),
    read: (type, id) => {
      read.push(`${type.category} ${id}`);
      // Only employees are read here, and this is the state of one.
      return Promise.resolve({ id, exists: true, state: state as never, revision: 0, erased: false });
    },
  };
}

describe('commands of companies', () => {
  it('have the routes of the API', () => {
    expect(companyCommands.map(routeOf)).toEqual([
      '/v1/companies',
      '/v1/companies/{id}/descriptions',
      '/v1/companies/{id}/establishments',
      '/v1/companies/{id}/establishment-closures',
      '/v1/companies/{id}/establishment-activities',
      '/v1/companies/{id}/suspension',
      '/v1/companies/{id}/resumption',
      '/v1/companies/{id}/closure',
      '/v1/companies/{id}/authorised-people',
      '/v1/companies/{id}/authorised-people-removals',
      '/v1/companies/{id}/mowaamah-certificates',
      '/v1/companies/{id}/mowaamah-withdrawals',
      '/v1/companies/{id}/wage-protection',
    ]);
  });

  it.each([
    ['RegisterCompany', registration, ['unified-number 7000000001']],
    ['RegisterCompany', { ...registration, establishment }, ['unified-number 7000000001', 'establishment-number 1-115892']],
    ['OpenEstablishment', branch, ['establishment-number 2-77']],
  ])('%s claims the numbers that the company bears', (name, data, expected) => {
    expect(named(name).identifiers?.(data).map(({ scheme, value }) => `${scheme} ${value}`)).toEqual(expected);
  });

  it.each([
    ['RegisterCompany', registration, {}],
    ['RegisterCompany', { ...registration, owner: naturalOwner }, { owner: humanNumbers }],
    ['OpenEstablishment', branch, {}],
    ['OpenEstablishment', { ...branch, owner: naturalOwner }, { owner: humanNumbers }],
    ['AppointAuthorisedPerson', { identifiers: humanNumbers, name: humanName, scopes: ['visas'] }, { person: humanNumbers }],
  ])('%s mentions the humans it names, never a legal person', (name, data, expected) => {
    expect(named(name).mentions?.(data)).toEqual(expected);
  });

  it('look at an employee record only when one is named', async () => {
    const read: string[] = [];
    const facts = named('AppointAuthorisedPerson').facts;
    expect(await facts?.({ employeeId: undefined }, noCompany, readerOf(read), 'company')).toEqual({ employee: null });
    expect(await facts?.({ employeeId: personId }, noCompany, readerOf(read), 'company')).toMatchObject({ employee: { status: 'registered' } });
    expect(read).toEqual([`employee ${personId}`]);
  });
});
