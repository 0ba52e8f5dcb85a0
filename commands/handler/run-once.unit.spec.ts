import { describe, expect, it } from 'vitest';
import type { Vault } from '../../domain/ledger/vault.js';
import type { FinishedAnswer, Lease, LeaseTable } from '../leases/lease-table.js';
import type { PreparedCommand } from './prepared-command.js';
import type { CommandAnswer } from './request.js';
import { createOnceRunner } from './run-once.js';

const answer: CommandAnswer = {
  id: 'a',
  category: 'company',
  path: 'companies',
  created: true,
  revision: 0,
  position: 'log.1',
  events: [],
  replayed: false,
};
const command = { commandId: 'c', data: {}, request: { actor: { onBehalfOf: null } } } as unknown as PreparedCommand;
const vault = { commandHash: () => Promise.resolve({ keyVersion: 1, mac: 'mac' }) } as unknown as Vault;

/** A handler's other parts: it has no record in memory. */
const nothingForeseen = {
  prepare: () => command,
  foresee: () => ({ record: Promise.resolve(undefined), remembered: false, leaseless: false }),
  decideAtOnce: () => Promise.resolve(undefined),
  answered: () => Promise.resolve(undefined),
};

/** A table of one lease whose answers are written only when they are let through. */
function slowTable(): LeaseTable & { letThrough(): void } {
  let lease: Lease = { kind: 'leased', ticket: 't' };
  let letThrough = (): void => undefined;
  const gate = new Promise<void>((resolve) => (letThrough = resolve));
  return {
    letThrough,
    take() {
      const found = lease;
      if (found.kind === 'leased') lease = { kind: 'in-flight', retryAfterSeconds: 30 };
      return Promise.resolve(found);
    },
    async finish(_commandId, _ticket, finished: FinishedAnswer) {
      await gate;
      lease = { kind: 'finished', answer: finished };
    },
    stands: () => Promise.resolve(false),
    release: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

describe('the runner of commands', () => {
  it('has a retry wait for the answer that is still being written down, instead of calling it in flight', async () => {
    const table = slowTable();
    const once = createOnceRunner(
      { ...nothingForeseen, decide: () => Promise.resolve(answer) },
      table,
      vault,
      'log',
    );
    expect(await once.run(command)).toEqual(answer);
    const again = once.run(command);
    table.letThrough();
    expect(await again).toEqual({ ...answer, replayed: true });
    await once.settle();
  });

  it('makes an answer anew whose position belongs to a log that the ledger has left', async () => {
    const table = slowTable();
    table.letThrough();
    const moved = { ...answer, position: 'other.1', replayed: true };
    let decided = 0;
    const deciding = (logId: string) =>
      createOnceRunner(
        {
          ...nothingForeseen,
          decide: () => {
            decided += 1;
            return Promise.resolve(decided === 1 ? answer : moved);
          },
        },
        table,
        vault,
        logId,
      );
    const before = deciding('log');
    await before.run(command);
    await before.settle();
    expect(await deciding('log').run(command)).toEqual({ ...answer, replayed: true });
    expect(decided).toBe(1);
    expect(await deciding('other').run(command)).toEqual(moved);
    expect(decided).toBe(2);
  });
});
