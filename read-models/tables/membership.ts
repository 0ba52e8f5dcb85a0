import { date, defineTable, optional, recordColumns, text, texts, uuid, word, type Row } from '../table.js';
import { eitherOf, isPerson, ownedBy } from '../wall.js';

/**
 * One row a human authorised for a company: the latest authority, which holds on the days from `validFrom` on and
 * before `validTo`, where there is one.
 */
export const membershipTable = defineTable({
  name: 'membership',
  version: 1,
  columns: {
    ...recordColumns,
    /** `<company id>:<person id>`. */
    id: text,
    companyId: uuid,
    personId: uuid,
    /** The human's record in the labour market, where the appointment named it. */
    employeeId: optional(uuid),
    status: word<'appointed' | 'removed'>(),
    scopes: texts,
    validFrom: date,
    /** The first day without the authority. */
    validTo: optional(date),
  },
  // Who calls must be able to ask for which companies he may act.
  wall: eitherOf(ownedBy('companyId'), isPerson('personId')),
  indexes: [
    { columns: ['personId', 'validFrom'] },
    { columns: ['companyId', 'createdOn', 'id'] },
    { columns: ['employeeId'], where: 'employee_id is not null' },
  ],
});

export type MembershipRow = Row<typeof membershipTable>;

/** The row's id of a person's authority for a company. */
export function membershipId(companyId: string, personId: string): string {
  return `${companyId}:${personId}`;
}
