// Law: an operation is ok when it was acknowledged, fail when it was refused, info when nobody knows; retried under its own key it becomes one of the first two.
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Accepted, Answer, Api } from './api.js';
import { behalfHeader } from './market.js';

/** One command of a client, however often it was sent. */
export interface Op {
  /** The trace id that every attempt bears: the log's events name it. */
  readonly trace: string;
  readonly key: string;
  readonly path: string;
  readonly data: unknown;
  readonly revision: number | undefined;
  readonly onBehalfOf: string | undefined;
  outcome: 'ok' | 'fail' | 'info';
  /** The answer of an accepted one. */
  answer: Accepted | undefined;
  /** The code of a refused one. */
  code: string | undefined;
}

/** Sends operations and keeps what became of each. */
export interface Recorder {
  readonly ops: readonly Op[];
  /** Sends a new one; unknown outcomes are retried as long as `persists`. */
  send(path: string, data: unknown, options?: { readonly revision?: number; readonly onBehalfOf?: string; readonly persists?: () => boolean }): Promise<Op>;
  /** Sends one again under its key until it is ok or fail; the answer of this time. */
  again(op: Op): Promise<Answer<Accepted>>;
  /** Settles when so many more were acknowledged. */
  acknowledged(more: number): Promise<void>;
}

/** How long a client rests before it sends an operation again, in milliseconds: sixteen that do not would keep a core from the program they test. */
const REST_MS = 50;

/** Codes of refusals that say: the same request may be accepted soon. */
const PASSING = new Set(['command-in-flight', 'identifier-held', 'place-held', 'record-busy', 'ledger-loading', 'read-model-behind']);

/** Whether the same request may be answered otherwise soon. */
function isPassing({ status, body }: Answer<Accepted>): boolean {
  const { code } = body as { code?: string };
  return status >= 500 || (status >= 400 && code !== undefined && PASSING.has(code));
}

/** @param up settles while the program can be reached */
export function recorder(api: Api, up: () => Promise<unknown>): Recorder {
  const ops: Op[] = [];
  let acks = 0;
  const waiting = new Set<() => void>();
  const attempt = async (op: Op): Promise<Answer<Accepted> | undefined> => {
    const span = randomBytes(8).toString('hex');
    const options = {
      key: op.key,
      headers: { traceparent: `00-${op.trace}-${span}-01`, ...behalfHeader(op.onBehalfOf) },
      ...(op.revision === undefined ? {} : { revision: op.revision }),
    };
    await up();
    const answer = await api.post(op.path, op.data, options).catch(() => undefined);
    if (answer !== undefined && !isPassing(answer)) return answer;
    await pause(REST_MS);
    return undefined;
  };
  const settle = (op: Op, answer: Answer<Accepted>): void => {
    if (answer.status >= 400) {
      op.outcome = 'fail';
      op.code = (answer.body as { code?: string }).code;
      return;
    }
    if (op.outcome !== 'ok') {
      acks += 1;
      for (const wake of waiting) wake();
    }
    op.outcome = 'ok';
    op.answer ??= answer.body;
  };
  return {
    ops,
    async send(path, data, { revision, onBehalfOf, persists = () => true } = {}) {
      const op: Op = {
        trace: randomBytes(16).toString('hex'),
        key: randomUUID(),
        path,
        data,
        revision,
        onBehalfOf,
        outcome: 'info',
        answer: undefined,
        code: undefined,
      };
      ops.push(op);
      do {
        const answer = await attempt(op);
        if (answer !== undefined) settle(op, answer);
      } while (op.outcome === 'info' && persists());
      return op;
    },
    async again(op) {
      for (;;) {
        const answer = await attempt(op);
        if (answer === undefined) continue;
        if (op.outcome === 'info') settle(op, answer);
        return answer;
      }
    },
    acknowledged: (more) => {
      const goal = acks + more;
      return new Promise((resolve) => {
        const look = (): void => {
          if (acks < goal) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
    },
  };
}
