// Law: which commands made a stream's events, told exactly and kept in few bytes each; what those events were is read from the stream by whoever asks.
import type { RecordedEvent } from '../../domain/ledger/event.js';
import { CommandAbandoned } from '../../domain/ledger/ledger-events.js';

declare const trail: unique symbol;

/** The ids of commands with a mark before, between and behind them, in one text: an object for each would take ten times the room. */
export type CommandTrail = string & { readonly [trail]: true };

/** No id holds it. */
const MARK = ',';

export const noCommands = MARK as CommandTrail;

/** The trail with the commands of events that follow. A fence bears its taker's command id and is nobody's event. */
export function trailOf(earlier: CommandTrail, added: readonly Pick<RecordedEvent, 'type' | 'metadata'>[]): CommandTrail {
  let ids: string = earlier;
  for (const { type, metadata } of added) if (type !== CommandAbandoned.type) ids += `${metadata.commandId}${MARK}`;
  return ids as CommandTrail;
}

/** True when the command made one of the events. */
export function isOnTrail(ids: CommandTrail, commandId: string): boolean {
  return ids.includes(`${MARK}${commandId}${MARK}`);
}
