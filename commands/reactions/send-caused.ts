import type { RecordedEvent } from '../../domain/ledger/event.js';
import type { Clock } from '../handler/clock.js';
import type { CommandHandler } from '../handler/command-handler.js';
import { reactionCommandId } from '../handler/ids.js';
import type { CommandAnswer } from '../handler/request.js';
import { ledgerActor } from './ledger-actor.js';

/** Sends a command that an event causes, under the id made from event, reaction and target: once, however often it is sent. */
export async function sendCaused(
  handler: CommandHandler,
  reaction: string,
  event: RecordedEvent,
  target: string,
  command: { readonly type: string; readonly data: object },
  clock: Clock,
): Promise<CommandAnswer> {
  return handler.decide(
    handler.prepare({
      name: command.type,
      recordId: target,
      payload: command.data,
      actor: ledgerActor('reactions'),
      once: { commandId: reactionCommandId(event.id, reaction, target) },
      revision: 'optional',
      correlationId: event.metadata.correlationId,
      causationId: event.id,
      traceparent: event.metadata.traceparent,
      synthetic: event.metadata.synthetic,
      clock,
    }),
  );
}
