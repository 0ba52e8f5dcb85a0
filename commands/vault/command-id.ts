// Law: the same actor, command, record and key give the same id for ever, and nobody without the vault's key can guess one from the other.
import { canonicalText } from '../../domain/ledger/canonical.js';
import { hmacSha256 } from './hmac.js';

const VARIANTS = '89ab';

/** UUIDv8 (RFC 9562 §5.8) of HMAC-SHA-256 over the canonical array of the parts, which no two part lists share. */
export function commandIdOf(secret: Buffer, parts: { actorId: string; command: string; record: string | null; key: string }): string {
  const text = canonicalText([parts.actorId, parts.command, parts.record, parts.key]);
  const hex = hmacSha256(secret, text, 'hex').slice(0, 32);
  // The version, and the two bits of the variant before the rest of their digit.
  const variant = VARIANTS[Number.parseInt(hex.charAt(16), 16) & 3] ?? '';
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
