// Law: a position is the log's random id and the event's number from 1 in sixteen hexadecimal digits; 0 stands before all events.
import { ForeignPosition, logIdOf, makePosition, orderOf, type Position } from '../../domain/ledger/position.js';

/** The position of the event with that number. */
export function toPosition(logId: string, number: bigint): Position {
  return makePosition(logId, number.toString(16).padStart(16, '0'));
}

/** The number a position stands for, 0 for undefined. Throws ForeignPosition for another log's position or another store's shape. */
export function toNumber(logId: string, position: Position | undefined): bigint {
  if (position === undefined) return 0n;
  const order = orderOf(position);
  if (logIdOf(position) !== logId || !/^[0-7][0-9a-f]{15}$/.test(order)) {
    throw new ForeignPosition(`${position} is not a position of log ${logId}`);
  }
  return BigInt(`0x${order}`);
}
