import { unreachable } from '../domain/ledger/exhaustive.js';
import type { VisaEvent } from '../domain/visa/events.js';
import { balanceOf } from '../domain/visa/line-balance.js';
import { visaLineTable, type VisaLineRow } from '../read-models/tables/visa.js';
import { partProjection, type OwnColumns } from './engine/record-row.js';
import type { StoredFact } from './engine/stored-fact.js';

type LineEvent = Extract<
  VisaEvent,
  { type: 'VisasRequested' | 'VisaLineAccepted' | 'VisaLineRejected' | 'VisasIssued' | 'VisaUsed' | 'VisasCancelled' | 'VisasExpired' }
>;
type Columns = OwnColumns<VisaLineRow>;
type Counts = Pick<VisaLineRow, 'granted' | 'used' | 'cancelled' | 'expired'>;

function begin(fact: StoredFact<LineEvent>, key: string, visaId: string): Columns | undefined {
  if (fact.type !== 'VisasRequested') return undefined;
  const { companyId, establishmentId, kind, lines } = fact.data;
  const line = lines.find(({ lineId }) => lineId === key);
  if (line === undefined) throw new Error(`the request has no line ${key}`);
  const { lineNumber, nationality, occupation, sex, consulate, count: requested } = line;
  return {
    visaId,
    companyId,
    establishmentId,
    lineNumber,
    kind,
    status: 'pending',
    nationality,
    occupation,
    sex,
    consulate,
    requested,
    accepted: 0,
    rejectionReason: null,
    issuedOn: null,
    validTo: null,
    granted: 0,
    used: 0,
    cancelled: 0,
    expired: 0,
    balance: 0,
    boxes: [],
  };
}

function counted(row: VisaLineRow, by: Partial<Counts>): Partial<Columns> {
  const counts: Counts = {
    granted: row.granted + (by.granted ?? 0),
    used: row.used + (by.used ?? 0),
    cancelled: row.cancelled + (by.cancelled ?? 0),
    expired: row.expired + (by.expired ?? 0),
  };
  return { balance: balanceOf(counts), ...counts };
}

function change(row: VisaLineRow, fact: StoredFact<LineEvent>): Partial<Columns> {
  switch (fact.type) {
    case 'VisasRequested':
      throw new Error('the line is requested already');
    case 'VisaLineAccepted':
      return { status: 'accepted', accepted: fact.data.accepted };
    case 'VisaLineRejected':
      return { status: 'rejected', rejectionReason: fact.data.reason };
    case 'VisasIssued':
      return { status: 'issued', issuedOn: fact.data.effectiveOn, validTo: fact.data.validTo, ...counted(row, { granted: fact.data.count }) };
    case 'VisaUsed':
      return counted(row, { used: 1, expired: fact.data.afterExpiry ? -1 : 0 });
    case 'VisasCancelled':
      return counted(row, { cancelled: fact.data.count });
    case 'VisasExpired':
      return counted(row, { expired: fact.data.count });
    default:
      return unreachable(fact);
  }
}

/** One row a line of a visa request. */
export const visaLineRows = partProjection<LineEvent, (typeof visaLineTable)['columns']>({
  table: visaLineTable,
  handles: ['VisasRequested', 'VisaLineAccepted', 'VisaLineRejected', 'VisasIssued', 'VisaUsed', 'VisasCancelled', 'VisasExpired'],
  keysOf: (fact) => (fact.type === 'VisasRequested' ? fact.data.lines.map((line) => line.lineId) : [fact.data.lineId]),
  begin,
  change,
});
