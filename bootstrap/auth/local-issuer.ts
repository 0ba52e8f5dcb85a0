// Law: without a configured issuer, tokens are signed by a key that never leaves this machine, and verified by the same code as real ones.
import { createHmac } from 'node:crypto';
import { link, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import { makeFolder } from '../../commands/files/make-folder.js';
import type { Role } from '../../domain/access/roles.js';
import { ConfigError } from '../config/config-error.js';
import { CLAIM_NAMES } from './claim-names.js';
import type { TrustedIssuer } from './verify-token.js';

/**
 * The name of the local issuer: what a token says of who signed it. A name and no address, so it is the same on every port;
 * of the form that OpenID asks of an issuer, under a domain that belongs to the loopback (RFC 6761).
 */
export const LOCAL_ISSUER = 'http://sijil.localhost/identity';
const AUDIENCE = 'sijil';
const FILE = 'token-key.json';

/** What a local token says. */
export interface LocalClaims {
  readonly sub: string;
  readonly role: Role;
  readonly department?: string | undefined;
  readonly synthetic?: boolean | undefined;
  readonly scope?: string | undefined;
  /** National id or iqama number of the human; an employer has one. */
  readonly nationalNumber?: string | undefined;
}

/** The local key pair under the home folder (0600), made on first use. */
export interface LocalIssuer extends TrustedIssuer {
  /** The key pair itself, for the embedded provider. */
  readonly privateJwk: JWK;
  /** A secret made from the key for a purpose: the same for every process over one home. */
  secretFor(purpose: string): string;
  /** A token for a subject in a role; `ttlSeconds` until it expires. A service may send every command unless its scope is given. */
  sign(claims: LocalClaims, ttlSeconds: number): Promise<string>;
}

/** Opens the local issuer; two processes that start at once end up with one key. */
export async function openLocalIssuer(home: string): Promise<LocalIssuer> {
  const jwk = await readOrMakeKey(home);
  const { d: _secret, ...publicJwk } = jwk;
  const key = await importJWK(jwk, 'EdDSA');
  return {
    issuer: LOCAL_ISSUER,
    audience: AUDIENCE,
    keys: createLocalJWKSet({ keys: [publicJwk] }),
    privateJwk: jwk,
    secretFor: (purpose) => createHmac('sha256', Buffer.from(jwk.d ?? '', 'base64url')).update(`sijil ${purpose}`).digest('base64url'),
    async sign({ sub, role, department, synthetic, nationalNumber, scope = role === 'platform-service' ? 'command:*' : undefined }, ttlSeconds) {
      // What is undefined does not get into the token.
      return new SignJWT({ role, scope, department, synthetic: synthetic === true ? true : undefined, [CLAIM_NAMES.person]: nationalNumber })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', ...(jwk.kid === undefined ? {} : { kid: jwk.kid }) })
        .setIssuer(LOCAL_ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(sub)
        .setIssuedAt()
        .setExpirationTime(`${ttlSeconds}s`)
        .sign(key);
    },
  };
}

async function readOrMakeKey(home: string): Promise<JWK> {
  const path = join(home, FILE);
  const existing = await readFile(path, 'utf8').catch(() => undefined);
  if (existing !== undefined) return JSON.parse(existing) as JWK;
  await makeFolder(home, 0o700).catch((error: NodeJS.ErrnoException) => {
    throw new ConfigError('SIJIL_HOME', `the folder ${home} cannot be made (${error.code ?? error.message})`);
  });
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const jwk: JWK = { ...(await exportJWK(privateKey)), kid: 'local-1', alg: 'EdDSA', use: 'sig' };
  // Written whole under a name of our own, then linked where nothing stands yet: whoever comes second reads the first one's key.
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, JSON.stringify(jwk), { mode: 0o600 });
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await unlink(draft);
  return JSON.parse(await readFile(path, 'utf8')) as JWK;
}
