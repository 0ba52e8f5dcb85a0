import { unreachable } from '../domain/ledger/exhaustive.js';
import type { VisaEvent } from '../domain/visa/events.js';
import { visaUseTable, type VisaUseRow } from '../read-models/tables/visa.js';
import { rowBoxes } from './engine/one-stream.js';
import { partProjection, type OwnColumns } from './engine/record-row.js';
import type { StoredFact } from './engine/stored-fact.js';

type UseEvent = Extract<VisaEvent, { type: 'VisaUsed' | 'VisaStayExtended' }>;

function begin(fact: StoredFact<UseEvent>, _key: string, visaId: string): OwnColumns<VisaUseRow> | undefined {
  if (fact.type !== 'VisaUsed') return undefined;
  const { lineId, companyId, establishmentId, employeeId, kind, enteredOn, stayUntil } = fact.data;
  return { visaId, lineId, companyId, establishmentId, employeeId, kind, enteredOn, stayUntil, extended: false, boxes: rowBoxes(fact) };
}

function change(_row: VisaUseRow, fact: StoredFact<UseEvent>): Partial<OwnColumns<VisaUseRow>> {
  switch (fact.type) {
    case 'VisaUsed':
      throw new Error('a use begins a stay');
    case 'VisaStayExtended':
      return { stayUntil: fact.data.stayUntil, extended: true };
    default:
      return unreachable(fact);
  }
}

/** One row a person who entered on a visa of a line. */
export const visaUseRows = partProjection<UseEvent, (typeof visaUseTable)['columns']>({
  table: visaUseTable,
  handles: ['VisaUsed', 'VisaStayExtended'],
  keysOf: (fact) => [`${fact.data.lineId}:${fact.data.employeeId}`],
  begin,
  change,
});
