// Law: a record's key is the same byte for ever; it is made of the record's random id and tells nobody without the vault's secret anything of it.
import { canonicalText } from '../../domain/ledger/canonical.js';
import { hmacSha256 } from './hmac.js';

/**
 * The key of a record in statistics, 0 to 255: the first byte of HMAC-SHA-256. It is made of the id alone and kept nowhere: once the id
 * leads to nobody, neither does the key. No other text under this secret begins with the same word.
 */
export function recordKeyOf(secret: Buffer, recordId: string): number {
  return Number.parseInt(hmacSha256(secret, canonicalText(['record key', recordId]), 'hex').slice(0, 2), 16);
}
