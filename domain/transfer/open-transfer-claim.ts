// Law: an employee has at most one transfer under way.
import type { ClaimKind } from '../ledger/claim-kind.js';
import type { TransferEvent } from './events.js';
import { transferRecord } from './record-type.js';
import type { TransferState } from './state.js';
import { isOpen } from './transfer-step.js';

/** The place of an employee's one open transfer; about the employee. */
export const openTransferClaim: ClaimKind<TransferState, TransferEvent> = {
  category: 'claimOpenTransfer',
  rule: 'transfer.one-open',
  holder: transferRecord,
  ended: (state) => !isOpen(state),
  code: 'transfer.another-open',
  detail: 'Another transfer of the employee is under way.',
  clears: 'Let the other transfer complete, or have it called off.',
};
