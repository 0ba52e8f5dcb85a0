// Law: the identity directory follows the log: rows are firm once an event shows them, freed once a correction no longer does, the survivor's after a merge.
import type { RecordedEvent } from '../../domain/ledger/event.js';
import { isLedgerEvent } from '../../domain/ledger/ledger-events.js';
import { parseStream } from '../../domain/ledger/stream-name.js';
import type { DirectoryClash, Vault } from '../../domain/ledger/vault.js';
import type { CommandRegistry } from '../registry/registry.js';

/** A row that cannot lead where the log says, and the record it should lead to. */
export interface FollowClash extends DirectoryClash {
  readonly wantedBy: string;
}

export interface DirectoryFollower {
  /** True for events that change what the directory must say. */
  handles(event: RecordedEvent): boolean;
  /** Does to the directory what the event says. Following an event again changes nothing. */
  follow(event: RecordedEvent): Promise<readonly FollowClash[]>;
}

/** Event after which numbers that the record bore before are nobody's. */
const CORRECTION = 'PersonCorrected';
const MERGE = 'RecordMerged';

/** Types of events after which an identifier may lead elsewhere than before. */
export const rearrangingEventTypes: ReadonlySet<string> = new Set([CORRECTION, MERGE]);

/** Names of the commands of a registry that claim identifiers: found once, for a run makes a follower a command. */
const claimingOf = new WeakMap<CommandRegistry, ReadonlySet<string>>();

function claimingCommands(registry: CommandRegistry): ReadonlySet<string> {
  const known = claimingOf.get(registry);
  if (known !== undefined) return known;
  const claiming = new Set(registry.commands.filter((command) => command.identifiers !== undefined).map((command) => command.name));
  claimingOf.set(registry, claiming);
  return claiming;
}

/** The follower for a registry's commands: those that claim identifiers are the ones whose events show them. */
export function directoryFollower(vault: Vault, commands: CommandRegistry): DirectoryFollower {
  const claiming = claimingCommands(commands);
  return {
    // A fence bears the name and the id of the command that set it, and shows nothing.
    handles: (event) => !isLedgerEvent(event.type) && (claiming.has(event.metadata.commandName) || event.type === MERGE),
    async follow(event) {
      const record = parseStream(event.stream);
      if (record === undefined) return [];
      const { commandName, commandId } = event.metadata;
      const clashes: FollowClash[] = [];
      const note = (found: readonly DirectoryClash[], wantedBy: string): void =>
        found.forEach((clash) => clashes.push({ ...clash, wantedBy }));
      if (claiming.has(commandName)) note(await vault.makeFirm(record.id, commandId, event.revision), record.id);
      if (event.type === CORRECTION) await vault.freeAllBut(record.id, [commandId], event.revision);
      const survivor = event.data['survivorId'];
      if (event.type === MERGE && typeof survivor === 'string') note(await vault.moveAll(record.id, survivor), survivor);
      return clashes;
    },
  };
}
