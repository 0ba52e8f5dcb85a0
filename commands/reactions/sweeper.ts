// Law: a deadline sends one ordinary command, whose id is made from the event that set it: a crash re-runs the day and changes nothing.
import { Problem } from '../../domain/access/problem.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import type { Clock } from '../handler/clock.js';
import type { CommandHandler } from '../handler/command-handler.js';
import { sweepCommandId } from '../handler/ids.js';
import type { CommandAnswer } from '../handler/request.js';
import type { Deadline } from './deadline-book.js';
import { ledgerActor } from './ledger-actor.js';

/** Sends the command of one due deadline. Gives its answer; undefined when the record refused it (it will not ask again). */
export async function sweepDeadline(
  handler: CommandHandler,
  records: ReadonlyMap<string, RecordType>,
  deadline: Deadline,
  clock: Clock,
): Promise<CommandAnswer | undefined> {
  const sweep = records.get(deadline.category)?.sweeps[deadline.rule];
  if (sweep === undefined) throw new Error(`no command for the deadline ${deadline.rule} of ${deadline.category}`);
  const command = handler.prepare({
    name: sweep.command,
    recordId: deadline.recordId,
    payload: sweep.data(deadline.day),
    actor: ledgerActor('sweeper'),
    once: { commandId: sweepCommandId(deadline.setBy, deadline.rule) },
    revision: 'optional',
    correlationId: deadline.correlationId,
    causationId: deadline.setBy,
    traceparent: null,
    synthetic: deadline.synthetic,
    clock,
  });
  try {
    return await handler.decide(command);
  } catch (error) {
    // A refusal is an answer: the record has moved on. Anything that may pass by itself is tried again later.
    if (error instanceof Problem && (error.status === 422 || error.status === 404 || error.code === 'record-merged')) return undefined;
    throw error;
  }
}
