import type { Decider, Decision } from '../ledger/decider.js';
import { unreachable } from '../ledger/exhaustive.js';
import type { WorkPermitCommand } from './commands.js';
import { decideBill, decideBillCancellation, decideBillLapse, decidePayment } from './decide-bill.js';
import { decideExpiry, decideIssue, decideRejection } from './decide-issue.js';
import { decideRenewal, decideRequest } from './decide-request.js';
import type { WorkPermitEvent } from './events.js';
import { evolveWorkPermit } from './evolve.js';
import type { PermitFacts } from './permit-facts.js';
import { noWorkPermit, type WorkPermitState } from './state.js';

function decide(command: WorkPermitCommand, state: WorkPermitState, facts: PermitFacts): Decision<WorkPermitEvent> {
  switch (command.type) {
    case 'RequestWorkPermit':
      return decideRequest(command, state, facts);
    case 'RenewWorkPermit':
      return decideRenewal(command, state, facts);
    case 'BillWorkPermit':
      return decideBill(command, state, facts);
    case 'PayWorkPermitBill':
      return decidePayment(command, state, facts);
    case 'CancelWorkPermitBill':
      return decideBillCancellation(command, state, facts);
    case 'LapseWorkPermitBill':
      return decideBillLapse(state, facts);
    case 'IssueWorkPermit':
      return decideIssue(command, state, facts);
    case 'RejectWorkPermit':
      return decideRejection(command, state, facts);
    case 'ExpireWorkPermit':
      return decideExpiry(state, facts);
    default:
      return unreachable(command);
  }
}

/** A work permit from the request to its end. */
export const workPermitDecider: Decider<WorkPermitCommand, WorkPermitState, WorkPermitEvent, PermitFacts> = {
  initial: noWorkPermit,
  decide,
  evolve: evolveWorkPermit,
};
