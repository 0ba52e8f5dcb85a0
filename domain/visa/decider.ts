import type { Decider, Decision } from '../ledger/decider.js';
import { unreachable } from '../ledger/exhaustive.js';
import type { VisaCommand } from './commands.js';
import { decideAcceptance, decideRejection } from './decide-answer.js';
import { decideVisaBill, decideVisaBillCancellation, decideVisaBillLapse, decideVisaPayment } from './decide-bill.js';
import { decideVisaCancellation } from './decide-cancellation.js';
import { decideVisaExpiry, decideVisaIssue } from './decide-issue.js';
import { decideVisaRequest } from './decide-request.js';
import { decideStayExtension, decideVisaUse } from './decide-use.js';
import type { VisaEvent } from './events.js';
import { evolveVisa } from './evolve.js';
import { noVisa, type VisaState } from './state.js';
import type { VisaFacts } from './visa-facts.js';

function decide(command: VisaCommand, state: VisaState, facts: VisaFacts): Decision<VisaEvent> {
  switch (command.type) {
    case 'RequestVisas':
      return decideVisaRequest(command, state, facts);
    case 'AcceptVisaLine':
      return decideAcceptance(command, state, facts);
    case 'RejectVisaLine':
      return decideRejection(command, state, facts);
    case 'BillVisas':
      return decideVisaBill(command, state, facts);
    case 'CancelVisaBill':
      return decideVisaBillCancellation(command, state, facts);
    case 'LapseVisaBill':
      return decideVisaBillLapse(state, facts);
    case 'PayVisas':
      return decideVisaPayment(command, state, facts);
    case 'IssueVisas':
      return decideVisaIssue(command, state, facts);
    case 'UseVisa':
      return decideVisaUse(command, state, facts);
    case 'ExtendVisaStay':
      return decideStayExtension(command, state, facts);
    case 'CancelVisas':
      return decideVisaCancellation(command, state, facts);
    case 'ExpireVisas':
      return decideVisaExpiry(state, facts);
    default:
      return unreachable(command);
  }
}

/** A visa request from its lines to the last use. */
export const visaDecider: Decider<VisaCommand, VisaState, VisaEvent, VisaFacts> = { initial: noVisa, decide, evolve: evolveVisa };
