import { z } from 'zod';
import { residenceDocumentKind } from '../../domain/employee/employee-codes.js';
import { sealedPerson, sealedWeighting } from '../../domain/employee/sealed-person.js';
import { sex } from '../../domain/standards/sex.js';
import { tableName } from '../../read-models/table-sql.js';
import { contractTable, disclosingStatuses } from '../../read-models/tables/contract.js';
import { employeeTable } from '../../read-models/tables/employee.js';
import { idParam } from '../http/query-string.js';
import { byNationality, byStatus, type ListFilter } from '../lists/list-filter.js';
import { models } from '../model-names.js';
import { contractedBy } from '../own/own-rows.js';
import { defineView } from './record-view.js';

const statuses = ['registered', 'deceased', 'merged'] as const;

/** Humans with a running contract whose column is that record. */
function employedBy(name: string, column: string): ListFilter {
  return {
    name,
    schema: idParam,
    sql: (value) =>
      `exists (select from ${tableName(contractTable)} c where c.employee_id = r.id and c.running and c.${column} = ${value}::uuid)`,
    models: [models.contracts],
  };
}

/** Employees at `/v1/employees`: humans known to the labour market, employed or not. */
export const employeeView = defineView({
  path: 'employees',
  type: 'employee',
  model: models.employees,
  table: employeeTable,
  shapes: {
    status: z.enum(statuses),
    sex,
    residenceDocument: residenceDocumentKind,
    survivorId: z.uuid().meta({ description: 'The record that stands for this human, where this one was a duplicate.' }),
  },
  personal: [{ part: 'employeeId', schema: z.object({ ...sealedPerson.shape, ...sealedWeighting.shape }) }],
  filters: [employedBy('companyId', 'company_id'), employedBy('establishmentId', 'establishment_id'), byStatus(statuses), byNationality],
  expiry: { column: 'residenceExpiresOn', where: 'r.residence_expires_on is not null' },
  own: contractedBy(disclosingStatuses),
  members: {
    everyone: [
      'status',
      'citizen',
      'nationality',
      'sex',
      'birthYear',
      'residenceDocument',
      'residenceSince',
      'residenceExpiresOn',
      'residenceExpired',
      'deceasedOn',
    ],
    // To an employer, a `Link` names the survivor where he may read it.
    officials: ['survivorId'],
    // What a contract and its payment need. How to reach him privately, and what weighs in quotas, is not his employer’s.
    personal: { employeeId: ['name', 'identifiers', 'passport', 'birthDate'] },
  },
});
