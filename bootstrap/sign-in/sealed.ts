// Law: what a browser keeps for us it can neither read nor change, nor show where something else is kept.
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import type { z } from 'zod';

const HEADER = { alg: 'dir', enc: 'A256GCM' } as const;

/** Seals values for one purpose, under a key of that purpose. */
export interface Seal<T> {
  seal(value: T): Promise<string>;
  /** The value; null for what was not sealed here for this purpose, or is not of its shape. */
  open(sealed: string): Promise<T | null>;
}

/** A seal (RFC 7516: `dir`, `A256GCM`) whose key is derived from a secret for a purpose (RFC 5869). */
export function createSeal<S extends z.ZodType>(secret: string, purpose: string, schema: S): Seal<z.output<S>> {
  const key = keyFor(secret, purpose);
  return {
    seal: (value) => new CompactEncrypt(new TextEncoder().encode(JSON.stringify(value))).setProtectedHeader(HEADER).encrypt(key),
    async open(sealed) {
      try {
        const options = { keyManagementAlgorithms: [HEADER.alg], contentEncryptionAlgorithms: [HEADER.enc] };
        const { plaintext } = await compactDecrypt(sealed, key, options);
        return schema.safeParse(JSON.parse(new TextDecoder().decode(plaintext))).data ?? null;
      } catch {
        return null;
      }
    },
  };
}

/** Proofs about a text that only who has the secret can make. */
export interface Prover {
  proofOf(text: string): string;
  proves(proof: unknown, text: string): boolean;
}

/** A prover (RFC 2104 over SHA-256) for a purpose. */
export function createProver(secret: string, purpose: string): Prover {
  const key = keyFor(secret, purpose);
  const macOf = (text: string): Buffer => createHmac('sha256', key).update(text).digest();
  return {
    proofOf: (text) => macOf(text).toString('base64url'),
    proves(proof, text) {
      if (typeof proof !== 'string') return false;
      const [given, mac] = [Buffer.from(proof, 'base64url'), macOf(text)];
      return given.length === mac.length && timingSafeEqual(given, mac);
    },
  };
}

function keyFor(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `sijil ${purpose}`, 32));
}
