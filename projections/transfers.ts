import { unreachable } from '../domain/ledger/exhaustive.js';
import { transferEvents, type TransferEvent } from '../domain/transfer/events.js';
import { transferTable, type TransferRow } from '../read-models/tables/transfer.js';
import { rowBoxes } from './engine/one-stream.js';
import { defineReadModel } from './engine/projection.js';
import { recordProjection, type OwnColumns } from './engine/record-row.js';
import type { StoredFact } from './engine/stored-fact.js';

type Columns = OwnColumns<TransferRow>;

function begin(fact: StoredFact<TransferEvent>): Columns {
  if (fact.type !== 'TransferRequested') throw new Error('a transfer begins with its request');
  const { companyId, establishmentId, fromCompanyId, fromEstablishmentId, fromContractId, employeeId } = fact.data;
  const { consent, terms, permitId, declaredEarlierTransfers, answerBy } = fact.data;
  return {
    companyId,
    establishmentId,
    fromCompanyId,
    fromEstablishmentId,
    fromContractId,
    employeeId,
    status: 'pending-employee',
    open: true,
    consent,
    occupation: terms.occupation,
    terms,
    permitId,
    declaredEarlierTransfers,
    answerBy,
    noticeDays: null,
    noticeWaived: null,
    completesOn: null,
    completedOn: null,
    nationality: null,
    nationalityGroup: null,
    newContractId: null,
    endsOldContract: null,
    transferNumber: null,
    fee: null,
    reason: null,
    boxes: rowBoxes(fact),
  };
}

function closed(status: TransferRow['status'], reason: string | null): Partial<Columns> {
  return { status, open: false, answerBy: null, reason };
}

function change(_row: TransferRow, fact: StoredFact<TransferEvent>): Partial<Columns> {
  switch (fact.type) {
    case 'TransferRequested':
      throw new Error('the transfer is requested already');
    case 'TransferAcceptedByEmployee':
      return { status: 'pending-employer', consent: fact.data.consent, answerBy: fact.data.answerBy };
    case 'TransferAcceptedByCurrentEmployer':
      return { answerBy: null, noticeWaived: fact.data.noticeWaived };
    case 'TransferNoticeBegun': {
      const { consent, noticeDays, completesOn } = fact.data;
      return { status: 'pending-notice', consent, noticeDays, completesOn, answerBy: null };
    }
    case 'TransferCompleted': {
      const { nationality, nationalityGroup, endsOldContract, newContractId, terms, transferNumber, fee, effectiveOn } = fact.data;
      return {
        ...closed('completed', null),
        nationality,
        nationalityGroup,
        endsOldContract,
        newContractId,
        terms,
        occupation: terms.occupation,
        transferNumber,
        fee,
        completesOn: terms.startsOn,
        completedOn: effectiveOn,
      };
    }
    case 'TransferRejectedByEmployee':
      return closed('rejected-by-employee', fact.data.reason);
    case 'TransferRejectedByCurrentEmployer':
      return closed('rejected-by-employer', fact.data.reason);
    case 'TransferCancelled':
      return closed(fact.data.by === 'employee' ? 'cancelled-by-employee' : 'cancelled-by-new-employer', null);
    case 'TransferLapsed':
      return closed(fact.data.reason === 'employee-silent' ? 'auto-cancelled' : 'expired', fact.data.reason);
    default:
      return unreachable(fact);
  }
}

export const transferRows = recordProjection<TransferEvent, (typeof transferTable)['columns']>({
  table: transferTable,
  category: 'transfer',
  events: transferEvents,
  fold: { begin, change },
});

/** One row a transfer. */
export const transfers = defineReadModel({ name: 'transfers', version: 1, projections: [transferRows] });
