import { unreachable } from '../../domain/ledger/exhaustive.js';
import type { TransferEvent } from '../../domain/transfer/events.js';
import type { WorkspaceCounts, WorkspacePart } from '../../read-models/tables/workspace.js';
import { recordIdOf, type StoredFact } from '../engine/stored-fact.js';
import type { PartChange } from './part-change.js';

/** What a transfer's event changes in the workspaces of both employers. */
export function transferParts(fact: StoredFact<TransferEvent>): readonly PartChange[] {
  const both = (coming: WorkspaceCounts, going: WorkspaceCounts): readonly PartChange[] => {
    const parts: readonly WorkspacePart[] = [
      { companyId: fact.data.companyId, counts: coming },
      { companyId: fact.data.fromCompanyId, counts: going },
    ];
    return [{ key: `transfer:${recordIdOf(fact)}`, next: () => parts }];
  };
  switch (fact.type) {
    case 'TransferRequested':
      return both({ transfersInOpen: 1 }, { transfersOutOpen: 1 });
    case 'TransferCompleted':
      return both({ transfersInCompleted: 1 }, { transfersOutCompleted: 1 });
    case 'TransferRejectedByEmployee':
    case 'TransferRejectedByCurrentEmployer':
    case 'TransferCancelled':
    case 'TransferLapsed':
      return both({}, {});
    case 'TransferAcceptedByEmployee':
    case 'TransferAcceptedByCurrentEmployer':
    case 'TransferNoticeBegun':
      return [];
    default:
      return unreachable(fact);
  }
}
