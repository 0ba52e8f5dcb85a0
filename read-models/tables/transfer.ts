import type { NationalityGroup } from '../../domain/contract/nationality-group.js';
import type { ContractTerms } from '../../domain/contract/terms.js';
import type { ConsentGround } from '../../domain/transfer/codes.js';
import type { TransferStatus } from '../../domain/transfer/state.js';
import { boolean, date, defineTable, integer, json, money, optional, recordColumns, text, uuid, word, type Row } from '../table.js';
import { ownedBy } from '../wall.js';

/** One row a transfer: `companyId` is the new employer's, `fromCompanyId` the one the employee leaves. */
export const transferTable = defineTable({
  name: 'transfer',
  version: 1,
  columns: {
    ...recordColumns,
    companyId: uuid,
    establishmentId: uuid,
    fromCompanyId: uuid,
    fromEstablishmentId: uuid,
    fromContractId: uuid,
    employeeId: uuid,
    status: word<Exclude<TransferStatus, 'none'>>(),
    /** Not yet completed, and not ended otherwise. */
    open: boolean,
    consent: word<ConsentGround>(),
    occupation: text,
    terms: json<ContractTerms>(),
    permitId: optional(uuid),
    declaredEarlierTransfers: optional(integer),
    /** Last day for the answer that is waited for. */
    answerBy: optional(date),
    noticeDays: optional(integer),
    noticeWaived: optional(boolean),
    /** First day with the new employer: possible while open, actual once completed. */
    completesOn: optional(date),
    completedOn: optional(date),
    nationality: optional(text),
    nationalityGroup: optional(word<NationalityGroup>()),
    newContractId: optional(uuid),
    endsOldContract: optional(boolean),
    transferNumber: optional(integer),
    fee: optional(money),
    /** Why it was rejected or ended by itself. */
    reason: optional(text),
  },
  wall: ownedBy('companyId', 'fromCompanyId'),
  indexes: [
    { columns: ['companyId', 'createdOn', 'id'] },
    { columns: ['fromCompanyId', 'createdOn', 'id'] },
    { columns: ['companyId', 'answerBy', 'id'], where: 'open' },
    { columns: ['fromCompanyId', 'answerBy', 'id'], where: 'open' },
    { columns: ['establishmentId', 'createdOn', 'id'] },
    { columns: ['employeeId', 'createdOn', 'id'] },
    { columns: ['occupation', 'createdOn', 'id'] },
    { columns: ['status', 'createdOn', 'id'] },
    { columns: ['createdOn', 'id'] },
  ],
});

export type TransferRow = Row<typeof transferTable>;
