// Law: under one key a command happens once: one request at a time decides under its lease, or the append lets one in; a finished answer is given again as it was.
import { Problem } from '../../domain/access/problem.js';
import type { Json } from '../../domain/ledger/json.js';
import { logIdOf, type Position } from '../../domain/ledger/position.js';
import type { Vault } from '../../domain/ledger/vault.js';
import type { FinishedAnswer, LeaseTable } from '../leases/lease-table.js';
import { ACCEPTED } from '../leases/migrations.js';
import { questionsLeft } from '../micro-batch/questions-left.js';
import type { CommandHandler, Foreseen } from './command-handler.js';
import type { PreparedCommand } from './prepared-command.js';
import type { CommandAnswer, StepHook } from './request.js';

/** Runs prepared commands under their lease. */
export interface OnceRunner {
  /** The command's answer; throws Problem for a refusal, now or as it was before. */
  run(command: PreparedCommand): Promise<CommandAnswer>;
  /** Waits for answers still being written to the table. */
  settle(): Promise<void>;
}

interface KeptProblem {
  readonly code: string;
  readonly detail: string;
  readonly errors: Problem['errors'];
  readonly members: Problem['members'];
}

/** Only what was decided is kept: accepted answers and 422 refusals. Anything else may turn out otherwise next time. */
const KEPT_REFUSAL = 422;

/** Makes the runner over a handler and the lease table, for a ledger that lives on the log with that id. */
export function createOnceRunner(handler: CommandHandler, leases: LeaseTable, vault: Vault, logId: string, onStep?: StepHook): OnceRunner {
  const writing = new Map<string, Promise<void>>();
  const keep = (commandId: string, ticket: string, answer: FinishedAnswer): Promise<void> => {
    // The log already has the truth: a lost row costs a rebuild of the answer, never a second decision.
    const write = leases.finish(commandId, ticket, answer).catch(() => undefined);
    writing.set(commandId, write);
    return write.finally(() => writing.delete(commandId));
  };
  return {
    async run(command) {
      const { commandId, request, data } = command;
      // Whoever has the answer already may ask again before it is written down.
      const beingWritten = writing.get(commandId);
      if (beingWritten !== undefined) await beingWritten;
      // Nearly always the lease is given: what the decision needs is asked for meanwhile.
      let foreseen: Foreseen | undefined = handler.foresee(command);
      if (foreseen.leaseless) {
        const free = leases.stands(commandId).then((stands) => !stands);
        // Who is not accepted does not wait for it.
        free.catch(() => undefined);
        await questionsLeft();
        const answer = await handler.decideAtOnce(command, foreseen, free);
        if (answer !== undefined) {
          if (onStep !== undefined) await onStep('answered', request);
          return answer;
        }
        // What came of it rests on what is remembered; under the lease the log is asked.
        foreseen = undefined;
      }
      const { onBehalfOf } = request.actor;
      // Who speaks is part of what is said. No payload has these two members.
      const said = onBehalfOf === null ? data : { data, onBehalfOf };
      const mac = (await vault.commandHash(said as Json, null))?.mac ?? '';
      const lease = await leases.take(commandId, mac);
      switch (lease.kind) {
        case 'finished':
          // Its position means nothing since the ledger moved to another log: the record's stream gives the answer anew.
          if (isOfAnotherLog(lease.answer, logId)) return await handler.decide(command);
          // An append of the command may have been on its way when it was refused, and decided on what stood before: the log has the last word.
          return (lease.answer.status === KEPT_REFUSAL ? await handler.answered(command) : undefined) ?? replay(lease.answer);
        case 'other-payload':
          throw new Problem(422, 'idempotency-key-reused', 'This Idempotency-Key was used with another payload.');
        case 'in-flight':
          throw new Problem(409, 'command-in-flight', 'A request with this Idempotency-Key is still running.', {
            headers: { 'Retry-After': String(lease.retryAfterSeconds) },
          });
        case 'leased':
          break;
      }
      const { ticket } = lease;
      try {
        await onStep?.('leased', request);
        const answer = await handler.decide(command, foreseen);
        void keep(commandId, ticket, { status: ACCEPTED, body: answer });
        await onStep?.('answered', request);
        return answer;
      } catch (error) {
        if (error instanceof Problem && error.status === KEPT_REFUSAL && error.code !== 'idempotency-key-reused') {
          const { code, detail, errors, members } = error;
          await keep(commandId, ticket, { status: KEPT_REFUSAL, body: { code, detail, errors, members } satisfies KeptProblem });
        } else {
          await leases.release(commandId, ticket).catch(() => undefined);
        }
        throw error;
      }
    },
    async settle() {
      await Promise.all(writing.values());
    },
  };
}

function isOfAnotherLog(answer: FinishedAnswer, logId: string): boolean {
  return answer.status === ACCEPTED && logIdOf((answer.body as CommandAnswer).position as Position) !== logId;
}

function replay(answer: FinishedAnswer): CommandAnswer {
  if (answer.status !== KEPT_REFUSAL) return { ...(answer.body as CommandAnswer), replayed: true };
  const kept = answer.body as KeptProblem;
  throw new Problem(KEPT_REFUSAL, kept.code, kept.detail, { errors: kept.errors, members: kept.members });
}
