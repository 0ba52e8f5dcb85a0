// Law: a place is two numbers kept whole, commit and prepare, in sixteen hexadecimal digits each; places order as text.
import { ForeignPosition, logIdOf, makePosition, orderOf, type Position } from '../../../domain/ledger/position.js';

/** Where a record stands in EventStoreDB's log, `<commit>-<prepare>` in hexadecimal: texts compare as the places do. */
export type Place = string & { readonly place: unique symbol };

/** Before all records. */
export const BEGINNING = placeAt(0n, 0n);

/** The place of two positions, given as bigint or as the protocol's decimal texts. */
export function placeAt(commit: bigint | string, prepare: bigint | string): Place {
  const first = hexadecimal(commit);
  return `${first}-${commit === prepare ? first : hexadecimal(prepare)}` as Place;
}

/** The two positions as the protocol's decimal texts. */
export function numbersOf(place: Place): { readonly commit: string; readonly prepare: string } {
  return { commit: BigInt(`0x${place.slice(0, 16)}`).toString(), prepare: BigInt(`0x${place.slice(17)}`).toString() };
}

/** The position of a place in that log. */
export function positionAt(logId: string, place: Place): Position {
  return makePosition(logId, place);
}

/** The place a position names, the beginning for undefined. Throws ForeignPosition for another log's position or another store's shape. */
export function placeOf(logId: string, position: Position | undefined): Place {
  if (position === undefined) return BEGINNING;
  const order = orderOf(position);
  if (logIdOf(position) !== logId || !/^[0-7][0-9a-f]{15}-[0-7][0-9a-f]{15}$/.test(order)) {
    throw new ForeignPosition(`${position} is not a position of log ${logId}`);
  }
  return order as Place;
}

function hexadecimal(number: bigint | string): string {
  return BigInt(number).toString(16).padStart(16, '0');
}
