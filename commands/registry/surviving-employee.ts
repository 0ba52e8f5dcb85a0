// Law: what a record holds of a duplicate goes on with the record that survived it.
import type { ContractState } from '../../domain/contract/state.js';
import { employeeRecord } from '../../domain/employee/record-type.js';
import type { EmployeeState } from '../../domain/employee/state.js';
import type { RecordFact, RecordReader } from './definition.js';

/** The record that stands for the human whom this one stood for: itself, or at the end of its survivors. */
export async function survivingEmployee(reader: RecordReader, employeeId: string): Promise<RecordFact<EmployeeState>> {
  const seen = new Set<string>();
  for (let id = employeeId; ; ) {
    const record = await reader.read(employeeRecord, id);
    seen.add(id);
    const { survivorId } = record.state;
    // Three merges at once could close a circle; nobody survives then, and the last one says that it was merged.
    if (survivorId === null || seen.has(survivorId)) return record;
    id = survivorId;
  }
}

/** The parties of a record with the employee's surviving record in the employee's place. */
export async function withSurvivor<P extends { readonly employeeId: string }>(reader: RecordReader, parties: P): Promise<P> {
  const { id } = await survivingEmployee(reader, parties.employeeId);
  return { ...parties, employeeId: id };
}

/** A contract as its stream shows it, but with the surviving record of its employee. */
export async function contractOfSurvivor(reader: RecordReader, contract: ContractState): Promise<ContractState> {
  return contract.phase === 'none' ? contract : { ...contract, parties: await withSurvivor(reader, contract.parties) };
}
