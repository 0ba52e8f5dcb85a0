import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NodeLog } from './node-log.js';
import type { ProposedEvent } from './stored-event.js';

const event = (): ProposedEvent => ({ id: randomUUID(), type: 't', json: true, data: Buffer.from('{}'), metadata: new Uint8Array() });

const mustNotBreak = (error: unknown): never => {
  throw error;
};

describe('the log of a node', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'node-log-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('opens with what was written, at the same positions', async () => {
    const appends = fc.array(fc.record({ stream: fc.constantFrom('a', 'b', 'c'), count: fc.nat(3) }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(appends, async (list) => {
        const home = join(folder, randomUUID());
        const log = await NodeLog.open(home, () => 0, mustNotBreak);
        const outcomes = await Promise.all(
          list.map(({ stream, count }) => log.append(stream, 'any', Array.from({ length: count }, event))),
        );
        await log.close();
        const again = await NodeLog.open(home, () => 0, mustNotBreak);
        expect(again.index.events).toEqual(log.index.events);
        expect(again.index.committedEnd).toBe(log.index.committedEnd);
        const positions = outcomes.map((outcome) => (outcome.kind === 'stored' ? outcome.position : undefined));
        expect(positions).toEqual([...positions].sort((a, b) => (a ?? 0) - (b ?? 0)));
        await again.close();
      }),
      { numRuns: 30 },
    );
  });

  it('says so when it cannot write, and answers nothing', async () => {
    const told: unknown[] = [];
    const log = await NodeLog.open(
      folder,
      () => 0,
      (error) => told.push(error),
    );
    await log.close();
    const answer = log.append('a', 'any', [event()]);
    expect(await Promise.race([answer, until(() => told.length > 0)])).toBe('told');
    expect(told[0]).toBeInstanceOf(Error);
  });
});

async function until(holds: () => boolean): Promise<string> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
  return 'told';
}
