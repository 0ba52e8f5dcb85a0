import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import { Problem } from '../../domain/access/problem.js';
import type { CommandAnswer } from '../handler/request.js';
import { company, marketOn, numbers, resident, type Market } from '../testing/market.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import { requestOf, type Sent, type TestProcess } from '../testing/test-process.js';
import { createCommandThread, type CommandThread } from './command-thread.js';
import { serveCommands } from './serve-commands.js';

let ledger: TestLedger;
let here: TestProcess;
/** What stands for the other thread, in this one: what passes between them is copied all the same. */
let there: TestProcess;
let thread: CommandThread;
let served: Promise<void>;
let end: () => void;
let stored: string[];
let market: Market;

beforeAll(async () => {
  ledger = await openTestLedger('command_threads');
  here = await ledger.process();
  there = await ledger.process();
  market = marketOn(ledger, here.send);
});
afterAll(() => ledger.close());

beforeEach(async () => {
  const { port1, port2 } = new MessageChannel();
  stored = [];
  served = serveCommands(port2, { commands: ledger.commands, once: there.once, clock: ledger.clock, queued: () => 3 });
  thread = await new Promise<CommandThread>((resolve) => {
    const opening = createCommandThread(port1, { opened: () => resolve(opening), stored: (position) => void stored.push(position) });
  });
  end = () => port1.close();
  expect(thread.isOpen()).toBe(true);
});
afterEach(() => end());

const prepared = (sent: Sent) => here.handler.prepare(requestOf(ledger, sent));
const sentThere = (sent: Sent): Promise<CommandAnswer | Problem> =>
  thread.run(prepared(sent)).catch((error: unknown) => {
    if (error instanceof Problem) return error;
    throw error;
  });
const told = ({ replayed: _replayed, ...answer }: CommandAnswer) => answer;

describe('a command that is run in a thread', () => {
  it('is answered as here, is the same command as here, and its position is told', async () => {
    const sent = { ...resident(), key: numbers.iqama() };
    const first = (await sentThere(sent)) as CommandAnswer;
    await there.settle();
    const again = await here.send(sent);
    expect([first.replayed, again.replayed]).toEqual([false, true]);
    expect(told(again)).toEqual(told(first));
    expect(stored).toEqual([first.position]);
    expect(thread.queued()).toBe(3);
    expect(await ledger.stream(`employee-${first.id}`)).toMatchObject([{ metadata: { commandId: prepared(sent).commandId, synthetic: true } }]);
  });

  it('is refused as here: with the members, fields and headers of its problem', async () => {
    const { id } = await market.company();
    const refusals: readonly Sent[] = [
      { name: 'ResumeCompany', record: id, data: {} },
      { name: 'SuspendCompany', record: id, data: { reason: 'court-order' }, revision: { match: 0 } },
      { name: 'SuspendCompany', record: id, data: { reason: 'court-order' }, revision: 'required' },
    ];
    for (const sent of refusals) {
      const [one, other] = [await sentThere(sent), await here.outcome(sent)] as [Problem, Problem];
      expect(one).toBeInstanceOf(Problem);
      const { status, code, detail, errors, headers, members } = other;
      expect(one).toMatchObject({ status, code, detail, errors, headers, members });
    }
  });

  it('sent by many at once at one revision, here and there, is accepted once', async () => {
    const { id } = await market.company();
    const sent: Sent = { name: 'SuspendCompany', record: id, data: { reason: 'court-order' }, revision: { match: 1 } };
    const outcomes = await Promise.all(Array.from({ length: 24 }, (_, n) => (n % 2 === 0 ? sentThere(sent) : here.outcome(sent))));
    const refused = outcomes.filter((one) => one instanceof Problem);
    expect(refused).toHaveLength(23);
    for (const one of refused) expect(one).toMatchObject({ status: 412, headers: { ETag: '"2"' } });
    expect(await ledger.stream(`company-${id}`)).toHaveLength(3);
  });
});

describe('a thread that ends', () => {
  it('before it answers leaves its commands unknown; the same key settles them here, each once', async () => {
    const { id } = await market.company();
    const sent: readonly Sent[] = [{ name: 'SuspendCompany', record: id, data: { reason: 'court-order' }, key: 'cut' }, { ...company(), key: 'cut' }];
    there.onStep = (step) => {
      if (step === 'answered') thread.lost();
    };
    const cut = await Promise.all(sent.map(sentThere));
    there.onStep = () => undefined;
    for (const one of cut) expect(one).toMatchObject({ status: 503, code: 'outcome-unknown', headers: { 'Retry-After': '1' } });
    expect(thread.isOpen()).toBe(false);
    for (const one of sent) {
      // What only seems to be gone here may still be deciding.
      await expect.poll(() => here.outcome(one)).not.toBeInstanceOf(Problem);
      const answer = await here.send(one);
      expect(await ledger.stream(`company-${answer.id}`)).toHaveLength(answer.revision + 1);
    }
    expect(await ledger.stream(`company-${id}`)).toHaveLength(3);
  });

  it('because it is told so decides and answers what it has first', async () => {
    const answers = Array.from({ length: 8 }, () => sentThere(resident()));
    await new Promise((resolve) => setImmediate(resolve));
    thread.close();
    for (const answer of await Promise.all(answers)) expect(answer).toMatchObject({ created: true, revision: 0 });
    await served;
  });
});
