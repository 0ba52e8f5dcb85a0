import type { ContractEvent } from '../../domain/contract/events.js';
import { unreachable } from '../../domain/ledger/exhaustive.js';
import type { WorkspaceCounter } from '../../read-models/tables/workspace.js';
import { recordIdOf, type StoredFact } from '../engine/stored-fact.js';
import { counting, type PartChange } from './part-change.js';

/** The counter in which a contract stands after an event; null when the event leaves it where it was. */
function counterAfter(type: ContractEvent['type']): WorkspaceCounter | null {
  switch (type) {
    case 'ContractDrafted':
    case 'ContractRevised':
      return 'contractsDraft';
    case 'ContractSent':
      return 'contractsPending';
    case 'ContractChangeRequested':
      return 'contractsChangeRequested';
    case 'ContractAccepted':
    case 'ContractBegunByTransfer':
      return 'contractsRunning';
    case 'ContractRejected':
      return 'contractsRejected';
    case 'ContractWithdrawn':
      return 'contractsWithdrawn';
    case 'ContractLapsed':
      return 'contractsLapsed';
    case 'ContractTerminated':
    case 'ContractExpired':
    case 'ContractEndedByTransfer':
      return 'contractsEnded';
    case 'AmendmentProposed':
    case 'AmendmentAccepted':
    case 'AmendmentDeclined':
    case 'AmendmentLapsed':
    case 'ContractRenewed':
    case 'ContractBecameIndefinite':
    case 'ResignationSubmitted':
    case 'ResignationWithdrawn':
    case 'ResignationDeferred':
    case 'ResignationAccepted':
    case 'NoticeGiven':
      return null;
    default:
      return unreachable(type);
  }
}

/** What a contract's event changes in the employer's workspace. */
export function contractParts(fact: StoredFact<ContractEvent>): readonly PartChange[] {
  const counter = counterAfter(fact.type);
  return counter === null ? [] : [counting(`contract:${recordIdOf(fact)}`, fact.data.companyId, { [counter]: 1 })];
}
