import type { LogPlace } from '../container/open-log.js';
import { eventStoreAddressFault } from '../config/event-store-address.js';
import { UsageError } from './exit-codes.js';

/**
 * The log that an option names: `embedded` for the one in the main database, else an address. Throws UsageError, which never
 * repeats an address.
 */
export function logPlace(option: string, named: string, mainUrl: string): LogPlace {
  if (named === 'embedded') return { kind: 'postgresql', url: mainUrl };
  if (/^postgres(ql)?:\/\//.test(named) && URL.canParse(named)) return { kind: 'postgresql', url: named };
  if (!named.startsWith('esdb')) throw new UsageError(`${option}: embedded, postgres://… or esdb://…`);
  const fault = eventStoreAddressFault(named);
  if (fault !== undefined) throw new UsageError(`${option}: ${fault}`);
  return { kind: 'eventstoredb', url: named };
}
