import type { Decider, Decision } from '../ledger/decider.js';
import { unreachable } from '../ledger/exhaustive.js';
import type { TransferCommand } from './commands.js';
import { answerAsCurrentEmployer, answerAsEmployee } from './decide-answer.js';
import { completeDueTransfer, completeTransfer } from './decide-completion.js';
import { cancelTransfer, lapseTransfer } from './decide-ending.js';
import { requestTransfer } from './decide-request.js';
import type { TransferEvent } from './events.js';
import { evolveTransfer } from './evolve.js';
import { noTransfer, type TransferState } from './state.js';
import type { TransferFacts } from './transfer-facts.js';

function decide(command: TransferCommand, state: TransferState, facts: TransferFacts): Decision<TransferEvent> {
  switch (command.type) {
    case 'RequestTransfer':
      return requestTransfer(command, state, facts);
    case 'AnswerAsEmployee':
      return answerAsEmployee(command, state, facts);
    case 'AnswerAsCurrentEmployer':
      return answerAsCurrentEmployer(command, state, facts);
    case 'CompleteTransfer':
      return completeTransfer(command, state, facts);
    case 'CompleteDueTransfer':
      return completeDueTransfer(state, facts);
    case 'CancelTransfer':
      return cancelTransfer(command, state, facts);
    case 'LapseTransfer':
      return lapseTransfer(state, facts);
    default:
      return unreachable(command);
  }
}

/** The transfer of an employee between companies, from request to completion. */
export const transferDecider: Decider<TransferCommand, TransferState, TransferEvent, TransferFacts> = {
  initial: noTransfer,
  decide,
  evolve: evolveTransfer,
};
