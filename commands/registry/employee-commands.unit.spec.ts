import { describe, expect, it } from 'vitest';
import { citizen, correction, resident } from '../../domain/employee/testing/employee-examples.js';
import { employeeCommands } from './employee-commands.js';
import { routeOf } from './registry.js';

const passport = { number: 'A1234567', issuedBy: 'IND' };
const iqama = 'iqama 2000000006';

describe('commands of employees', () => {
  it('have the routes of the API; what the clock sends has none', () => {
    expect(employeeCommands.filter((command) => command.policy !== null).map(routeOf)).toEqual([
      '/v1/employees/citizens',
      '/v1/employees/residents',
      '/v1/employees/{id}/corrections',
      '/v1/employees/{id}/residence-documents',
      '/v1/employees/{id}/weighting-facts',
      '/v1/employees/{id}/death',
      '/v1/employees/{id}/merge',
      '/v1/employees/{id}/accreditations',
      '/v1/employees/{id}/accreditation-withdrawals',
    ]);
    expect(employeeCommands.filter((command) => command.policy === null).map((command) => command.name)).toEqual(['RecordResidenceExpiry']);
  });

  it.each([
    ['RegisterCitizen', { ...citizen, passport }, ['national-id 1000000008']],
    ['RegisterResident', { ...resident, passport }, [iqama]],
    ['RegisterResident', { ...resident, borderNumber: '3000000000' }, [iqama, 'border-number 3000000000']],
    ['CorrectPerson', { ...correction, passport }, [iqama]],
    ['ChangeResidenceDocument', { document: resident.document }, [iqama]],
  ])('%s claims the numbers of the state, no passport', (name, data, expected) => {
    const claimed = employeeCommands.find((command) => command.name === name)?.identifiers?.(data);
    expect(claimed?.map(({ scheme, value }) => `${scheme} ${value}`)).toEqual(expected);
  });

  it('make their digest under the key of the human they are about', () => {
    expect(new Set(employeeCommands.map((command) => command.subject))).toEqual(new Set(['record']));
  });
});
