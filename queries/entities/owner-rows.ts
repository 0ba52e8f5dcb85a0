// Law: the rows of all that an owner’s entities are counted from are read in one snapshot.
import type { Pool, PoolClient } from 'pg';
import { rowTypes } from '../../read-models/row-types.js';
import { inSnapshot } from '../../read-models/snapshot.js';
import type { Table } from '../../read-models/table.js';
import { selectList, tableName } from '../../read-models/table-sql.js';
import {
  entityAccreditationTable,
  entityCertificateTable,
  entityEmploymentTable,
  entityEstablishmentTable,
  entityInsuranceTable,
  entityPersonTable,
  type EntityAccreditationRow,
  type EntityCertificateRow,
  type EntityEmploymentRow,
  type EntityEstablishmentRow,
  type EntityInsuranceRow,
  type EntityPersonRow,
} from '../../read-models/tables/entity.js';

/** Rows of an owner’s establishments and companies, and of whoever ever worked or was insured there, with what he did elsewhere. */
export interface OwnerRows {
  readonly establishments: readonly EntityEstablishmentRow[];
  readonly certificates: readonly EntityCertificateRow[];
  readonly insurances: readonly EntityInsuranceRow[];
  readonly employments: readonly EntityEmploymentRow[];
  readonly people: readonly EntityPersonRow[];
  readonly accreditations: readonly EntityAccreditationRow[];
}

/** The rows of an owner; none of one that nobody knows. */
export async function readOwnerRows(pool: Pool, ownerId: string): Promise<OwnerRows> {
  return inSnapshot(pool, async (db) => {
    const establishments = await selectRows<EntityEstablishmentRow>(db, entityEstablishmentTable, 'r.owner_id = $1::uuid', [ownerId]);
    const ids = establishments.map(({ id }) => id);
    const here = await selectRows<EntityEmploymentRow>(db, entityEmploymentTable, 'r.establishment_id = any($1::uuid[])', [ids]);
    const insured = await selectRows<EntityInsuranceRow>(db, entityInsuranceTable, 'r.establishment_id = any($1::uuid[])', [ids]);
    const humans = [...new Set([...here, ...insured].map(({ employeeId }) => employeeId))];
    return {
      establishments,
      certificates: await selectRows<EntityCertificateRow>(db, entityCertificateTable, 'r.id = any($1::uuid[])', [establishments.map(({ companyId }) => companyId)]),
      insurances: await selectRows<EntityInsuranceRow>(db, entityInsuranceTable, 'r.employee_id = any($1::uuid[])', [humans]),
      employments: await selectRows<EntityEmploymentRow>(db, entityEmploymentTable, 'r.employee_id = any($1::uuid[])', [humans]),
      people: await selectRows<EntityPersonRow>(db, entityPersonTable, 'r.id = any($1::uuid[])', [humans]),
      accreditations: await selectRows<EntityAccreditationRow>(db, entityAccreditationTable, 'r.id = any($1::uuid[])', [humans]),
    };
  });
}

/** Rows of a table, in the order of their ids. */
export async function selectRows<R>(db: PoolClient, table: Table, where: string, values: readonly unknown[]): Promise<readonly R[]> {
  const { rows } = await db.query({ text: `select ${selectList(table)} from ${tableName(table)} r where ${where} order by r.id`, values: [...values], types: rowTypes });
  // The columns of the table are those of its row type.
  return rows as readonly R[];
}
