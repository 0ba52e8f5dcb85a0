import { v4 } from 'uuid';
import { openPool } from '../../bootstrap/postgres/pool.js';
import { Problem } from '../../domain/access/problem.js';
import type { Actor } from '../../domain/access/roles.js';
import { createCommandHandler, type CommandHandler } from '../handler/command-handler.js';
import type { CommandAnswer, CommandRequest, Step } from '../handler/request.js';
import { createOnceRunner, type OnceRunner } from '../handler/run-once.js';
import { openLeaseTable, type LeaseTable } from '../leases/lease-table.js';
import { spokenFor } from './spoken-for.js';
import type { TestStores } from './test-stores.js';

/** Thrown at the step at which a test lets its process die. */
export class ProcessGone extends Error {
  override readonly name = 'ProcessGone';
}

/** A command as a spec sends it: what it leaves out is usual. */
export interface Sent {
  readonly name: string;
  readonly data: object;
  readonly record?: string;
  readonly key?: string;
  readonly actor?: Actor;
  /** In whose name; left out: of whoever may say it, where the department may not. */
  readonly onBehalfOf?: string | null;
  readonly revision?: CommandRequest['revision'];
  readonly commandId?: string;
}

/** One process of the write side: its handler, its lease instance, and a way to let it die between two steps. */
export interface TestProcess {
  readonly handler: CommandHandler;
  readonly leases: LeaseTable;
  readonly once: OnceRunner;
  /** Sends a command as a request does, under its key's lease. */
  send(sent: Sent): Promise<CommandAnswer>;
  /** As `send`, with the problem as a value. */
  outcome(sent: Sent): Promise<CommandAnswer | Problem>;
  /** From now on the process dies at this step: nothing of it runs on, and its leases are a dead process's. */
  dieAt(step: Step): void;
  /** Called at every step, before the process may die there. */
  onStep: (step: Step, request: CommandRequest) => void | Promise<void>;
  /** Waits for answers on their way to the lease table. */
  settle(): Promise<void>;
  end(): Promise<void>;
}

/** Starts a process on the ledger. */
export async function openTestProcess(ledger: TestStores): Promise<TestProcess> {
  const pool = openPool({ url: ledger.url, applicationName: 'sijil test process', max: 3 });
  const real = await openLeaseTable(pool);
  let deadly: Step | undefined;
  let dead = false;
  let ended: Promise<void> | undefined;
  const end = (): Promise<void> => (ended ??= real.close().then(() => pool.end()));
  const alive = <T>(work: () => Promise<T>): Promise<T> => (dead ? Promise.reject(new ProcessGone()) : work());
  // A dead process neither keeps an answer nor gives its lease back.
  const leases: LeaseTable = {
    take: (commandId, mac) => alive(() => real.take(commandId, mac)),
    stands: (commandId) => alive(() => real.stands(commandId)),
    finish: (...args) => alive(() => real.finish(...args)),
    release: (...args) => alive(() => real.release(...args)),
    close: end,
  };
  const onStep = async (step: Step, request: CommandRequest): Promise<void> => {
    await process.onStep(step, request);
    if (step !== deadly) return;
    dead = true;
    await end();
    throw new ProcessGone(step);
  };
  const handler = createCommandHandler({ ...ledger.parts, onStep });
  const once = createOnceRunner(handler, leases, ledger.vault, ledger.store.logId, onStep);
  const send = async (sent: Sent): Promise<CommandAnswer> => {
    const onBehalfOf = sent.onBehalfOf === undefined ? await spokenFor(ledger, sent) : sent.onBehalfOf;
    return once.run(handler.prepare(requestOf(ledger, { ...sent, onBehalfOf })));
  };
  const process: TestProcess = {
    handler,
    leases,
    once,
    send,
    outcome: (sent) =>
      send(sent).catch((error: unknown) => {
        if (error instanceof Problem) return error;
        throw error;
      }),
    dieAt(step) {
      deadly = step;
    },
    onStep: () => undefined,
    settle: () => once.settle(),
    end,
  };
  return process;
}

/** The request that a sent command is. */
export function requestOf(ledger: TestStores, sent: Sent): CommandRequest {
  return {
    name: sent.name,
    recordId: sent.record ?? null,
    payload: sent.data,
    actor: { ...(sent.actor ?? ledger.actor), onBehalfOf: sent.onBehalfOf ?? null },
    once: sent.commandId === undefined ? { key: sent.key ?? v4() } : { commandId: sent.commandId },
    revision: sent.revision ?? 'optional',
    correlationId: v4(),
    causationId: v4(),
    traceparent: null,
    synthetic: true,
    clock: ledger.clock,
  };
}
