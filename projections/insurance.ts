// Law: a row of insurance says what the registration's own fold says; a correction may change its first day, not when it entered the ledger.
import { insuranceEvents, type InsuranceEvent } from '../domain/insurance/events.js';
import { evolveInsurance } from '../domain/insurance/evolve.js';
import { noInsurance, type InsuranceState } from '../domain/insurance/state.js';
import { insuranceTable, type InsuranceRow } from '../read-models/tables/insurance.js';
import { rowBoxes } from './engine/one-stream.js';
import { defineReadModel } from './engine/projection.js';
import { recordProjection, type OwnColumns } from './engine/record-row.js';
import type { StoredFact } from './engine/stored-fact.js';

type Columns = OwnColumns<InsuranceRow>;
type Told = Omit<Columns, 'boxes' | 'endReason'>;

/** The columns that the registration's state tells. */
function columnsOf({ status, parties, terms, hours }: InsuranceState): Told {
  if (status === 'none' || parties === null || terms === null) throw new Error('insurance begins with its registration');
  const { capacity, flexible, from: insuredFrom, to: insuredTo, wages } = terms;
  return { status, capacity, flexible, insuredFrom, insuredTo, wage: (wages.at(-1) ?? wages[0]).wage, wages, hours, ...parties };
}

/** The registration that a row tells of. */
function stateOf({ companyId, establishmentId, employeeId, status, capacity, flexible, insuredFrom, insuredTo, wages, hours }: InsuranceRow): InsuranceState {
  // The row was written from a state, whose days and wages these are.
  const terms = { capacity, flexible, from: insuredFrom, to: insuredTo, wages } as InsuranceState['terms'];
  return { status, parties: { companyId, establishmentId, employeeId }, terms, hours };
}

function begin(fact: StoredFact<InsuranceEvent>): Columns {
  return { endReason: null, boxes: rowBoxes(fact), ...columnsOf(evolveInsurance(noInsurance, fact)) };
}

function change(row: InsuranceRow, fact: StoredFact<InsuranceEvent>): Partial<Columns> {
  const told = columnsOf(evolveInsurance(stateOf(row), fact));
  if (fact.type === 'InsuranceEnded') return { endReason: fact.data.reason, ...told };
  return told.status === 'open' ? { endReason: null, ...told } : told;
}

/** One row a registration with the social insurance. */
export const insurance = defineReadModel({
  name: 'insurance',
  version: 1,
  projections: [
    recordProjection<InsuranceEvent, (typeof insuranceTable)['columns']>({
      table: insuranceTable,
      category: 'insurance',
      events: insuranceEvents,
      fold: { begin, change },
    }),
  ],
});
