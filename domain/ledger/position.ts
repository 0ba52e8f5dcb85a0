/**
 * A place in the log's global order, opaque to all but the store that made it: `<log id>.<ordered text>`.
 * Positions of one log compare as text; those of two logs never compare.
 */
export type Position = string & { readonly brand: 'Position' };

/** A position that belongs to another log: whoever sent it must begin anew (HTTP 410). */
export class ForeignPosition extends Error {
  override readonly name = 'ForeignPosition';
}

/** Makes a position from a log's id and an order text of fixed width, as the store's adapter counts. */
export function makePosition(logId: string, order: string): Position {
  return `${logId}.${order}` as Position;
}

/** Reads a position from outside; undefined when it does not even have a position's shape. */
export function parsePosition(text: string): Position | undefined {
  return /^[A-Za-z0-9_-]{4,40}\.[0-9a-z-]{4,48}$/.test(text) ? (text as Position) : undefined;
}

/** The id of the log that a position belongs to. */
export function logIdOf(position: Position): string {
  return position.slice(0, position.indexOf('.'));
}

/** The part of a position that orders it within its log. */
export function orderOf(position: Position): string {
  return position.slice(position.indexOf('.') + 1);
}

/** Negative, zero or positive as a stands before, at or after b. Throws ForeignPosition for two logs. */
export function comparePositions(a: Position, b: Position): number {
  if (logIdOf(a) !== logIdOf(b)) throw new ForeignPosition(`positions of two logs: ${logIdOf(a)} and ${logIdOf(b)}`);
  return a < b ? -1 : a > b ? 1 : 0;
}
