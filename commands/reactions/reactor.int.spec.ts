import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../domain/ledger/event-store.js';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import { SYSTEM_ROLE } from '../../domain/access/roles.js';
import { createCommandHandler } from '../handler/command-handler.js';
import { createdId } from '../handler/ids.js';
import { weeksOf } from '../testing/close-weeks.js';
import { marketOn, numbers, terms, type Market } from '../testing/market.js';
import { storeAround } from '../testing/store-around.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import { ProcessGone, type TestProcess } from '../testing/test-process.js';
import { newReactor } from '../testing/test-reactor.js';
import { logErasures } from './log-erasures.js';
import { createReactor } from './reactor.js';

let ledger: TestLedger;
let process: TestProcess;
let market: Market;

beforeAll(async () => {
  ledger = await openTestLedger('reactor');
  process = await ledger.process();
  market = marketOn(ledger, process.send);
});
afterEach(() => ledger.endProcesses(process));
afterAll(() => ledger.close());

const types = async (stream: string): Promise<readonly string[]> => (await ledger.stream(stream)).map(({ type }) => type);
/** A reactor that has seen all there is, as of now. */
async function caughtUp() {
  const one = newReactor(ledger.parts);
  await one.reactor.catchUp(ledger.clock);
  return one;
}

/** A transfer whose completion is due on 1 May 2026, and the contract that it ends. */
async function dueTransfer(): Promise<{ readonly transfer: string; readonly from: string; readonly employee: string }> {
  ledger.clock.at('2026-04-26');
  const [home, to] = [await market.company(), await market.company()];
  const employee = await market.resident();
  const from = await market.contract(home, employee);
  await market.authorised(home.id);
  const { id: transfer } = await process.send(market.transferTo(to, employee, from));
  await process.send({ name: 'AnswerAsEmployee', record: transfer, data: { answer: 'accept' } });
  await process.send({ name: 'AnswerAsCurrentEmployer', record: transfer, data: { answer: 'accept', waiveNotice: true } });
  return { transfer, from, employee };
}
const newContractOf = (completed: RecordedEvent | undefined): string => String(completed?.data['newContractId']);

describe('a transfer whose day has come', () => {
  it('is completed by the clock; its old contract ends and its new one begins, once, however often that is reacted to', async () => {
    const { transfer, from } = await dueTransfer();
    const { reactor } = await caughtUp();
    ledger.clock.at('2026-05-01');
    await reactor.sweep(ledger.clock);
    const completed = (await ledger.stream(`transfer-${transfer}`)).at(-1);
    expect(completed).toMatchObject({ type: 'TransferCompleted', metadata: { role: SYSTEM_ROLE } });
    const next = newContractOf(completed);
    expect(next).toBe(createdId(completed?.metadata.commandId ?? '', 'contract', 0));
    expect((await types(`contract-${from}`)).at(-1)).toBe('ContractEndedByTransfer');
    expect(await types(`contract-${next}`)).toEqual(['ContractBegunByTransfer']);
    const [begun] = await ledger.stream(`contract-${next}`);
    expect(begun?.metadata).toMatchObject({ causationId: completed?.id, correlationId: completed?.metadata.correlationId });

    const before = await ledger.log();
    await ledger.vaultPool.query('truncate vault.reaction_checkpoint');
    await caughtUp();
    expect(await ledger.log()).toHaveLength(before.length);
  });

  it('finishes after a crash between its two contract commands', async () => {
    const { transfer, from } = await dueTransfer();
    const dying = newReactor({
      ...ledger.parts,
      onStep: (step, { name }) => {
        if (step === 'appended' && name === 'EndContractByTransfer') throw new ProcessGone();
      },
    });
    await dying.reactor.catchUp(ledger.clock);
    ledger.clock.at('2026-05-01');
    await expect(dying.reactor.sweep(ledger.clock)).rejects.toThrow(ProcessGone);
    const next = newContractOf((await ledger.stream(`transfer-${transfer}`)).at(-1));
    expect(await types(`contract-${next}`)).toEqual([]);
    await caughtUp();
    expect(await types(`contract-${next}`)).toEqual(['ContractBegunByTransfer']);
    expect((await types(`contract-${from}`)).filter((type) => type === 'ContractEndedByTransfer')).toHaveLength(1);
  });

  it('hands the resident’s one contract on: nobody else takes it between the two', async () => {
    const { transfer, from, employee } = await dueTransfer();
    const rival = await market.company();
    const { id: draft } = await process.send({
      name: 'DraftContract',
      data: { companyId: rival.id, establishmentId: rival.establishmentId, employeeId: employee, terms: terms('2026-05-01', '2027-04-30') },
    });
    await process.send({ name: 'SendContract', record: draft, data: {} });
    const accepting = { name: 'AcceptContract', record: draft, data: {} };
    const dying = newReactor({
      ...ledger.parts,
      onStep: async (step, { name }) => {
        if (step !== 'appended' || name !== 'EndContractByTransfer') return;
        expect(await process.outcome(accepting)).toMatchObject({ status: 422, code: 'contract.resident-has-another' });
      },
    });
    await dying.reactor.catchUp(ledger.clock);
    ledger.clock.at('2026-05-01');
    await dying.reactor.sweep(ledger.clock);
    expect((await types(`contract-${from}`)).at(-1)).toBe('ContractEndedByTransfer');
    expect(await process.outcome({ ...accepting, key: numbers.bill() })).toMatchObject({ code: 'contract.resident-has-another' });
    expect((await types(`transfer-${transfer}`)).at(-1)).toBe('TransferCompleted');
  });
});

describe('the sweeper', () => {
  const sentContract = async (): Promise<string> => {
    ledger.clock.at('2026-04-26');
    const home = await market.company();
    const employee = await market.resident();
    const data = {
      companyId: home.id,
      establishmentId: home.establishmentId,
      employeeId: employee,
      terms: terms('2026-05-01', '2027-04-30'),
    };
    const { id } = await process.send({ name: 'DraftContract', data });
    await process.send({ name: 'SendContract', record: id, data: {} });
    return id;
  };

  it('sends each deadline’s command on its day, once; a crash re-runs the day and changes nothing', async () => {
    const contracts = [await sentContract(), await sentContract(), await sentContract()];
    let lapsed = 0;
    const dying = newReactor({
      ...ledger.parts,
      onStep: (step, { name }) => {
        if (step === 'appended' && name === 'LapseContract' && (lapsed += 1) === 2) throw new ProcessGone();
      },
    });
    await dying.reactor.catchUp(ledger.clock);
    expect(await dying.reactor.sweep(ledger.clock)).toBe(0);
    ledger.clock.at('2026-05-20');
    await expect(dying.reactor.sweep(ledger.clock)).rejects.toThrow(ProcessGone);
    const { reactor, book } = await caughtUp();
    await reactor.sweep(ledger.clock);
    for (const id of contracts) expect((await types(`contract-${id}`)).filter((type) => type === 'ContractLapsed')).toHaveLength(1);
    expect(book.due(ledger.clock.today())).toEqual([]);

    const before = await ledger.log();
    const again = await caughtUp();
    await again.reactor.sweep(ledger.clock);
    expect(await ledger.log()).toHaveLength(before.length);
  });

  it('strikes a deadline whose record has moved on or has nothing to do', async () => {
    const id = await sentContract();
    const { reactor, book } = await caughtUp();
    // The record moves on while the reactor does not look.
    await process.send({ name: 'WithdrawContract', record: id, data: {} });
    ledger.clock.at('2026-05-20');
    await reactor.sweep(ledger.clock);
    expect(book.due(ledger.clock.today())).toEqual([]);
    expect((await types(`contract-${id}`)).at(-1)).toBe('ContractWithdrawn');
  });

  it('leaves no sweep running behind a failure, and lets one that fails hold up only its own record', async () => {
    const contracts = await Promise.all([sentContract(), sentContract(), sentContract()]);
    const failing = contracts[1] ?? '';
    const failed = new Error('this record cannot be decided on');
    const store = storeAround(ledger.store, {
      append: (stream, expected, events) =>
        stream === `contract-${failing}` ? Promise.reject(failed) : ledger.store.append(stream, expected, events),
    });
    const broken = newReactor({ ...ledger.parts, store });
    await broken.reactor.catchUp(ledger.clock);
    ledger.clock.at('2026-05-20');
    await expect(broken.reactor.sweep(ledger.clock)).rejects.toThrow(failed);
    const lapsed = await Promise.all(contracts.map(async (id) => (await types(`contract-${id}`)).at(-1)));
    expect(lapsed).toEqual(['ContractLapsed', 'ContractSent', 'ContractLapsed']);
  });
});

describe('the checkpoint', () => {
  it('names stream and revision; a new reactor reacts to what is behind it and to nothing before', async () => {
    const id = await market.resident();
    await caughtUp();
    const checkpoint = await ledger.vault.readCheckpoint('reactor');
    const newest = (await ledger.log()).at(-1);
    expect(checkpoint).toEqual({ stream: newest?.stream, revision: newest?.revision });
    await process.send({ name: 'RecordWeightingFacts', record: id, data: { weighting: {} } });
    const handled: string[] = [];
    const handler = createCommandHandler(ledger.parts);
    const { book } = newReactor(ledger.parts);
    const reactor = createReactor({
      store: ledger.store,
      vault: ledger.vault,
      handler,
      records: ledger.commands.records,
      book,
      reactions: [{ name: 'note', handles: () => true, react: (event) => Promise.resolve(void handled.push(event.type)) }],
      logErasures: () => Promise.resolve(),
    });
    await reactor.catchUp(ledger.clock);
    expect(handled).toEqual(['WeightingFactsRecorded']);
    // The deadlines are folded from the beginning all the same.
    expect(book.size).toBeGreaterThan(0);
  });

  it('is not moved past an event whose reaction failed', async () => {
    await market.resident();
    await caughtUp();
    const before = await ledger.vault.readCheckpoint('reactor');
    const id = await market.resident();
    let fails = true;
    const reacted: string[] = [];
    const reactor = createReactor({
      store: ledger.store,
      vault: ledger.vault,
      handler: createCommandHandler(ledger.parts),
      records: ledger.commands.records,
      book: newReactor(ledger.parts).book,
      reactions: [
        {
          name: 'fails once',
          handles: (event) => event.stream === `employee-${id}`,
          react: (event) => {
            if (fails) return Promise.reject(new StoreUnavailable('away'));
            reacted.push(event.id);
            return Promise.resolve();
          },
        },
      ],
      logErasures: () => Promise.resolve(),
    });
    await expect(reactor.catchUp(ledger.clock)).rejects.toThrow('away');
    expect(await ledger.vault.readCheckpoint('reactor')).toEqual(before);
    fails = false;
    await reactor.catchUp(ledger.clock);
    expect(reacted).toHaveLength(1);
  });
});

describe('a running reactor', () => {
  it('follows what comes, and ends at the signal at once, also one that came before it waits', async () => {
    const stop = new AbortController();
    const { reactor } = newReactor(ledger.parts);
    // What fell due in earlier tests is swept before: its events would follow the one that is waited for.
    await reactor.catchUp(ledger.clock);
    await reactor.sweep(ledger.clock);
    const failures: unknown[] = [];
    const running = reactor.run(ledger.clock, stop.signal, (error) => failures.push(error));
    try {
      const id = await market.resident();
      const checkpoint = async (): Promise<unknown> => (await ledger.vault.readCheckpoint('reactor'))?.stream;
      await expect.poll(checkpoint, { timeout: 10_000 }).toBe(`employee-${id}`);
    } finally {
      stop.abort();
      await running;
    }
    await reactor.run(ledger.clock, AbortSignal.abort(), (error) => failures.push(error));
    expect(failures).toEqual([]);
  });
});

describe('weeks that are over', () => {
  it('are closed after what fell due within them, and before what is due on the days behind', async () => {
    const own = await openTestLedger('reactor_weeks');
    try {
      const there = await own.process();
      const here = marketOn(own, there.send);
      own.clock.at('2026-04-26');
      const home = await here.company();
      const lapsesOn = async (day: string): Promise<void> => {
        own.clock.at(day);
        const data = { companyId: home.id, establishmentId: home.establishmentId, employeeId: await here.resident(), terms: terms('2026-07-01', '2027-06-30') };
        const { id: record } = await there.send({ name: 'DraftContract', data });
        await there.send({ name: 'SendContract', record, data: {} });
      };
      // An offer that nobody answers lapses by itself on the eighth day.
      await lapsesOn('2026-04-26');
      await lapsesOn('2026-05-02');
      own.clock.at('2026-05-12');
      const { reactor } = newReactor(own.parts, weeksOf(own));
      const before = (await own.log()).length;
      const stop = new AbortController();
      const failures: unknown[] = [];
      const running = reactor.run(own.clock, stop.signal, (error) => failures.push(error));
      const told = async (): Promise<readonly string[]> => (await own.log()).slice(before).map(({ type, data }) => `${type} ${String(data['effectiveOn'])}`);
      try {
        await expect.poll(told, { timeout: 20_000 }).toHaveLength(6);
      } finally {
        stop.abort();
        await running;
      }
      expect(failures).toEqual([]);
      const closes = (week: string): readonly string[] => [`SaudizationTablePublished ${week}`, `WeekPublished ${week}`];
      expect(await told()).toEqual([...closes('2026-05-02'), 'ContractLapsed 2026-05-04', ...closes('2026-05-09'), 'ContractLapsed 2026-05-10']);
    } finally {
      await own.close();
    }
  });
});

describe('an erasure', () => {
  it('is told to the log once, also after a crash behind the vault’s part', async () => {
    const id = await market.resident();
    await ledger.vault.destroy(id, { reason: 'request', legalBasis: 'test', method: 'key', at: ledger.clock.now().toISOString() });
    const away = {
      ...ledger.vault,
      pendingTombstones: () => ledger.vault.pendingTombstones(),
      tombstoneLogged: () => Promise.reject(new ProcessGone()),
    };
    await expect(logErasures(ledger.store, away as unknown as typeof ledger.vault, ledger.clock)).rejects.toThrow(ProcessGone);
    await logErasures(ledger.store, ledger.vault, ledger.clock);
    await logErasures(ledger.store, ledger.vault, ledger.clock);
    expect((await types(`employee-${id}`)).filter((type) => type === 'SubjectKeyDestroyed')).toHaveLength(1);
    expect(await ledger.vault.pendingTombstones()).toEqual([]);
  });
});
