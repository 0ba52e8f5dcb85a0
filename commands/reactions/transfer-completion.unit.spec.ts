import { describe, expect, it } from 'vitest';
import type { ContractFacts } from '../../domain/contract/contract-facts.js';
import { contractDecider } from '../../domain/contract/decider.js';
import { noCompany } from '../../domain/company/state.js';
import { nobody } from '../../domain/employee/state.js';
import { resident } from '../../domain/contract/testing/contract-examples.js';
import { beginContractByTransfer, endContractByTransfer } from '../../domain/contract/commands.js';
import { noContract, type ContractState } from '../../domain/contract/state.js';
import { testFacts } from '../../domain/testing/test-facts.js';
import { transferDecider } from '../../domain/transfer/decider.js';
import { inNotice, newCompany, newContractId, noBands, recent, sides, transferId, to } from '../../domain/transfer/testing/transfer-examples.js';
import type { TransferFacts } from '../../domain/transfer/transfer-facts.js';
import { transferCompletionCommands, type TransferCompleted } from './transfer-completion.js';

function completion(fromContract: ContractState): TransferCompleted {
  const state = inNotice().reduce(transferDecider.evolve, transferDecider.initial);
  const facts = testFacts<TransferFacts>({
    today: '2026-06-03',
    recordId: transferId,
    company: newCompany,
    employee: resident,
    fromContract,
    permit: null,
    ...noBands,
  });
  const decision = transferDecider.decide({ type: 'CompleteTransfer', data: {} }, state, facts);
  const event = decision.kind === 'accepted' ? decision.events[0] : undefined;
  if (event?.type !== 'TransferCompleted') throw new Error('the transfer completes');
  return event;
}

const facts = testFacts<ContractFacts>({ today: '2026-06-03', company: noCompany, employee: nobody });

describe('a completed transfer', () => {
  it('ends the old contract, then begins the new one', () => {
    const event = completion(recent);
    const [end, begin, ...more] = transferCompletionCommands(event);
    expect(more).toEqual([]);
    expect(end?.target).toEqual({ category: 'contract', id: sides.fromContractId });
    expect(begin?.target).toEqual({ category: 'contract', id: newContractId });

    const old = end?.command.type === 'EndContractByTransfer' ? contractDecider.decide(end.command, recent, facts) : undefined;
    expect(old).toMatchObject({
      kind: 'accepted',
      events: [{ type: 'ContractEndedByTransfer', data: { transferId, successorContractId: newContractId, lastDay: '2026-06-02' } }],
    });
    const fresh = begin?.command.type === 'BeginContractByTransfer' ? contractDecider.decide(begin.command, noContract, facts) : undefined;
    expect(fresh).toMatchObject({
      kind: 'accepted',
      events: [
        {
          type: 'ContractBegunByTransfer',
          data: {
            effectiveOn: '2026-06-03',
            ...to,
            employeeId: sides.employeeId,
            previousContractId: sides.fromContractId,
            terms: event.data.terms,
          },
        },
      ],
    });
  });

  it('only begins the new contract where the old one had ended', () => {
    expect(transferCompletionCommands(completion(noContract)).map(({ command }) => command.type)).toEqual(['BeginContractByTransfer']);
  });

  it('causes commands that their schemas accept as they are', () => {
    for (const { command } of transferCompletionCommands(completion(recent))) {
      const schema = command.type === 'EndContractByTransfer' ? endContractByTransfer : beginContractByTransfer;
      expect(schema.parse(command.data)).toEqual(command.data);
    }
  });
});
