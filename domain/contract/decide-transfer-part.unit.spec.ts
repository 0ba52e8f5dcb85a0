import { describe, expect, it } from 'vitest';
import { testId } from '../testing/test-facts.js';
import type { ContractCommand } from './commands.js';
import { contract, contractId, day, drafted, event, parties, running, sent, settled, terms } from './testing/contract-examples.js';

const transferId = testId('transfer');
const successorContractId = testId('new contract');
const settlement = settled('transfer', '2026-01-01', '2026-04-30', ['90411', '12/73', '24/73', '1'], '2026-05-07');
const end: ContractCommand = { type: 'EndContractByTransfer', data: { transferId, successorContractId, settlement } };
const newTerms = terms({ startsOn: day('2026-05-01'), endsOn: day('2027-04-30') });
const beginning = {
  transferId,
  previousContractId: contractId,
  ...parties,
  nationality: 'IND',
  nationalityGroup: 'other' as const,
  terms: newTerms,
  probationEndsOn: day('2026-07-29'),
};
const begin: ContractCommand = { type: 'BeginContractByTransfer', data: beginning };
const ended = event('ContractEndedByTransfer', '2026-04-30', { transferId, successorContractId, ...settlement });
const begun = event('ContractBegunByTransfer', '2026-05-01', {
  transferId,
  previousContractId: contractId,
  nationality: 'IND',
  nationalityGroup: 'other',
  terms: newTerms,
  probationEndsOn: day('2026-07-29'),
});
const today = '2026-05-01';

describe('what a completed transfer decided', () => {
  it('ends the old contract and names its successor', () => {
    const state = contract.given(running()).when(end, { today }).then([ended]);
    expect(state).toMatchObject({ phase: 'ended', cause: 'transferred', lastDay: '2026-04-30', successorId: successorContractId });
  });

  it('begins the new contract, authenticated', () => {
    const state = contract.given([]).when(begin, { today }).then([begun]);
    expect(state).toMatchObject({
      phase: 'authenticated',
      parties,
      terms: newTerms,
      termFrom: '2026-05-01',
      renewals: 0,
      amendment: null,
      leaving: null,
    });
  });

  it('is never refused: a contract past it is left as it is', () => {
    const over = event('ContractTerminated', '2026-04-15', {
      article: '74',
      by: 'both',
      ...settled('mutual-agreement', '2026-01-01', '2026-04-15', ['79110', '21/146', '21/73', '1'], '2026-04-22'),
    });
    for (const history of [[], drafted(), sent(), [...running(), ended], [...running(), over]])
      contract.given(history).when(end, { today }).thenNothing();
    for (const history of [drafted(), sent(), running(), [begun], [begun, ended]])
      contract.given(history).when(begin, { today }).thenNothing();
  });

  it('leaves a contract that lives on like any other', () => {
    contract.given([begun]).when({ type: 'Resign', data: {} }, { today: '2026-06-01' }).accepted();
    contract
      .given([...running(), ended])
      .when({ type: 'Resign', data: {} }, { today: '2026-06-01' })
      .thenRefused('contract.not-authenticated');
  });
});
