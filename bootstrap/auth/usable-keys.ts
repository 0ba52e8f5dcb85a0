// Law: a key with which nothing can be verified is none of the issuer's: whoever names it is refused as if he named no key at all.
import { importJWK, type JWK } from 'jose';

/** By which algorithm a kind of key is used here. */
const ALGORITHMS: Readonly<Record<string, string>> = { OKP: 'EdDSA', EC: 'ES256', RSA: 'PS256' };
/** Shortest modulus of RSA that is taken (RFC 7518 3.5), in bytes. */
const SHORTEST_RSA = 256;

/** Those keys of a set that are whole, public and long enough. */
export async function usableKeys<K extends JWK>(keys: readonly K[]): Promise<K[]> {
  const usable = await Promise.all(keys.map((key) => isUsable(key)));
  return keys.filter((_, n) => usable[n] === true);
}

async function isUsable(key: JWK): Promise<boolean> {
  const { kty = '', n, d } = key;
  const algorithm = ALGORITHMS[kty];
  if (algorithm === undefined || d !== undefined) return false;
  if (kty === 'RSA' && Buffer.from(n ?? '', 'base64url').length < SHORTEST_RSA) return false;
  return importJWK(key, algorithm).then(
    () => true,
    () => false,
  );
}
