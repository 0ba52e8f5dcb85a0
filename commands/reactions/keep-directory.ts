// Law: the identity directory follows the log: rows are firm once an event shows them, freed once a correction no longer does.
import { parseStream } from '../../domain/ledger/stream-name.js';
import { readWholeStream, type EventStore } from '../../domain/ledger/event-store.js';
import type { DirectoryClash, Vault } from '../../domain/ledger/vault.js';
import type { CommandRegistry } from '../registry/registry.js';
import type { Reaction } from './reaction.js';

/**
 * Makes the rows of a command's identifiers firm, frees those that a correction dropped, moves a duplicate's to
 * its survivor. Rows that cannot lead where they should are told as a clash: a steward has to look.
 */
export function keepDirectory(
  vault: Vault,
  store: EventStore,
  commands: CommandRegistry,
  onClash: (clash: DirectoryClash, recordId: string) => void,
): Reaction {
  const claiming = new Set(commands.commands.filter((command) => command.identifiers !== undefined).map((command) => command.name));
  const tell = (clashes: readonly DirectoryClash[], recordId: string): void => clashes.forEach((clash) => onClash(clash, recordId));
  return {
    name: 'keep-directory',
    handles: (event) => claiming.has(event.metadata.commandName) || event.type === 'RecordMerged',
    async react(event) {
      const record = parseStream(event.stream);
      if (record === undefined) return;
      const { commandName, commandId } = event.metadata;
      if (claiming.has(commandName)) tell(await vault.makeFirm(record.id, commandId), record.id);
      if (event.type === 'PersonCorrected') {
        // Identifiers that came after the correction stay: this may run again long after them.
        const later = await readWholeStream(store, event.stream, event.revision);
        await vault.freeAllBut(record.id, [...new Set(later.map((one) => one.metadata.commandId))]);
      }
      const survivor = event.data['survivorId'];
      if (event.type === 'RecordMerged' && typeof survivor === 'string') tell(await vault.moveAll(record.id, survivor), survivor);
    },
  };
}
