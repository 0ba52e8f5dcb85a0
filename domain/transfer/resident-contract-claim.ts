// Law: a resident works under one authenticated contract at a time. A transfer takes the place over from the old contract when it
// completes and hands it to the new one, so that nobody else can take it in between; until then it is the old contract's.
import type { ClaimHolder, ClaimKind } from '../ledger/claim-kind.js';
import type { ContractEvent } from '../contract/events.js';
import { contractRecord } from '../contract/record-type.js';
import type { ContractState } from '../contract/state.js';
import type { TransferEvent } from './events.js';
import { transferRecord } from './record-type.js';
import type { TransferState } from './state.js';

const byTransfer: ClaimHolder<TransferState, TransferEvent> = {
  holder: transferRecord,
  ended: () => true,
  successor: ({ request, newContractId }) =>
    request === null ? null : { category: 'contract', id: newContractId ?? request.fromContractId },
};

/** The place of a resident's one contract; about the employee. */
export const residentContractClaim: ClaimKind<ContractState, ContractEvent> = {
  category: 'claimResidentContract',
  rule: 'contract.one-for-a-resident',
  holder: contractRecord,
  ended: (state) => state.phase !== 'authenticated',
  others: [byTransfer],
  code: 'contract.resident-has-another',
  detail: 'The employee has an authenticated contract with an employer already.',
  clears: 'End the other contract, or ask for the transfer of the employee.',
};
