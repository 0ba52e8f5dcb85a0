import { unreachable } from '../domain/ledger/exhaustive.js';
import { balanceOf } from '../domain/visa/line-balance.js';
import { visaEvents, type VisaEvent } from '../domain/visa/events.js';
import { visaTable, type VisaRow } from '../read-models/tables/visa.js';
import { rowBoxes } from './engine/one-stream.js';
import { defineReadModel } from './engine/projection.js';
import { recordProjection, type OwnColumns } from './engine/record-row.js';
import type { StoredFact } from './engine/stored-fact.js';
import { visaLineRows } from './visa-lines.js';
import { visaUseRows } from './visa-uses.js';

type Columns = OwnColumns<VisaRow>;
type Counts = Pick<VisaRow, 'granted' | 'used' | 'cancelled' | 'expired'>;

function begin(fact: StoredFact<VisaEvent>): Columns {
  if (fact.type !== 'VisasRequested') throw new Error('visas begin with their request');
  const { effectiveOn: requestedOn, companyId, establishmentId, kind, phase, lines } = fact.data;
  return {
    companyId,
    establishmentId,
    status: 'requested',
    kind,
    phase,
    requestedOn,
    answeredOn: null,
    requested: lines.reduce((sum, line) => sum + line.count, 0),
    accepted: 0,
    acceptedLines: 0,
    issuedLines: 0,
    granted: 0,
    used: 0,
    cancelled: 0,
    expired: 0,
    balance: 0,
    billNumber: null,
    billAmount: null,
    billDueOn: null,
    paidOn: null,
    boxes: rowBoxes(fact),
  };
}

/** New counts: the request is exhausted when every accepted line is issued and no visa of any is left. */
function counted(row: VisaRow, by: Partial<Counts>, issuedLines = row.issuedLines): Partial<Columns> {
  const counts: Counts = {
    granted: row.granted + (by.granted ?? 0),
    used: row.used + (by.used ?? 0),
    cancelled: row.cancelled + (by.cancelled ?? 0),
    expired: row.expired + (by.expired ?? 0),
  };
  const balance = balanceOf(counts);
  return { balance, issuedLines, status: issuedLines === row.acceptedLines && balance === 0 ? 'exhausted' : 'issued', ...counts };
}

function change(row: VisaRow, fact: StoredFact<VisaEvent>): Partial<Columns> {
  switch (fact.type) {
    case 'VisasRequested':
      throw new Error('the visas are requested already');
    case 'VisaLineAccepted':
      return { accepted: row.accepted + fact.data.accepted, acceptedLines: row.acceptedLines + 1 };
    case 'VisaLineRejected':
      return {};
    case 'VisaRequestAnswered':
      return { status: fact.data.outcome, answeredOn: fact.data.effectiveOn };
    case 'VisasBilled': {
      const { billNumber, total: billAmount, dueOn: billDueOn } = fact.data;
      return { status: 'pending-payment', billNumber, billAmount, billDueOn };
    }
    case 'VisaBillCancelled':
    case 'VisaBillLapsed':
      return { status: 'cancelled', billDueOn: null };
    case 'VisasPaid':
      return { status: 'paid', billDueOn: null, paidOn: fact.data.effectiveOn };
    case 'VisasIssued':
      return counted(row, { granted: fact.data.count }, row.issuedLines + 1);
    case 'VisaUsed':
      // A use that was reported after its visa had run out is taken back from the expired ones.
      return counted(row, { used: 1, expired: fact.data.afterExpiry ? -1 : 0 });
    case 'VisaStayExtended':
      return {};
    case 'VisasCancelled':
      return counted(row, { cancelled: fact.data.count });
    case 'VisasExpired':
      return counted(row, { expired: fact.data.count });
    default:
      return unreachable(fact);
  }
}

export const visaRows = recordProjection<VisaEvent, (typeof visaTable)['columns']>({
  table: visaTable,
  category: 'visa',
  events: visaEvents,
  fold: { begin, change },
});

/** Visa requests, their lines, and who used them. */
export const visas = defineReadModel({ name: 'visas', version: 1, projections: [visaRows, visaLineRows, visaUseRows] });
