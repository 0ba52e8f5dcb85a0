// Law: a wrapped key opens only under its wrapping key and for the very purpose it was wrapped for.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Wraps a key (AES-256-GCM, random 96-bit IV); `purpose` names whose key it is and goes into the tag. Gives IV, ciphertext, tag. */
export function wrapKey(under: Buffer, key: Buffer, purpose: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', under, iv);
  cipher.setAAD(Buffer.from(purpose, 'utf8'));
  return Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
}

/** The wrapped key. Throws when the wrapping key or the purpose is another, or a bit was changed. */
export function unwrapKey(under: Buffer, wrapped: Buffer, purpose: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', under, wrapped.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(purpose, 'utf8'));
  decipher.setAuthTag(wrapped.subarray(wrapped.length - TAG_BYTES));
  return Buffer.concat([decipher.update(wrapped.subarray(IV_BYTES, wrapped.length - TAG_BYTES)), decipher.final()]);
}
