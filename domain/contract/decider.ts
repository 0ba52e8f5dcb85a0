import type { Decider, Decision } from '../ledger/decider.js';
import { unreachable } from '../ledger/exhaustive.js';
import type { ContractCommand } from './commands.js';
import type { ContractFacts } from './contract-facts.js';
import { acceptAmendment, declineAmendment, lapseAmendment, proposeAmendment } from './decide-amendment.js';
import { endContractOnLastDay, terminateContract } from './decide-end.js';
import { giveNotice } from './decide-notice.js';
import {
  acceptContract,
  askForChange,
  draftContract,
  lapseContract,
  rejectContract,
  reviseContract,
  sendContract,
  withdrawContract,
} from './decide-offer.js';
import { acceptResignation, deemResignationAccepted, deferResignation, resign, withdrawResignation } from './decide-resignation.js';
import { endContractTerm, renewContract } from './decide-term.js';
import { beginContractByTransfer, endContractByTransfer } from './decide-transfer-part.js';
import type { ContractEvent } from './events.js';
import { evolveContract } from './evolve.js';
import { noContract, type ContractState } from './state.js';

function decide(command: ContractCommand, state: ContractState, facts: ContractFacts): Decision<ContractEvent> {
  switch (command.type) {
    case 'DraftContract':
      return draftContract(command, state, facts);
    case 'ReviseContract':
      return reviseContract(command, state, facts);
    case 'SendContract':
      return sendContract(command, state, facts);
    case 'AcceptContract':
      return acceptContract(command, state, facts);
    case 'RejectContract':
      return rejectContract(command, state, facts);
    case 'AskForChange':
      return askForChange(command, state, facts);
    case 'WithdrawContract':
      return withdrawContract(command, state, facts);
    case 'LapseContract':
      return lapseContract(state, facts);
    case 'ProposeAmendment':
      return proposeAmendment(command, state, facts);
    case 'AcceptAmendment':
      return acceptAmendment(command, state, facts);
    case 'DeclineAmendment':
      return declineAmendment(command, state, facts);
    case 'LapseAmendment':
      return lapseAmendment(state, facts);
    case 'RenewContract':
      return renewContract(command, state, facts);
    case 'EndContractTerm':
      return endContractTerm(state, facts);
    case 'Resign':
      return resign(command, state, facts);
    case 'WithdrawResignation':
      return withdrawResignation(command, state, facts);
    case 'DeferResignation':
      return deferResignation(command, state, facts);
    case 'AcceptResignation':
      return acceptResignation(command, state, facts);
    case 'DeemResignationAccepted':
      return deemResignationAccepted(state, facts);
    case 'GiveNotice':
      return giveNotice(command, state, facts);
    case 'TerminateContract':
      return terminateContract(command, state, facts);
    case 'EndContractOnLastDay':
      return endContractOnLastDay(state, facts);
    case 'EndContractByTransfer':
      return endContractByTransfer(command, state);
    case 'BeginContractByTransfer':
      return beginContractByTransfer(command, state);
    default:
      return unreachable(command);
  }
}

/** An employment contract, from draft to end. */
export const contractDecider: Decider<ContractCommand, ContractState, ContractEvent, ContractFacts> = {
  initial: noContract,
  decide,
  evolve: evolveContract,
};
