import { describe, expect, it } from 'vitest';
import { event as contractEvent, running, sent, settled, terms } from '../../domain/contract/testing/contract-examples.js';
import { fold } from '../../domain/ledger/decider.js';
import type { DomainEvent } from '../../domain/ledger/event.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import { toIsoDate } from '../../domain/standards/calendar.js';
import { fromRiyals } from '../../domain/standards/money.js';
import { testId } from '../../domain/testing/test-facts.js';
import { residentContractClaim } from '../../domain/transfer/resident-contract-claim.js';
import { event as transferEvent, inNotice } from '../../domain/transfer/testing/transfer-examples.js';
import { nothingOf } from '../handler/load-record.js';
import type { LoadedRecord, LoadRecord } from '../handler/loaded-record.js';
import { placeIsHeld } from './place-is-held.js';

const kind = residentContractClaim;
const first = testId('first contract');
const second = testId('second contract');
const stranger = testId('a third');
const moved = testId('transfer');

/** Folds records from events given by stream name, as the handler folds them from the store. */
function loading(streams: Readonly<Record<string, readonly DomainEvent[]>>): LoadRecord {
  return <S, E extends DomainEvent>(type: RecordType<S, E>, id: string): Promise<LoadedRecord<S>> => {
    const stream = streamOf(type.category, id);
    const events = streams[stream] ?? [];
    // The streams of each test hold events of the record type that they are loaded as.
    const state = fold(type.evolve, type.initial, events as readonly E[]);
    return Promise.resolve({ ...nothingOf(type, stream, id), state, exists: type.exists(state), revision: events.length - 1 });
  };
}

const award = settled('transfer', '2026-01-01', '2026-04-30', ['0', '0', '0', '1'], '2026-05-07');
const over = contractEvent('ContractTerminated', '2026-04-15', { article: '74', by: 'both', ...award, reason: 'mutual-agreement' });
const passedOn = contractEvent('ContractEndedByTransfer', '2026-04-30', { transferId: moved, successorContractId: second, ...award });
const begun = contractEvent('ContractBegunByTransfer', '2026-05-01', {
  transferId: moved,
  previousContractId: first,
  nationality: 'IND',
  nationalityGroup: 'other',
  terms: terms({ startsOn: toIsoDate('2026-05-01') }),
  probationEndsOn: null,
});
const completed = transferEvent('TransferCompleted', '2026-06-03', {
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
  const at = (id: string) => streamOf('contract', id);
  const held = (
    streams: Readonly<Record<string, readonly DomainEvent[]>>,
    holder = { category: 'contract', id: first },
    taking: { readonly from?: string; readonly taker?: string } = {},
  ) => {
    const { taker = at(stranger), ...from } = taking;
    return placeIsHeld(loading(streams), { kind, about: testId('employee'), ...from }, holder, taker);
  };

  it('is held by an authenticated contract, and by no other', async () => {
    expect(await held({ [at(first)]: running() })).toBe(true);
    expect(await held({ [at(first)]: sent() })).toBe(false);
    expect(await held({ [at(first)]: [...running(), over] })).toBe(false);
    expect(await held({ [at(first)]: [...running(), passedOn] })).toBe(false);
    expect(await held({})).toBe(false);
  });

  it('is given up by its holder to whom it hands it over, and to nobody else', async () => {
    expect(await held({ [at(first)]: running() }, undefined, { from: at(first) })).toBe(false);
    expect(await held({ [at(first)]: running() }, undefined, { from: at(second) })).toBe(true);
    expect(await held({ [at(first)]: running() }, undefined, { taker: at(first) })).toBe(false);
  });

  describe('taken by a transfer', () => {
    const transfer = { category: 'transfer', id: moved };
    const asked = { [streamOf('transfer', moved)]: inNotice({ fromContractId: first }) };
    const done = { [streamOf('transfer', moved)]: [...inNotice({ fromContractId: first }), completed] };

    it('stays with the old contract until the transfer completes', async () => {
      expect(await held({ ...asked, [at(first)]: running() }, transfer)).toBe(true);
      expect(await held({ ...asked, [at(first)]: [...running(), over] }, transfer)).toBe(false);
    });

    it('is the new contract’s from then on, begun or not yet, whether the old one has ended or not', async () => {
      expect(await held({ ...done, [at(first)]: running() }, transfer)).toBe(true);
      expect(await held({ ...done, [at(first)]: [...running(), passedOn] }, transfer)).toBe(true);
      expect(await held({ ...done, [at(second)]: [begun] }, transfer)).toBe(true);
      expect(await held({ ...done, [at(second)]: [begun, over] }, transfer)).toBe(false);
    });

    it('is handed over to the next transfer by the contract that the first one began', async () => {
      expect(await held({ ...done, [at(second)]: [begun] }, transfer, { from: at(second), taker: streamOf('transfer', stranger) })).toBe(
        false,
      );
    });
  });

  it('cannot be held by records of another kind', async () => {
    await expect(held({}, { category: 'visa', id: first })).rejects.toThrow('visa');
  });
});
