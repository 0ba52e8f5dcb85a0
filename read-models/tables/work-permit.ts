import type { Application, WorkPermitStatus } from '../../domain/work-permit/state.js';
import { date, defineTable, integer, json, money, optional, recordColumns, text, uuid, word, type Row } from '../table.js';
import { ownedBy } from '../wall.js';

/** An application under way: for the first term, or for a renewal. */
export type ApplicationStep = Pick<Application, 'kind' | 'step' | 'requestedOn' | 'occupation' | 'months' | 'declared' | 'paidOn'>;

/** One row a work permit. Its printed number is in its box. */
export const workPermitTable = defineTable({
  name: 'work_permit',
  version: 1,
  columns: {
    ...recordColumns,
    companyId: uuid,
    establishmentId: uuid,
    employeeId: uuid,
    contractId: optional(uuid),
    status: word<Exclude<WorkPermitStatus, 'none'>>(),
    /** Of the printed permit; of the application before. */
    occupation: text,
    months: integer,
    arrivedOn: optional(date),
    application: optional(json<ApplicationStep>()),
    /** Newest bill. */
    billNumber: optional(text),
    billAmount: optional(money),
    /** Last day to pay the open bill; null when none is open. */
    billDueOn: optional(date),
    validFrom: optional(date),
    /** Last day on which the permit is valid. */
    validTo: optional(date),
    /** Terms issued so far. */
    terms: integer,
    rejectionReason: optional(text),
  },
  wall: ownedBy('companyId'),
  indexes: [
    { columns: ['companyId', 'createdOn', 'id'] },
    { columns: ['companyId', 'status', 'createdOn', 'id'] },
    { columns: ['companyId', 'validTo', 'id'], where: 'valid_to is not null' },
    { columns: ['companyId', 'billDueOn', 'id'], where: 'bill_due_on is not null' },
    { columns: ['establishmentId', 'createdOn', 'id'] },
    { columns: ['employeeId', 'createdOn', 'id'] },
    { columns: ['occupation', 'createdOn', 'id'] },
    { columns: ['status', 'createdOn', 'id'] },
    { columns: ['validTo', 'id'], where: 'valid_to is not null' },
    { columns: ['createdOn', 'id'] },
  ],
});

export type WorkPermitRow = Row<typeof workPermitTable>;
