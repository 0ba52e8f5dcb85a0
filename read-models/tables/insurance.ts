import type { InsuranceEndReason, InsuredCapacity } from '../../domain/insurance/insurance-codes.js';
import type { WageSince } from '../../domain/insurance/state.js';
import { boolean, date, defineTable, json, money, optional, recordColumns, uuid, word, type Row } from '../table.js';
import { ownedBy } from '../wall.js';

/** One row a registration with the social insurance. */
export const insuranceTable = defineTable({
  name: 'insurance',
  version: 1,
  columns: {
    ...recordColumns,
    companyId: uuid,
    establishmentId: uuid,
    employeeId: uuid,
    status: word<'open' | 'ended' | 'voided'>(),
    capacity: word<InsuredCapacity>(),
    flexible: boolean,
    insuredFrom: date,
    /** Last insured day; null: until further notice. */
    insuredTo: optional(date),
    /** The newest contributory wage. */
    wage: money,
    /** Each contributory wage from its day on, oldest first. */
    wages: json<readonly WageSince[]>(),
    /** Hours of flexible work, by month. */
    hours: json<Readonly<Record<string, number>>>(),
    endReason: optional(word<InsuranceEndReason>()),
  },
  wall: ownedBy('companyId'),
  indexes: [
    { columns: ['companyId', 'createdOn', 'id'] },
    { columns: ['companyId', 'status', 'createdOn', 'id'] },
    { columns: ['establishmentId', 'createdOn', 'id'] },
    { columns: ['employeeId', 'createdOn', 'id'] },
    { columns: ['status', 'createdOn', 'id'] },
    { columns: ['createdOn', 'id'] },
  ],
});

export type InsuranceRow = Row<typeof insuranceTable>;
