// Law: what a record holds of a duplicate goes on with the record that survived it.
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
