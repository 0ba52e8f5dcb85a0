import type { ResidenceDocumentKind } from '../../domain/employee/employee-codes.js';
import type { Sex } from '../../domain/standards/sex.js';
import { boolean, date, defineTable, integer, optional, recordColumns, text, uuid, word, type Row } from '../table.js';
import { contractedBy } from '../wall.js';
import { contractTable, disclosingStatuses } from './contract.js';

/** One row a human known to the labour market. Names and identifiers are in its boxes: later boxes win, field by field. */
export const employeeTable = defineTable({
  name: 'employee',
  version: 1,
  columns: {
    ...recordColumns,
    status: word<'registered' | 'deceased' | 'merged'>(),
    citizen: boolean,
    /** ISO 3166-1 alpha-3. */
    nationality: text,
    sex: word<Sex>(),
    birthYear: integer,
    residenceDocument: optional(word<ResidenceDocumentKind>()),
    residenceSince: optional(date),
    /** Last day on which the residence document is valid. */
    residenceExpiresOn: optional(date),
    residenceExpired: boolean,
    deceasedOn: optional(date),
    survivorId: optional(uuid),
  },
  wall: contractedBy(contractTable, disclosingStatuses),
  indexes: [
    { columns: ['createdOn', 'id'] },
    { columns: ['status', 'createdOn', 'id'] },
    { columns: ['nationality', 'createdOn', 'id'] },
    { columns: ['residenceExpiresOn', 'id'], where: 'residence_expires_on is not null' },
    { columns: ['survivorId'], where: 'survivor_id is not null' },
  ],
});

export type EmployeeRow = Row<typeof employeeTable>;
