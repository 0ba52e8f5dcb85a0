import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../domain/access/problem.js';
import { marketOn, type Market } from '../testing/market.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import type { TestProcess } from '../testing/test-process.js';
import { newReactor } from '../testing/test-reactor.js';

let ledger: TestLedger;
let process: TestProcess;
let market: Market;

beforeAll(async () => {
  ledger = await openTestLedger('due_transfer');
  process = await ledger.process();
  market = marketOn(ledger, process.send);
});
afterAll(() => ledger.close());

const typesOf = async (stream: string): Promise<readonly string[]> => (await ledger.stream(stream)).map(({ type }) => type);

/** A transfer to which everybody agreed, due on 1 May 2026, its old contract ended on 27 April. */
async function agreedTransfer() {
  ledger.clock.at('2026-04-26');
  const [from, to, third] = [await market.company(), await market.company(), await market.company()];
  const employee = await market.resident();
  const contract = await market.contract(from, employee);
  await market.authorised(from.id);
  const { id: transfer } = await market.send(market.transferTo(to, employee, contract));
  ledger.clock.at('2026-04-27');
  await market.send({ name: 'AnswerAsEmployee', record: transfer, data: { answer: 'accept' } });
  await market.send({ name: 'AnswerAsCurrentEmployer', record: transfer, data: { answer: 'accept', waiveNotice: true } });
  await market.send({ name: 'TerminateContract', record: contract, data: { article: '74' } });
  ledger.clock.at('2026-04-28');
  return { employee, transfer, third };
}

describe('a transfer that falls due', () => {
  it('is completed and begins the new contract though the old one ended before', async () => {
    const { transfer } = await agreedTransfer();
    ledger.clock.at('2026-05-01');
    const { reactor } = newReactor(ledger.parts);
    await reactor.catchUp(ledger.clock);
    await reactor.sweep(ledger.clock);
    const completed = (await ledger.stream(`transfer-${transfer}`)).at(-1);
    expect(completed).toMatchObject({ type: 'TransferCompleted', data: { endsOldContract: false } });
    expect(await typesOf(`contract-${String(completed?.data['newContractId'])}`)).toEqual(['ContractBegunByTransfer']);
  });

  it('lapses where the employee has taken another contract since, and the employee is free to be asked for again', async () => {
    const { employee, transfer, third } = await agreedTransfer();
    const other = await market.contract(third, employee);
    ledger.clock.at('2026-05-01');
    const byWord = await process.outcome({ name: 'CompleteTransfer', record: transfer, data: {} });
    expect(byWord instanceof Problem ? byWord : undefined).toMatchObject({ status: 422, code: 'contract.resident-has-another' });

    const { reactor, book } = newReactor(ledger.parts);
    await reactor.catchUp(ledger.clock);
    await reactor.sweep(ledger.clock);
    expect((await ledger.stream(`transfer-${transfer}`)).at(-1)).toMatchObject({
      type: 'TransferLapsed',
      data: { effectiveOn: '2026-05-01', reason: 'under-another-contract' },
    });
    expect(book.due(ledger.clock.today())).toEqual([]);
    const again = await market.send(market.transferTo(await market.company(), employee, other));
    expect(await typesOf(`transfer-${again.id}`)).toEqual(['TransferRequested']);

    // A reactor that begins anew sweeps nothing twice.
    const before = (await ledger.log()).length;
    const second = newReactor(ledger.parts).reactor;
    await second.catchUp(ledger.clock);
    await second.sweep(ledger.clock);
    expect(await ledger.log()).toHaveLength(before);
  });
});
