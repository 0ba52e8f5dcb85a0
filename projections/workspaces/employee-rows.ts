// Law: a human is counted once in each company where a contract of his runs, as a citizen or not by his own newest record.
import { contractEvents, type ContractEvent } from '../../domain/contract/events.js';
import type { EmployeeEvent } from '../../domain/employee/events.js';
import { isSaudi } from '../../domain/standards/nationality.js';
import { workspaceEmployeeTable, type WorkspaceEmployeeRow, type WorkspacePart } from '../../read-models/tables/workspace.js';
import { defineProjection } from '../engine/projection.js';
import { recordIdOf, type StoredFact } from '../engine/stored-fact.js';

type PersonEvent = Extract<EmployeeEvent, { type: 'CitizenRegistered' | 'ResidentRegistered' | 'PersonCorrected' }>;
type BoundaryEvent = Extract<
  ContractEvent,
  { type: 'ContractAccepted' | 'ContractBegunByTransfer' | 'ContractTerminated' | 'ContractExpired' | 'ContractEndedByTransfer' }
>;
type HeadCountEvent = PersonEvent | BoundaryEvent;

const personTypes: readonly PersonEvent['type'][] = ['CitizenRegistered', 'ResidentRegistered', 'PersonCorrected'];
const beginning: readonly string[] = ['ContractAccepted', 'ContractBegunByTransfer'] satisfies readonly BoundaryEvent['type'][];
const ending: readonly string[] = ['ContractTerminated', 'ContractExpired', 'ContractEndedByTransfer'] satisfies readonly BoundaryEvent['type'][];

function isAboutPerson(fact: StoredFact<HeadCountEvent>): fact is StoredFact<PersonEvent> {
  return (personTypes as readonly string[]).includes(fact.type);
}

export const workspaceEmployeeRows = defineProjection<(typeof workspaceEmployeeTable)['columns'], HeadCountEvent>({
  table: workspaceEmployeeTable,
  handles: [
    ...personTypes,
    ...contractEvents.map((event) => event.type).filter((type): type is BoundaryEvent['type'] => beginning.includes(type) || ending.includes(type)),
  ],
  keysOf: (fact) => [fact.data.employeeId],
  evolve(row, fact, key) {
    const known = row ?? { id: key, citizen: null, revision: -1, employments: {} };
    if (isAboutPerson(fact)) {
      if (fact.revision <= known.revision) return row;
      return { ...known, citizen: isSaudi(fact.data.nationality), revision: fact.revision };
    }
    // Facts of several streams meet in this row: each stream's revision is kept by itself.
    const contractId = recordIdOf(fact);
    if (fact.revision <= (known.employments[contractId]?.revision ?? -1)) return row;
    const employment = { companyId: fact.data.companyId, running: beginning.includes(fact.type), revision: fact.revision };
    return { ...known, employments: { ...known.employments, [contractId]: employment } };
  },
});

/** What a human adds to the head counts of the companies that employ him. */
export function headCounts(row: WorkspaceEmployeeRow): readonly WorkspacePart[] {
  const companies = new Set(Object.values(row.employments).flatMap(({ companyId, running }) => (running ? [companyId] : [])));
  const counts = row.citizen === null ? { employees: 1 } : row.citizen ? { employees: 1, citizens: 1 } : { employees: 1, nonCitizens: 1 };
  return [...companies].map((companyId) => ({ companyId, counts }));
}
