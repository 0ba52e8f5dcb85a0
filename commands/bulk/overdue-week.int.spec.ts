// Lines that are decided by the wall clock while a week of Saudization is over and not closed yet: after a night in which nobody closed it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { weekStream } from '../../domain/entity/week-stream.js';
import { toIsoDate } from '../../domain/standards/calendar.js';
import { closeWeeks } from '../testing/close-weeks.js';
import { company, marketOn, numbers, resident, type Market } from '../testing/market.js';
import { storeAround } from '../testing/store-around.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import type { LineOutcome } from './line-outcome.js';
import { numbered, textOf, type TestLine } from './testing/lived-run.js';
import { runByWall } from './testing/wall-run.js';
import { pretendedThread, runByWorkers } from './testing/worker-run.js';

let ledger: TestLedger;
let market: Market;

beforeAll(async () => {
  ledger = await openTestLedger('overdue week');
  market = marketOn(ledger, (await ledger.process()).send);
});
afterAll(() => ledger.close());

interface Firm {
  readonly id: string;
  readonly establishmentId: string;
}

/** A young company whose owner has no other. */
async function firm(): Promise<Firm> {
  const owner = { kind: 'legal', unifiedNumber: numbers.unifiedNumber(), name: { ar: null, en: 'Holding' } };
  const { id } = await market.send(company({ owner, foundedOn: '2026-03-10' }));
  const opened = (await ledger.stream(`company-${id}`)).find(({ type }) => type === 'EstablishmentOpened');
  return { id, establishmentId: String(opened?.data['establishmentId']) };
}

const line = (key: string, { name, data }: { name: string; data: object }, more: Partial<TestLine> = {}): TestLine => ({ key, command: name, data, ...more });
const asks = ({ id: companyId, establishmentId }: Firm) => ({
  name: 'RequestVisas',
  data: { companyId, establishmentId, kind: 'permanent', phase: 'expansion', lines: [{ nationality: 'IND', occupation: '711201', sex: 'male', consulate: 'INBOM', count: 3 }] },
});

type OnOutcome = (outcome: LineOutcome) => void;

async function inTwoThreads(on: TestLedger, lines: readonly TestLine[], onOutcome: OnOutcome): Promise<void> {
  const threads = [pretendedThread(on), pretendedThread(on)];
  try {
    await runByWorkers(on, threads.map(({ worker }) => worker), numbered(textOf(lines)), onOutcome);
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

describe('lines of a file, in the first week that nobody has closed', () => {
  it.each([
    ['in this thread', '2026-05-02', '2026-05-03', (on: TestLedger, lines: readonly TestLine[], onOutcome: OnOutcome) => runByWall(on, numbered(textOf(lines)), onOutcome)],
    ['in two threads', '2026-05-09', '2026-05-10', inTwoThreads],
  ])('that ask its band wait until it is closed and are judged by it; all others are decided meanwhile, %s', async (_, week, day, run) => {
    const [red, newcomer, other] = [await firm(), await firm(), await firm()];
    await market.contract(red, await market.resident());
    ledger.clock.at(day);
    const outcomes = new Map<number, LineOutcome>();
    let asked = 0;
    const store = storeAround(ledger.store, {
      readStream(stream, from, limit) {
        if (stream === weekStream(toIsoDate(week))) asked += 1;
        return ledger.store.readStream(stream, from, limit);
      },
    });
    const visasBefore = (await ledger.log()).filter(({ type }) => type === 'VisasRequested').length;
    const running = run(
      { ...ledger, parts: { ...ledger.parts, store } },
      [
        line(`red-${day}`, asks(red)),
        line(`new-${day}`, asks(newcomer)),
        line(`describes-${day}`, { name: 'SuspendCompany', data: { reason: 'court-order' } }, { record: other.id }),
        line(`registers-${day}`, resident()),
      ],
      (outcome) => void outcomes.set(outcome.line, outcome),
    );
    await expect.poll(() => [asked > 0, [...outcomes.keys()].sort()], { timeout: 20_000 }).toEqual([true, [3, 4]]);
    await closeWeeks(ledger);
    await running;
    expect(outcomes.get(1)).toMatchObject({ outcome: 'refused', status: 422, code: 'visa.band-too-low' });
    for (const n of [2, 3, 4]) expect(outcomes.get(n)).toMatchObject({ outcome: 'accepted' });
    expect((await ledger.log()).filter(({ type }) => type === 'VisasRequested')).toHaveLength(visasBefore + 1);
  });
});
