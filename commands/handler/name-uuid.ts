// Law: the same name in the same namespace is the same UUID, wherever it is made.
import { hash } from 'node:crypto';

const NAMESPACE_BYTES = 16;

/**
 * The UUIDv5 (RFC 9562 §5.5) of a name in a namespace, which is a UUID. Throws TypeError for another namespace. In one
 * call of the digest: the package `uuid` takes three times as long, and a command makes three to six of these.
 */
export function nameUuid(name: string, namespace: string): string {
  const bytes = Buffer.allocUnsafe(NAMESPACE_BYTES + Buffer.byteLength(name));
  const hex = namespace.replaceAll('-', '');
  if (hex.length !== 2 * NAMESPACE_BYTES || bytes.write(hex, 'hex') !== NAMESPACE_BYTES) throw new TypeError('the namespace is no UUID');
  bytes.write(name, NAMESPACE_BYTES);
  const digest = hash('sha1', bytes, 'hex');
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}
