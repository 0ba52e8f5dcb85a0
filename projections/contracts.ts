import { contractEvents, type ContractEvent } from '../domain/contract/events.js';
import type { Settlement } from '../domain/contract/settlement.js';
import type { ContractTerms } from '../domain/contract/terms.js';
import { unreachable } from '../domain/ledger/exhaustive.js';
import { contractTable, type ContractRow, type ContractStatus } from '../read-models/tables/contract.js';
import { defineReadModel } from './engine/projection.js';
import { recordProjection, type OwnColumns } from './engine/record-row.js';
import type { StoredFact } from './engine/stored-fact.js';

type Columns = OwnColumns<ContractRow>;
type Begun = Extract<ContractEvent, { type: 'ContractAccepted' | 'ContractBegunByTransfer' }>['data'];
type Ended = Extract<ContractEvent, { type: 'ContractTerminated' | 'ContractExpired' | 'ContractEndedByTransfer' }>['data'];

const blank = {
  running: false,
  nationality: null,
  nationalityGroup: null,
  termFrom: null,
  renewals: 0,
  probationEndsOn: null,
  answerBy: null,
  amendment: null,
  leaving: null,
  lastDay: null,
  endCause: null,
  endArticle: null,
  endedBy: null,
  settlement: null,
  rejectionReason: null,
  changesAsked: null,
  previousContractId: null,
  successorContractId: null,
  transferId: null,
  boxes: [],
} as const;

function termColumns(terms: ContractTerms): Pick<Columns, 'terms' | 'occupation' | 'kind' | 'startsOn' | 'endsOn'> {
  const { occupation, kind, startsOn, endsOn } = terms;
  return { terms, occupation, kind, startsOn, endsOn };
}

/** The contract runs from here on, by acceptance or by transfer. */
function begunColumns(data: Begun): Partial<Columns> {
  return {
    status: 'authenticated',
    running: true,
    nationality: data.nationality,
    nationalityGroup: data.nationalityGroup,
    ...termColumns(data.terms),
    termFrom: data.terms.startsOn,
    probationEndsOn: data.probationEndsOn,
    answerBy: null,
  };
}

function begin(fact: StoredFact<ContractEvent>): Columns {
  if (fact.type !== 'ContractDrafted' && fact.type !== 'ContractBegunByTransfer') {
    throw new Error('a contract begins with its draft or by a transfer');
  }
  const { companyId, establishmentId, employeeId, terms } = fact.data;
  const drafted: Columns = { ...blank, companyId, establishmentId, employeeId, status: 'draft', ...termColumns(terms) };
  if (fact.type === 'ContractDrafted') return drafted;
  const { previousContractId, transferId } = fact.data;
  return { ...drafted, ...begunColumns(fact.data), previousContractId, transferId };
}

/** The status word of a running contract: what is under way in it. */
function runningStatus(row: Pick<ContractRow, 'leaving' | 'amendment'>): ContractStatus {
  if (row.leaving !== null) return row.leaving.kind;
  return row.amendment === null ? 'authenticated' : 'amendment-pending';
}

/** Something under way in a running contract began or ended: the status follows. */
function underWay(row: ContractRow, columns: Partial<Columns>): Partial<Columns> {
  return { status: runningStatus({ ...row, ...columns }), ...columns };
}

function endColumns(data: Ended, endCause: ContractRow['endCause']): Partial<Columns> {
  const { reason, serviceFrom, lastDay, lastWage, award, compensation, compensationOwedBy, finalPayDueOn } = data;
  const settlement: Settlement = { reason, serviceFrom, lastDay, lastWage, award, compensation, compensationOwedBy, finalPayDueOn };
  return { status: 'ended', running: false, endCause, lastDay, settlement, amendment: null, leaving: null, answerBy: null };
}

function change(row: ContractRow, fact: StoredFact<ContractEvent>): Partial<Columns> {
  switch (fact.type) {
    case 'ContractDrafted':
      throw new Error('the contract is drafted already');
    case 'ContractSent':
      return { status: 'pending-employee', answerBy: fact.data.answerBy };
    case 'ContractAccepted':
      return begunColumns(fact.data);
    case 'ContractBegunByTransfer':
      return { previousContractId: fact.data.previousContractId, transferId: fact.data.transferId, ...begunColumns(fact.data) };
    case 'ContractRejected':
      return { status: 'rejected', answerBy: null, rejectionReason: fact.data.reason };
    case 'ContractChangeRequested':
      return { status: 'change-requested', answerBy: null, changesAsked: fact.data.parts };
    case 'ContractRevised':
      return { status: 'draft', ...termColumns(fact.data.terms), changesAsked: null, rejectionReason: null };
    case 'ContractWithdrawn':
      return { status: 'withdrawn', answerBy: null };
    case 'ContractLapsed':
      return { status: 'lapsed', answerBy: null };
    case 'AmendmentProposed': {
      const { by, terms, answerBy } = fact.data;
      return underWay(row, { amendment: { by, terms, answerBy }, answerBy });
    }
    case 'AmendmentAccepted':
      return underWay(row, { amendment: null, answerBy: null, ...termColumns(fact.data.terms), probationEndsOn: fact.data.probationEndsOn });
    case 'AmendmentDeclined':
    case 'AmendmentLapsed':
      return underWay(row, { amendment: null, answerBy: null });
    case 'ContractRenewed': {
      const { startsOn, endsOn, renewals } = fact.data;
      return { termFrom: startsOn, renewals, ...termColumns({ ...row.terms, endsOn }) };
    }
    case 'ContractBecameIndefinite': {
      const { startsOn, renewals } = fact.data;
      return { termFrom: startsOn, renewals, ...termColumns({ ...row.terms, kind: 'indefinite', endsOn: null }) };
    }
    case 'ResignationSubmitted': {
      const { effectiveOn: submittedOn, requestedLastDay, withdrawableUntil, deemedAcceptedOn } = fact.data;
      return underWay(row, {
        leaving: { kind: 'resignation', submittedOn, requestedLastDay, withdrawableUntil, deemedAcceptedOn, deferred: false },
      });
    }
    case 'ResignationWithdrawn':
      return underWay(row, { leaving: null });
    case 'ResignationDeferred':
      if (row.leaving?.kind !== 'resignation') throw new Error('a resignation is deferred that nobody submitted');
      return underWay(row, { leaving: { ...row.leaving, deemedAcceptedOn: fact.data.deferredTo, deferred: true } });
    case 'ResignationAccepted': {
      const { lastDay } = fact.data;
      return underWay(row, { leaving: { kind: 'resignation-accepted', by: 'employee', lastDay }, lastDay });
    }
    case 'NoticeGiven': {
      const { by, lastDay } = fact.data;
      return underWay(row, { leaving: { kind: 'notice', by, lastDay }, lastDay });
    }
    case 'ContractTerminated':
      return { endArticle: fact.data.article, endedBy: fact.data.by, ...endColumns(fact.data, 'terminated') };
    case 'ContractExpired':
      return endColumns(fact.data, 'expired');
    case 'ContractEndedByTransfer': {
      const { transferId, successorContractId } = fact.data;
      return { transferId, successorContractId, ...endColumns(fact.data, 'transferred') };
    }
    default:
      return unreachable(fact);
  }
}

/** The rows of contracts, which other read models may fold too. */
export const contractRows = recordProjection<ContractEvent, (typeof contractTable)['columns']>({
  table: contractTable,
  category: 'contract',
  events: contractEvents,
  fold: { begin, change },
});

/** One row a contract. */
export const contracts = defineReadModel({ name: 'contracts', version: 1, projections: [contractRows] });
