// An issuer over HTTP: metadata and keys as an OpenID provider serves them, every request counted, and answers that may be made wrong.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** One key pair of the issuer. */
export interface IssuerKey {
  readonly kid: string;
  readonly alg: 'EdDSA' | 'ES256' | 'PS256';
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

export interface HttpIssuer {
  readonly url: string;
  /** The keys that it serves now. */
  keys: IssuerKey[];
  /** How often each path was asked for. */
  readonly asked: Map<string, number>;
  /** Answers instead of the usual, by path. */
  readonly instead: Map<string, Answer>;
  /** A token that is good but for what is given. */
  sign(change?: { readonly key?: IssuerKey; readonly claims?: Record<string, unknown>; readonly header?: Record<string, unknown> }): Promise<string>;
  close(): Promise<void>;
}

export const METADATA = '/.well-known/openid-configuration';
export const KEYS = '/keys';

/** Makes a key pair. */
export async function makeKey(kid: string, alg: IssuerKey['alg'] = 'EdDSA'): Promise<IssuerKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/** Starts an issuer on the loopback, on a port or a free one. */
export async function startHttpIssuer(port = 0): Promise<HttpIssuer> {
  const asked = new Map<string, number>();
  const instead = new Map<string, Answer>();
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.set(path, (asked.get(path) ?? 0) + 1);
    const other = instead.get(path);
    if (other !== undefined) other(request, response);
    else if (path === METADATA) json(response, { issuer: issuer.url, jwks_uri: `${issuer.url}${KEYS}` });
    else if (path === KEYS) json(response, { keys: issuer.keys.map(({ jwk }) => jwk) });
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const issuer: HttpIssuer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys: [await makeKey('first')],
    asked,
    instead,
    sign({ key = issuer.keys[0], claims = {}, header = {} } = {}) {
      if (key === undefined) throw new Error('the issuer has no key');
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({ iss: issuer.url, aud: 'sijil', sub: 'someone', role: 'platform-service', iat: now, exp: now + 600, ...claims })
        .setProtectedHeader({ alg: key.alg, typ: 'at+jwt', kid: key.kid, ...header })
        .sign(key.privateKey);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return issuer;
}

/** Answers with JSON. */
export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
