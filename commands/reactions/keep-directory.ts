// Law: the identity directory follows the log: rows are firm once an event shows them, freed once a correction no longer does.
import { parseStream } from '../../domain/ledger/stream-name.js';
import type { Vault } from '../../domain/ledger/vault.js';
import type { CommandRegistry } from '../registry/registry.js';
import type { Reaction } from './reaction.js';

/** Makes the rows of a command's identifiers firm, frees those that a correction dropped, moves a duplicate's to its survivor. */
export function keepDirectory(vault: Vault, commands: CommandRegistry): Reaction {
  const claiming = new Set(commands.commands.filter((command) => command.identifiers !== undefined).map((command) => command.name));
  return {
    name: 'keep-directory',
    handles: (event) => claiming.has(event.metadata.commandName) || event.type === 'RecordMerged',
    async react(event) {
      const record = parseStream(event.stream);
      if (record === undefined) return;
      const { commandName, commandId } = event.metadata;
      if (claiming.has(commandName)) await vault.makeFirm(record.id, commandId);
      if (event.type === 'PersonCorrected') await vault.freeAllBut(record.id, [commandId]);
      const survivor = event.data['survivorId'];
      if (event.type === 'RecordMerged' && typeof survivor === 'string') await vault.moveAll(record.id, survivor);
    },
  };
}
