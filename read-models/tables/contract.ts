import type { NationalityGroup } from '../../domain/contract/nationality-group.js';
import type { Settlement } from '../../domain/contract/settlement.js';
import type { Leaving, OpenAmendment } from '../../domain/contract/state.js';
import type { ContractTerms } from '../../domain/contract/terms.js';
import { boolean, date, defineTable, integer, json, optional, recordColumns, text, uuid, word, type Row } from '../table.js';
import { ownedBy } from '../wall.js';

export type ContractStatus =
  | 'draft'
  | 'change-requested'
  | 'pending-employee'
  | 'rejected'
  | 'withdrawn'
  | 'lapsed'
  | 'authenticated'
  | 'amendment-pending'
  | 'resignation'
  | 'resignation-accepted'
  | 'notice'
  | 'ended';

/**
 * While a contract stands so, its employer is shown who the employee is: it runs, or the employee was asked and has not
 * refused. A draft shows nobody: its employee has not heard of it, and an end ends it.
 */
export const disclosingStatuses = [
  'pending-employee',
  'change-requested',
  'authenticated',
  'amendment-pending',
  'resignation',
  'resignation-accepted',
  'notice',
] as const satisfies readonly ContractStatus[];

/** One row a contract. `running`: authenticated and not ended, whatever is under way in it. */
export const contractTable = defineTable({
  name: 'contract',
  version: 1,
  columns: {
    ...recordColumns,
    companyId: uuid,
    establishmentId: uuid,
    employeeId: uuid,
    status: word<ContractStatus>(),
    running: boolean,
    /** As it was when the contract began to run; null before. */
    nationality: optional(text),
    nationalityGroup: optional(word<NationalityGroup>()),
    occupation: text,
    kind: word<ContractTerms['kind']>(),
    startsOn: date,
    /** Last day of the present term; null without one. */
    endsOn: optional(date),
    /** First day of the present term, once it runs. */
    termFrom: optional(date),
    renewals: integer,
    terms: json<ContractTerms>(),
    probationEndsOn: optional(date),
    /** Last day for the answer that is waited for: to the contract, or to the amendment. */
    answerBy: optional(date),
    amendment: optional(json<OpenAmendment>()),
    leaving: optional(json<Leaving>()),
    /** The last day, once it is set or was. */
    lastDay: optional(date),
    endCause: optional(word<'terminated' | 'expired' | 'transferred'>()),
    endArticle: optional(text),
    endedBy: optional(text),
    settlement: optional(json<Settlement>()),
    rejectionReason: optional(text),
    changesAsked: optional(json<readonly string[]>()),
    previousContractId: optional(uuid),
    successorContractId: optional(uuid),
    transferId: optional(uuid),
  },
  wall: ownedBy('companyId'),
  indexes: [
    { columns: ['companyId', 'createdOn', 'id'] },
    { columns: ['companyId', 'status', 'createdOn', 'id'] },
    { columns: ['companyId', 'endsOn', 'id'], where: 'running' },
    { columns: ['companyId', 'answerBy', 'id'], where: 'answer_by is not null' },
    { columns: ['companyId', 'employeeId'], where: 'running' },
    { columns: ['establishmentId', 'createdOn', 'id'] },
    { columns: ['employeeId', 'createdOn', 'id'] },
    { columns: ['occupation', 'createdOn', 'id'] },
    { columns: ['nationality', 'createdOn', 'id'], where: 'nationality is not null' },
    { columns: ['status', 'createdOn', 'id'] },
    { columns: ['createdOn', 'id'] },
  ],
});

export type ContractRow = Row<typeof contractTable>;
