// Law: the digest of a command that names a person is made under a key of that person, so it goes when the person is forgotten.
import { timingSafeEqual } from 'node:crypto';
import { canonicalText } from '../../domain/ledger/canonical.js';
import type { CommandHash } from '../../domain/ledger/event.js';
import type { Json } from '../../domain/ledger/json.js';
import type { ForeseenKey } from '../../domain/ledger/vault.js';
import { hmacSha256 } from './hmac.js';
import type { LedgerSecrets } from './ledger-secrets.js';
import type { SubjectKey, SubjectKeys } from './subject-keys.js';

/** The payload's digest: under the named subject's key (made when there is none; null once it was destroyed), else under the ledger's. */
export async function commandHash(
  keys: SubjectKeys,
  secrets: LedgerSecrets,
  payload: Json,
  subject: string | null,
  foreseen?: ForeseenKey,
): Promise<CommandHash | null> {
  if (subject === null) return digest(secrets.commandHash, payload);
  const key = await keys.newest(subject, foreseen);
  return key === undefined ? null : digest(derived(key), payload);
}

/** True when the payload gives the digest; also when nobody can tell any more, because its key or the digest itself is gone. */
export async function matchesHash(
  keys: SubjectKeys,
  secrets: LedgerSecrets,
  payload: Json,
  subject: string | null,
  hash: CommandHash | null,
): Promise<boolean> {
  if (hash === null) return true;
  const key = subject === null ? secrets.commandHash : await keyInVersion(keys, subject, hash.keyVersion);
  if (key === undefined || key.version !== hash.keyVersion) return true;
  return equal(digest(key, payload).mac, hash.mac);
}

async function keyInVersion(keys: SubjectKeys, subject: string, version: number): Promise<SubjectKey | undefined> {
  const known = await keys.read([subject]);
  const key = known.keys.get(subject)?.find((candidate) => candidate.version === version);
  return key === undefined ? undefined : derived(key);
}

/** A key for digests alone: the person's own key seals, and nothing else. It is kept with that key: whoever drops the one drops both. */
function derived(of: SubjectKey): SubjectKey {
  if (of.digests === undefined) {
    of.digests = Buffer.alloc(of.key.length);
    of.digests.write(hmacSha256(of.key, 'sijil command hash', 'hex'), 'hex');
  }
  return { version: of.version, key: of.digests };
}

function digest(key: SubjectKey, payload: Json): CommandHash {
  return { keyVersion: key.version, mac: hmacSha256(key.key, canonicalText(payload), 'base64') };
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
