// The application with pages, at a real issuer, over a real port and a real database.
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { createRemoteJWKSet } from 'jose';
import { pino } from 'pino';
import { Problem } from '../../../domain/access/problem.js';
import type { Vault } from '../../../domain/ledger/vault.js';
import { readModelMigrations } from '../../../read-models/migrations.js';
import type { TrustedIssuer } from '../../auth/verify-token.js';
import { createApp } from '../../http/app.js';
import { admitAgain, callerOf } from '../../http/authenticate.js';
import { migrate } from '../../postgres/migrate.js';
import { FailedSignIns } from '../../rate-limits/failed-sign-ins.js';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { createBegunSignIns } from '../begun-sign-in.js';
import { openEndedSessions, signInMigrations } from '../ended-sessions.js';
import { addPages } from '../pages.js';
import { discoveredProvider } from '../provider.js';
import { sessionLimits } from '../session-limits.js';
import { createSessions } from '../sessions.js';
import { createSite } from '../site.js';
import { CLIENT, startTestIssuer, type TestIssuer } from './test-issuer.js';

/** One process of the application; several share issuer, secret and database. */
export interface SignedInApp {
  readonly origin: string;
  readonly issuer: TestIssuer;
  readonly database: TestDatabase;
  /** Milliseconds by which its clock for sessions and begun sign-ins is ahead. */
  ahead: number;
  /** All that was logged. */
  logged(): string;
  /** Another process over the same database, behind the same address as seen from its sessions. */
  another(): Promise<FastifyInstance>;
  close(): Promise<void>;
}

export const SECRET = 'the secret of a test’s sessions';
const IDLE_MINUTES = 30;
const MAX_HOURS = 8;

/** Starts issuer, database and application. */
export async function startSignedInApp({ publicUrl, failedSignIns = 1_000 }: { readonly publicUrl?: string; readonly failedSignIns?: number } = {}): Promise<SignedInApp> {
  const issuer = await startTestIssuer();
  const database = await createTestDatabase('sign in');
  await migrate(database.pool, 'sign-in', signInMigrations);
  await migrate(database.pool, 'read-models', readModelMigrations);
  let lines = '';
  const logger = pino({ level: 'trace' }, { write: (line: string) => void (lines += line) });
  const site = createSite(publicUrl);
  const now = (): number => Date.now() + running.ahead;
  const make = async (): Promise<FastifyInstance> => {
    const sessions = createSessions({ secret: SECRET, site, ended: openEndedSessions(database.pool), limits: sessionLimits(IDLE_MINUTES, MAX_HOURS), now });
    const trusted: TrustedIssuer = { issuer: issuer.issuer, audience: 'sijil', keys: createRemoteJWKSet(new URL(`${issuer.issuer}/jwks`)) };
    const vault: Pick<Vault, 'actorFor' | 'bearerOf'> = { actorFor: async (_issuer, subject) => `id of ${subject}`, bearerOf: async () => undefined };
    const app = await createApp({ trusted, vault: vault as Vault, sessions, version: '9.9', logger });
    const failures = new FailedSignIns({ requests: failedSignIns, windowMs: 60_000 }, () => new Problem(429, 'quota-exceeded', 'Too many.'));
    const provider = discoveredProvider({ issuer: issuer.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, scope: 'openid profile' });
    await addPages(app, { site, trusted, provider, sessions, failures, begun: createBegunSignIns(SECRET, site, now), pool: database.pool, version: '9.9', companiesOf: async () => [] });
    app.get('/records', { config: { policy: 'records.read', reads: () => ({ category: null, recordId: null, asked: null }) } as object }, (request) => callerOf(request));
    // Goes on until it is let in no more, or its client has gone.
    app.get('/staying', { config: { policy: 'operations.read' } as object }, async (request) => {
      while (!request.raw.socket.destroyed) {
        await admitAgain(request);
        await delay(20);
      }
    });
    app.post('/operations', { config: { policy: 'operations.read' } as object }, (request) => callerOf(request));
    return app;
  };
  const app = await make();
  await app.listen({ host: '127.0.0.1', port: 0 });
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const others: FastifyInstance[] = [];
  const running: SignedInApp = {
    origin,
    issuer,
    database,
    ahead: 0,
    logged: () => lines,
    async another() {
      const other = await make();
      others.push(other);
      await other.listen({ host: '127.0.0.1', port: 0 });
      return other;
    },
    async close() {
      for (const one of [app, ...others]) {
        one.server.closeAllConnections();
        await one.close();
      }
      await issuer.stop();
      await database.drop();
    },
  };
  await issuer.register(publicUrl ?? origin);
  return running;
}
