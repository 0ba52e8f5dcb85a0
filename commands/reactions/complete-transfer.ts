// Law: what a completed transfer carries is done to both contracts, each once; neither command can be refused.
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import type { CommandHandler } from '../handler/command-handler.js';
import type { Reaction } from './reaction.js';
import { sendCaused } from './send-caused.js';
import { transferCompletionCommands, type TransferCompleted } from './transfer-completion.js';

const NAME = 'complete-transfer';
const TYPE = 'TransferCompleted';

/** Ends the old contract and begins the new one, in this order. */
export function completeTransfer(handler: CommandHandler, registry: EventRegistry): Reaction {
  return {
    name: NAME,
    handles: (event) => event.type === TYPE,
    async react(event, clock) {
      // The registry holds the definition of this type, and `handles` lets no other through.
      const completed = registry.decode(event) as TransferCompleted;
      for (const { target, command } of transferCompletionCommands(completed)) {
        await sendCaused(handler, NAME, event, target.id, command, clock);
      }
    },
  };
}

/** Event types whose reactions send commands. */
export const commandingEventTypes: ReadonlySet<string> = new Set([TYPE]);
