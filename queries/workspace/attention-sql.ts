// Law: what needs attention is asked of dated columns by index; each kind names its day and the record to act on.
import { tableName } from '../../read-models/table-sql.js';
import { contractTable } from '../../read-models/tables/contract.js';
import { employeeTable } from '../../read-models/tables/employee.js';
import { transferTable } from '../../read-models/tables/transfer.js';
import { visaLineTable, visaTable, visaUseTable } from '../../read-models/tables/visa.js';
import { workPermitTable } from '../../read-models/tables/work-permit.js';

/** What can need attention. */
export const attentionKinds = [
  'contract-ends',
  'contract-last-day',
  'contract-unanswered',
  'permit-expires',
  'permit-bill-unpaid',
  'residence-expires',
  'visa-bill-unpaid',
  'visas-expire',
  'visa-stay-ends',
  'transfer-unanswered',
  'transfer-completes',
] as const;

export type AttentionKind = (typeof attentionKinds)[number];

/**
 * One kind: where its day and its record are found. Bound are the company ($1), the last day that is of interest
 * ($2) and today ($3).
 */
interface AttentionSource {
  readonly from: string;
  readonly day: string;
  readonly where: string;
  /** Path of the record to act on, and its id. */
  readonly path: string;
  readonly record: string;
  readonly employee: string;
  readonly establishment: string;
}

const contract = { path: 'contracts', record: 'r.id', employee: 'r.employee_id', establishment: 'r.establishment_id' } as const;
const permit = { ...contract, path: 'work-permits' } as const;
const transfer = { ...contract, path: 'transfers', from: `${tableName(transferTable)} r` } as const;
const visa = { path: 'visas', record: 'r.id', employee: 'null::uuid', establishment: 'r.establishment_id' } as const;
const runningHere = `select from ${tableName(contractTable)} c where c.company_id = $1 and c.running and c.employee_id = r.employee_id`;

const sources: Readonly<Record<AttentionKind, readonly AttentionSource[]>> = {
  'contract-ends': [
    {
      ...contract,
      from: `${tableName(contractTable)} r`,
      day: 'r.ends_on',
      // A contract that somebody leaves earlier is told by that last day.
      where: 'r.company_id = $1 and r.running and (r.last_day is null or r.ends_on < r.last_day)',
    },
  ],
  'contract-last-day': [
    {
      ...contract,
      from: `${tableName(contractTable)} r`,
      day: 'r.last_day',
      where: `r.company_id = $1 and r.status in ('notice', 'resignation-accepted')`,
    },
  ],
  'contract-unanswered': [{ ...contract, from: `${tableName(contractTable)} r`, day: 'r.answer_by', where: 'r.company_id = $1' }],
  'permit-expires': [
    {
      ...permit,
      from: `${tableName(workPermitTable)} r`,
      day: 'r.valid_to',
      // An expired permit matters while its employee works here.
      where: `r.company_id = $1 and (r.status = 'active' or (r.status = 'expired' and exists (${runningHere})))`,
    },
  ],
  'permit-bill-unpaid': [{ ...permit, from: `${tableName(workPermitTable)} r`, day: 'r.bill_due_on', where: 'r.company_id = $1' }],
  'residence-expires': [
    {
      path: 'employees',
      from: `${tableName(contractTable)} c join ${tableName(employeeTable)} r on r.id = c.employee_id`,
      day: 'r.residence_expires_on',
      where: 'c.company_id = $1 and c.running',
      record: 'r.id',
      employee: 'r.id',
      establishment: 'c.establishment_id',
    },
  ],
  'visa-bill-unpaid': [{ ...visa, from: `${tableName(visaTable)} r`, day: 'r.bill_due_on', where: 'r.company_id = $1' }],
  'visas-expire': [
    {
      ...visa,
      from: `${tableName(visaLineTable)} r`,
      day: 'r.valid_to',
      record: 'r.visa_id',
      where: 'r.company_id = $1 and r.balance > 0',
    },
  ],
  'visa-stay-ends': [
    {
      ...visa,
      from: `${tableName(visaUseTable)} r`,
      day: 'r.stay_until',
      record: 'r.visa_id',
      employee: 'r.employee_id',
      // Nothing says that he left: a stay that is over is not told any more.
      where: 'r.company_id = $1 and r.stay_until >= $3::date',
    },
  ],
  'transfer-unanswered': [
    { ...transfer, day: 'r.answer_by', where: 'r.company_id = $1 and r.open' },
    { ...transfer, day: 'r.answer_by', establishment: 'r.from_establishment_id', where: 'r.from_company_id = $1 and r.open' },
  ],
  'transfer-completes': [
    { ...transfer, day: 'r.completes_on', where: `r.company_id = $1 and r.open and r.status = 'pending-notice'` },
    {
      ...transfer,
      day: 'r.completes_on',
      establishment: 'r.from_establishment_id',
      where: `r.from_company_id = $1 and r.open and r.status = 'pending-notice'`,
    },
  ],
};

/** All kinds in one statement, soonest first: at most `$4` rows of `kind, day, path, id, employeeId, establishmentId`. */
export function attentionSql(): string {
  const parts = attentionKinds.flatMap((kind) =>
    sources[kind].map(
      ({ from, day, where, path, record, employee, establishment }) =>
        `(select '${kind}' as kind, ${day} as day, '${path}' as path, ${record} as id, ${employee} as "employeeId", ${establishment} as "establishmentId"
          from ${from} where ${where} and ${day} <= $2::date order by ${day}, ${record} limit $4)`,
    ),
  );
  return `select * from (${parts.join(' union all ')}) a order by day, kind, id, "employeeId" limit $4`;
}
