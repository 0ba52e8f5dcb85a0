import type { VisaState, VisaStatus } from '../../domain/visa/state.js';
import { boolean, date, defineTable, integer, money, optional, recordColumns, text, uuid, word, type Row } from '../table.js';
import { ownedBy } from '../wall.js';

type VisaKind = NonNullable<VisaState['kind']>;
type VisaPhase = NonNullable<VisaState['phase']>;

/** What was granted, and what became of it; `balance` can still be used. */
const counts = { granted: integer, used: integer, cancelled: integer, expired: integer, balance: integer } as const;

/** One row a visa request, its counts summed over its lines. */
export const visaTable = defineTable({
  name: 'visa',
  version: 1,
  columns: {
    ...recordColumns,
    companyId: uuid,
    establishmentId: uuid,
    status: word<Exclude<VisaStatus, 'none'>>(),
    kind: word<VisaKind>(),
    phase: word<VisaPhase>(),
    requestedOn: date,
    answeredOn: optional(date),
    requested: integer,
    accepted: integer,
    /** Lines accepted, and those of them that are issued. */
    acceptedLines: integer,
    issuedLines: integer,
    ...counts,
    billNumber: optional(text),
    billAmount: optional(money),
    /** Last day to pay the open bill; null when none is open. */
    billDueOn: optional(date),
    paidOn: optional(date),
  },
  wall: ownedBy('companyId'),
  indexes: [
    { columns: ['companyId', 'createdOn', 'id'] },
    { columns: ['companyId', 'status', 'createdOn', 'id'] },
    { columns: ['companyId', 'billDueOn', 'id'], where: 'bill_due_on is not null' },
    { columns: ['establishmentId', 'createdOn', 'id'] },
    { columns: ['status', 'createdOn', 'id'] },
    { columns: ['createdOn', 'id'] },
  ],
});

export type VisaRow = Row<typeof visaTable>;

/** One row a line of a visa request. */
export const visaLineTable = defineTable({
  name: 'visa_line',
  version: 1,
  columns: {
    ...recordColumns,
    visaId: uuid,
    companyId: uuid,
    establishmentId: uuid,
    lineNumber: integer,
    kind: word<VisaKind>(),
    /** The line's own answer; `issued` once its visas are. */
    status: word<'pending' | 'accepted' | 'rejected' | 'issued'>(),
    nationality: text,
    occupation: text,
    sex: word<'female' | 'male'>(),
    consulate: text,
    requested: integer,
    accepted: integer,
    rejectionReason: optional(text),
    issuedOn: optional(date),
    /** Last day on which a visa of the line can be used. */
    validTo: optional(date),
    ...counts,
  },
  wall: ownedBy('companyId'),
  indexes: [
    { columns: ['visaId', 'lineNumber'] },
    { columns: ['companyId', 'createdOn', 'id'] },
    { columns: ['companyId', 'validTo', 'id'], where: 'balance > 0' },
    { columns: ['nationality', 'createdOn', 'id'] },
    { columns: ['occupation', 'createdOn', 'id'] },
  ],
});

export type VisaLineRow = Row<typeof visaLineTable>;

/** One row a person who entered on a visa of a line; the visa's number is in its box. */
export const visaUseTable = defineTable({
  name: 'visa_use',
  version: 1,
  columns: {
    ...recordColumns,
    /** `<line id>:<employee id>`. */
    id: text,
    visaId: uuid,
    lineId: uuid,
    companyId: uuid,
    establishmentId: uuid,
    employeeId: uuid,
    kind: word<VisaKind>(),
    enteredOn: date,
    /** Last day of the stay on a temporary visa. */
    stayUntil: optional(date),
    extended: boolean,
  },
  wall: ownedBy('companyId'),
  indexes: [
    { columns: ['visaId', 'id'] },
    { columns: ['employeeId', 'enteredOn'] },
    { columns: ['companyId', 'stayUntil', 'id'], where: 'stay_until is not null' },
  ],
});

export type VisaUseRow = Row<typeof visaUseTable>;
