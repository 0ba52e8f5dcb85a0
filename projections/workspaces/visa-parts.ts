import { unreachable } from '../../domain/ledger/exhaustive.js';
import type { VisaEvent } from '../../domain/visa/events.js';
import { balanceOf } from '../../domain/visa/line-balance.js';
import type { WorkspaceCounter, WorkspaceCounts } from '../../read-models/tables/workspace.js';
import type { StoredFact } from '../engine/stored-fact.js';
import { counting, recounting, type PartChange } from './part-change.js';

type VisaCount = 'visasGranted' | 'visasUsed' | 'visasCancelled' | 'visasExpired';

const lineKey = (lineId: string): string => `visaLine:${lineId}`;

/** A line's counts with some raised (or taken back), and the balance that follows. */
function counted(before: WorkspaceCounts, by: Readonly<Partial<Record<VisaCount, number>>>): WorkspaceCounts {
  const sum = (counter: VisaCount): number => (before[counter] ?? 0) + (by[counter] ?? 0);
  const granted = sum('visasGranted');
  const used = sum('visasUsed');
  const cancelled = sum('visasCancelled');
  const expired = sum('visasExpired');
  return {
    ...before,
    visasGranted: granted,
    visasUsed: used,
    visasCancelled: cancelled,
    visasExpired: expired,
    visasBalance: balanceOf({ granted, used, cancelled, expired }),
  };
}

/** What a visa request's event changes in the employer's workspace, line by line. */
export function visaParts(fact: StoredFact<VisaEvent>): readonly PartChange[] {
  const { companyId } = fact.data;
  const answered = (lineId: string, counter: WorkspaceCounter): readonly PartChange[] => [counting(lineKey(lineId), companyId, { [counter]: 1 })];
  const raised = (lineId: string, by: Readonly<Partial<Record<VisaCount, number>>>): readonly PartChange[] => [
    recounting(lineKey(lineId), companyId, (before) => counted(before, by)),
  ];
  switch (fact.type) {
    case 'VisasRequested':
      return fact.data.lines.flatMap(({ lineId }) => answered(lineId, 'visaLinesPending'));
    case 'VisaLineAccepted':
      return answered(fact.data.lineId, 'visaLinesAccepted');
    case 'VisaLineRejected':
      return answered(fact.data.lineId, 'visaLinesRejected');
    case 'VisasIssued':
      return raised(fact.data.lineId, { visasGranted: fact.data.count });
    case 'VisaUsed':
      return raised(fact.data.lineId, { visasUsed: 1, visasExpired: fact.data.afterExpiry ? -1 : 0 });
    case 'VisasCancelled':
      return raised(fact.data.lineId, { visasCancelled: fact.data.count });
    case 'VisasExpired':
      return raised(fact.data.lineId, { visasExpired: fact.data.count });
    case 'VisaRequestAnswered':
    case 'VisasBilled':
    case 'VisaBillCancelled':
    case 'VisaBillLapsed':
    case 'VisasPaid':
    case 'VisaStayExtended':
      return [];
    default:
      return unreachable(fact);
  }
}
