// Law: of two records at most one is merged into the other, so that a chain of survivors never runs in a circle of two.
import { v5 } from 'uuid';
import type { ClaimKind, ClaimNeed } from '../ledger/claim-kind.js';
import type { EmployeeEvent } from './events.js';
import { employeeRecord } from './record-type.js';
import type { EmployeeState } from './state.js';

const PAIRS = '5c2f0f5e-6a43-5d5b-8f0e-0d8e0f1c7a94';

/** The place of a pair of records: held by the one that was merged, for good. */
export const mergedPair: ClaimKind<EmployeeState, EmployeeEvent> = {
  category: 'claimMergedPair',
  rule: 'employee.merged-pair',
  holder: employeeRecord,
  ended: (state) => state.status !== 'merged',
  code: 'employee.survivor-merged',
  detail: 'The survivor named was itself merged into this record.',
  clears: 'Use the survivor of the two.',
};

/** The claim that a merge needs before its append. */
export function mergeClaims(events: readonly EmployeeEvent[]): readonly ClaimNeed[] {
  return events.flatMap((event): readonly ClaimNeed[] => {
    if (event.type !== 'RecordMerged') return [];
    const { employeeId, survivorId } = event.data;
    const about = v5([employeeId, survivorId].sort().join('/'), PAIRS);
    return [{ kind: mergedPair, about }];
  });
}
