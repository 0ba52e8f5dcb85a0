import { unreachable } from '../../domain/ledger/exhaustive.js';
import type { WorkPermitEvent } from '../../domain/work-permit/events.js';
import type { WorkspaceCounter, WorkspaceCounts } from '../../read-models/tables/workspace.js';
import { recordIdOf, type StoredFact } from '../engine/stored-fact.js';
import { recounting, type PartChange } from './part-change.js';

/** A permit's counts: where it stands, and whether a renewal is under way. */
function counts(status: WorkspaceCounter, renewal: boolean): WorkspaceCounts {
  return { [status]: 1, ...(renewal ? { permitRenewalsOpen: 1 } : {}) };
}

/** A step of a first application shows in the permit's status; one of a renewal leaves it. */
function stepped(kind: 'first' | 'renewal', status: WorkspaceCounter, renewalGoesOn: boolean): (before: WorkspaceCounts) => WorkspaceCounts {
  return kind === 'first' ? () => counts(status, false) : ({ permitRenewalsOpen: _open, ...rest }) => (renewalGoesOn ? { ...rest, permitRenewalsOpen: 1 } : rest);
}

function recount(fact: StoredFact<WorkPermitEvent>): (before: WorkspaceCounts) => WorkspaceCounts {
  switch (fact.type) {
    case 'WorkPermitRequested':
      return () => counts('permitsRequested', false);
    case 'WorkPermitRenewalRequested':
      return (before) => ({ ...before, permitRenewalsOpen: 1 });
    case 'WorkPermitBilled':
      return stepped(fact.data.kind, 'permitsPendingPayment', true);
    case 'WorkPermitBillPaid':
      return stepped(fact.data.kind, 'permitsPaid', true);
    case 'WorkPermitBillCancelled':
    case 'WorkPermitBillLapsed':
      return stepped(fact.data.kind, 'permitsCancelled', false);
    case 'WorkPermitRejected':
      return stepped(fact.data.kind, 'permitsRejected', false);
    case 'WorkPermitIssued':
    case 'WorkPermitRenewed':
      return () => counts('permitsActive', false);
    case 'WorkPermitExpired':
      return (before) => counts('permitsExpired', before.permitRenewalsOpen === 1);
    default:
      return unreachable(fact);
  }
}

/** What a permit's event changes in the employer's workspace. */
export function workPermitParts(fact: StoredFact<WorkPermitEvent>): readonly PartChange[] {
  return [recounting(`workPermit:${recordIdOf(fact)}`, fact.data.companyId, recount(fact))];
}
