// Law: each version of each table is created once and never altered; a new version is a new line at the end.
import { createCheckpointSql } from './checkpoint-table.js';
import { employerRoleSql } from './employer-role.js';
import type { Table } from './table.js';
import { createTableSql, schemaName } from './table-sql.js';
import { companyTable } from './tables/company.js';
import { contractTable } from './tables/contract.js';
import { employeeTable } from './tables/employee.js';
import { entityAccreditationTable, entityBandTable, entityCertificateTable, entityEmploymentTable, entityEstablishmentTable, entityInsuranceTable, entityPersonTable } from './tables/entity.js';
import { establishmentTable } from './tables/establishment.js';
import { insuranceTable } from './tables/insurance.js';
import { membershipTable } from './tables/membership.js';
import { saudizationCellTable, saudizationTable } from './tables/statistics.js';
import { transferTable } from './tables/transfer.js';
import { visaLineTable, visaTable, visaUseTable } from './tables/visa.js';
import { workPermitTable } from './tables/work-permit.js';
import { workspaceEmployeeTable, workspacePartTable, workspaceTable } from './tables/workspace.js';
import { checkpointWallSql, openSchemaSql, wallSql } from './wall.js';

function creating(table: Table): { readonly name: string; readonly sql: string } {
  return { name: `${table.name} v${table.version}`, sql: createTableSql(table) };
}

/** A table without this line shows nothing to employers and all to its owner; each needs one. */
function walling(table: Table): { readonly name: string; readonly sql: string } {
  return { name: `wall of ${table.name} v${table.version}`, sql: wallSql(table) };
}

/** The schema of the read models, in the order in which it came to be. */
export const readModelMigrations: readonly { readonly name: string; readonly sql: string }[] = [
  { name: 'schema and checkpoints', sql: `create schema if not exists ${schemaName};\n${createCheckpointSql}` },
  creating(companyTable),
  creating(establishmentTable),
  creating(membershipTable),
  creating(employeeTable),
  creating(contractTable),
  creating(workPermitTable),
  creating(visaTable),
  creating(visaLineTable),
  creating(visaUseTable),
  creating(transferTable),
  creating(workspaceTable),
  creating(workspacePartTable),
  creating(workspaceEmployeeTable),
  { name: 'role of employers', sql: `${employerRoleSql}\n${openSchemaSql}` },
  { name: 'wall of checkpoints', sql: checkpointWallSql },
  walling(companyTable),
  walling(establishmentTable),
  walling(membershipTable),
  walling(employeeTable),
  walling(contractTable),
  walling(workPermitTable),
  walling(visaTable),
  walling(visaLineTable),
  walling(visaUseTable),
  walling(transferTable),
  walling(workspaceTable),
  walling(workspacePartTable),
  walling(workspaceEmployeeTable),
  ...[entityEstablishmentTable, entityEmploymentTable, entityPersonTable, entityBandTable].flatMap((table) => [creating(table), walling(table)]),
  creating(insuranceTable),
  walling(insuranceTable),
  ...[entityInsuranceTable, entityCertificateTable].flatMap((table) => [creating(table), walling(table)]),
  ...[entityAccreditationTable].flatMap((table) => [creating(table), walling(table)]),
  ...[saudizationTable, saudizationCellTable].flatMap((table) => [creating(table), walling(table)]),
];
