import type pg from 'pg';
import { startProjector } from '../../../projections/engine/projector.js';
import { readModels } from '../../../projections/read-models.js';
import * as tokens from '../../../bootstrap/container/tokens.js';
import type { OpenLedger } from '../../../bootstrap/serve/open-ledger.js';
import type { Position } from '../../../domain/ledger/position.js';
import type { IsoDate } from '../../../domain/standards/calendar.js';
import type { Table } from '../../../read-models/table.js';
import { tableName } from '../../../read-models/table-sql.js';
import { companyTable } from '../../../read-models/tables/company.js';
import { contractTable } from '../../../read-models/tables/contract.js';
import { employeeTable } from '../../../read-models/tables/employee.js';
import { entityEmploymentTable, entityEstablishmentTable, entityInsuranceTable } from '../../../read-models/tables/entity.js';
import { insuranceTable } from '../../../read-models/tables/insurance.js';
import { transferTable } from '../../../read-models/tables/transfer.js';
import { visaLineTable, visaTable } from '../../../read-models/tables/visa.js';
import { workPermitTable } from '../../../read-models/tables/work-permit.js';

/** Time in which the read models of a small market are written. */
const CAUGHT_UP_MS = 120_000;

/** Has the read models of a ledger follow its log up to a position. Throws where one does not come so far. */
export async function catchUp({ container }: OpenLedger, upTo: Position): Promise<void> {
  const events = container.resolve(tokens.EVENTS);
  const progress = container.resolve(tokens.PROGRESS);
  const projector = startProjector({ store: container.resolve(tokens.EVENT_STORE), pool: container.resolve(tokens.MAIN_POOL), models: readModels, decode: (event) => events.decode(event), progress });
  try {
    const waited = await progress.waitFor(upTo, readModels.map(({ name }) => name), CAUGHT_UP_MS);
    if (!waited.reached) throw new Error(`behind: ${waited.behind.join(', ')}`);
  } finally {
    await projector.stop();
  }
}

/** Counts rows of read models by what a market's tally counts, on its last day. */
export async function countedInTables(pool: pg.Pool, last: IsoDate): Promise<Readonly<Record<string, number>>> {
  const count = (table: Table, where = 'true'): string => `select count(*) from ${tableName(table)} where ${where}`;
  const owners = (key: string): string =>
    `select count(*) from (select 1 from ${tableName(companyTable)} where owner->>'kind' = '${key === 'owner_id' ? 'natural' : 'legal'}' group by ${key} having count(*) > 1) as several`;
  const questions: Readonly<Record<string, string>> = {
    companies: count(companyTable),
    'companies active': count(companyTable, "status = 'active'"),
    'companies closed': count(companyTable, "status = 'closed'"),
    people: count(employeeTable),
    'contracts in force': count(contractTable, 'running'),
    'permits in force': count(workPermitTable, `valid_to >= '${last}'`),
    'insurances open': count(insuranceTable, "status = 'open'"),
    'insured as owner': count(insuranceTable, "capacity = 'owner'"),
    'insured as outsourced': count(insuranceTable, "capacity = 'outsourced'"),
    'transfers completed': count(transferTable, "status = 'completed'"),
    'seasonal requests': count(visaTable, "kind = 'seasonal'"),
    'entered on a visa': `select coalesce(sum(used), 0) from ${tableName(visaLineTable)}`,
    'humans with several companies': owners('owner_id'),
    'legal persons with several companies': owners("owner->>'unifiedNumber'"),
    entities: `select count(*) from (select distinct owner_id, activity->>'activity' from ${tableName(entityEstablishmentTable)}, jsonb_array_elements(activities) as activity) as entity`,
    'employments that entities count from': count(entityEmploymentTable),
    'insurances that entities count from': count(entityInsuranceTable),
  };
  const { rows } = await pool.query<Record<string, number>>(`select ${Object.entries(questions).map(([name, sql]) => `(${sql})::int as "${name}"`).join(', ')}`);
  return rows[0] ?? {};
}
