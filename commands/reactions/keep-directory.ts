import { directoryFollower, rearrangingEventTypes, type FollowClash } from '../handler/directory-follower.js';
import type { Vault } from '../../domain/ledger/vault.js';
import type { CommandRegistry } from '../registry/registry.js';
import type { Reaction } from './reaction.js';

/** Lets the directory follow the log. Rows that cannot lead where they should are told as a clash: a steward has to look. */
export function keepDirectory(vault: Vault, commands: CommandRegistry, onClash: (clash: FollowClash) => void): Reaction {
  const follower = directoryFollower(vault, commands);
  return {
    name: 'keep-directory',
    handles: (event) => follower.handles(event),
    // A row is firm whoever was made firm before it; only what frees and moves rows must find all before it done.
    inAnyOrder: (event) => !rearrangingEventTypes.has(event.type),
    async react(event) {
      for (const clash of await follower.follow(event)) onClash(clash);
    },
  };
}
