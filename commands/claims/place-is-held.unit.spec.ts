import { describe, expect, it } from 'vitest';
import { event as contractEvent, running, sent, settled, terms } from '../../domain/contract/testing/contract-examples.js';
import { fold } from '../../domain/ledger/decider.js';
import type { ClaimKind } from '../../domain/ledger/claim-kind.js';
import type { DomainEvent } from '../../domain/ledger/event.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import { toIsoDate } from '../../domain/standards/calendar.js';
import { fromRiyals } from '../../domain/standards/money.js';
import { testId } from '../../domain/testing/test-facts.js';
import { residentContractClaim } from '../../domain/transfer/resident-contract-claim.js';
import { event as transferEvent, inNotice } from '../../domain/transfer/testing/transfer-examples.js';
import type { LoadedRecord, LoadRecord } from '../handler/load-record.js';
import { placeIsHeld } from './place-is-held.js';

const kind = residentContractClaim as unknown as ClaimKind;
const [first, second, third, moved, stranger] = ['first', 'second', 'third', 'moved', 'stranger'].map(testId) as [string, string, string, string, string];
const contractOf = (id: string) => ({ category: 'contract', id });

/** Folds records from events given by stream name, as the handler folds them from the store. */
function loading(streams: Readonly<Record<string, readonly DomainEvent[]>>): LoadRecord {
  return <S, E extends DomainEvent>(type: RecordType<S, E>, id: string): Promise<LoadedRecord<S>> => {
    const stream = streamOf(type.category, id);
    const events = streams[stream] ?? [];
    // The streams of each test hold events of the record type that they are loaded as.
    const state = fold(type.evolve, type.initial, events as readonly E[]);
    return Promise.resolve({ stream, id, state, exists: type.exists(state), revision: events.length - 1, events: [] });
  };
}

const award = settled('transfer', '2026-01-01', '2026-04-30', ['0', '0', '0', '1'], '2026-05-07');
const over = contractEvent('ContractTerminated', '2026-04-15', { article: '74', by: 'both', ...award, reason: 'mutual-agreement' });
const handedTo = (successorContractId: string) => contractEvent('ContractEndedByTransfer', '2026-04-30', { transferId: moved, successorContractId, ...award });
const begun = contractEvent('ContractBegunByTransfer', '2026-05-01', {
  transferId: moved,
  previousContractId: first,
  nationality: 'IND',
  nationalityGroup: 'other',
  terms: terms({ startsOn: toIsoDate('2026-05-01') }),
  probationEndsOn: null,
});
const completedAlone = transferEvent('TransferCompleted', '2026-06-03', {
  transferId: moved,
  nationality: 'IND',
  nationalityGroup: 'other',
  endsOldContract: false,
  settlement: null,
  newContractId: second,
  terms: terms(),
  probationEndsOn: null,
  transferNumber: 1,
  fee: fromRiyals(2_000),
});

describe('the place of a resident’s one contract', () => {
  const held = (streams: Readonly<Record<string, readonly DomainEvent[]>>, from = contractOf(first), taker = stranger) =>
    placeIsHeld(loading(streams), kind, from, streamOf('contract', taker));
  const at = (id: string) => streamOf('contract', id);

  it('is held by an authenticated contract, and by no other', async () => {
    expect(await held({ [at(first)]: running() })).toBe(true);
    expect(await held({ [at(first)]: sent() })).toBe(false);
    expect(await held({ [at(first)]: [...running(), over] })).toBe(false);
    expect(await held({})).toBe(false);
  });

  it('goes on to the new contract without a gap, begun or not yet', async () => {
    const old = [...running(), handedTo(second)];
    expect(await held({ [at(first)]: old })).toBe(true);
    expect(await held({ [at(first)]: old, [at(second)]: [begun] })).toBe(true);
    expect(await held({ [at(first)]: old, [at(second)]: [begun, over] })).toBe(false);
  });

  it('goes on through any number of transfers', async () => {
    const chain = { [at(first)]: [...running(), handedTo(second)], [at(second)]: [begun, handedTo(third)] };
    expect(await held(chain)).toBe(true);
    expect(await held({ ...chain, [at(third)]: [begun] })).toBe(true);
    expect(await held({ ...chain, [at(third)]: [begun, over] })).toBe(false);
  });

  it('is not held against the contract that it was handed to', async () => {
    expect(await held({ [at(first)]: [...running(), handedTo(second)] }, contractOf(first), second)).toBe(false);
  });

  it('is held by a transfer that found the old contract ended, for the new one', async () => {
    const from = { category: 'transfer', id: moved };
    const stream = streamOf('transfer', moved);
    expect(await held({ [stream]: inNotice() }, from)).toBe(false);
    expect(await held({ [stream]: [...inNotice(), completedAlone] }, from)).toBe(true);
    expect(await held({ [stream]: [...inNotice(), completedAlone], [at(second)]: [begun] }, from)).toBe(true);
    expect(await held({ [stream]: [...inNotice(), completedAlone], [at(second)]: [begun, over] }, from)).toBe(false);
  });

  it('cannot be held by records of another kind', async () => {
    await expect(held({}, { category: 'visa', id: first })).rejects.toThrow('visa');
  });
});
