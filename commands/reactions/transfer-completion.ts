// Law: a completed transfer ends the old contract and begins the new one, each by one command that cannot be refused.
import type { BeginContractByTransfer, EndContractByTransfer } from '../../domain/contract/commands.js';
import type { TransferEvent } from '../../domain/transfer/events.js';

/** The event that decides a transfer. */
export type TransferCompleted = Extract<TransferEvent, { type: 'TransferCompleted' }>;

/** A command to one of the two contracts of a transfer. */
export interface TransferConsequence {
  readonly target: { readonly category: 'contract'; readonly id: string };
  readonly command: EndContractByTransfer | BeginContractByTransfer;
}

/** The commands that a completed transfer causes, in the order in which they are sent. */
export function transferCompletionCommands({ data }: TransferCompleted): readonly TransferConsequence[] {
  const { transferId, fromContractId, newContractId, settlement, companyId, establishmentId, employeeId } = data;
  const { nationality, nationalityGroup, terms, probationEndsOn } = data;
  const end: readonly TransferConsequence[] =
    settlement === null
      ? []
      : [
          {
            target: { category: 'contract', id: fromContractId },
            command: { type: 'EndContractByTransfer', data: { transferId, successorContractId: newContractId, settlement } },
          },
        ];
  const begin: BeginContractByTransfer['data'] = {
    transferId,
    previousContractId: fromContractId,
    companyId,
    establishmentId,
    employeeId,
    nationality,
    nationalityGroup,
    terms,
    probationEndsOn,
  };
  return [...end, { target: { category: 'contract', id: newContractId }, command: { type: 'BeginContractByTransfer', data: begin } }];
}
