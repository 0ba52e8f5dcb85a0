// Law: what a completed transfer decided is carried out and never refused; a contract that is past it is left as it is.
import { accept, type Decision } from '../ledger/decider.js';
import type { BeginContractByTransfer, EndContractByTransfer } from './commands.js';
import type { ContractEvent } from './events.js';
import { about } from './phase-checks.js';
import type { ContractState } from './state.js';

/** The old contract ends on the transfer's last day with the settlement that the transfer decided. */
export function endContractByTransfer({ data }: EndContractByTransfer, state: ContractState): Decision<ContractEvent> {
  if (state.phase !== 'authenticated') return accept<ContractEvent>([]);
  const { transferId, successorContractId, settlement } = data;
  const ended = { ...about(state.parties, settlement.lastDay), transferId, successorContractId, ...settlement };
  return accept([{ type: 'ContractEndedByTransfer', data: ended }]);
}

/** The new contract begins, authenticated, on the terms that the transfer decided. */
export function beginContractByTransfer({ data }: BeginContractByTransfer, state: ContractState): Decision<ContractEvent> {
  if (state.phase !== 'none') return accept<ContractEvent>([]);
  return accept([{ type: 'ContractBegunByTransfer', data: { effectiveOn: data.terms.startsOn, ...data } }]);
}
