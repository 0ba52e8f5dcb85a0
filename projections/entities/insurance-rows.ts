import { insuranceEvents, type InsuranceEvent } from '../../domain/insurance/events.js';
import { evolveInsurance } from '../../domain/insurance/evolve.js';
import { noInsurance } from '../../domain/insurance/state.js';
import { entityInsuranceTable } from '../../read-models/tables/entity.js';
import { alreadySeen } from '../engine/one-stream.js';
import { defineProjection } from '../engine/projection.js';
import { recordIdOf } from '../engine/stored-fact.js';

export const entityInsuranceRows = defineProjection<(typeof entityInsuranceTable)['columns'], InsuranceEvent>({
  table: entityInsuranceTable,
  handles: insuranceEvents.map(({ type }) => type),
  keysOf: (fact) => [recordIdOf(fact)],
  evolve(row, fact, key) {
    if (alreadySeen(row, fact)) return row;
    const { companyId, establishmentId, employeeId } = fact.data;
    return { id: key, revision: fact.revision, companyId, establishmentId, employeeId, facts: evolveInsurance(row?.facts ?? noInsurance, fact) };
  },
});
