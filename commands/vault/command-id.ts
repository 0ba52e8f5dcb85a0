// Law: the same actor, command, record and key give the same id for ever, and nobody without the vault's key can guess one from the other.
import { createHmac } from 'node:crypto';
import { canonicalText } from '../../domain/ledger/canonical.js';

/** UUIDv8 (RFC 9562 §5.8) of HMAC-SHA-256 over the canonical array of the parts, which no two part lists share. */
export function commandIdOf(secret: Buffer, parts: { actorId: string; command: string; record: string | null; key: string }): string {
  const text = canonicalText([parts.actorId, parts.command, parts.record, parts.key]);
  const bytes = createHmac('sha256', secret).update(text, 'utf8').digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
