import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse, RouteOptions } from 'fastify';
import type { Pool } from 'pg';
import { openLocalIssuer } from '../../bootstrap/auth/local-issuer.js';
import { createApp } from '../../bootstrap/http/app.js';
import { admitAgain, callerOf } from '../../bootstrap/http/authenticate.js';
import { readAgain } from '../../bootstrap/http/on-record.js';
import { whenOver } from '../../bootstrap/http/when-over.js';
import { buildEventRegistry } from '../../bootstrap/ledger/registries.js';
import { recordTypes, toldTypes } from '../../bootstrap/ledger/record-types.js';
import { migrate } from '../../bootstrap/postgres/migrate.js';
import { openPostgresLog, type PostgresLogUnderTest } from '../../commands/event-store/testing/postgres-log.js';
import type { PostgresVault } from '../../commands/vault/postgres-vault.js';
import { createTestVault } from '../../commands/vault/testing/test-vault.js';
import type { Role } from '../../domain/access/roles.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import type { Position } from '../../domain/ledger/position.js';
import { toIsoDate } from '../../domain/standards/calendar.js';
import { createProgress, type Progress } from '../../projections/engine/progress.js';
import { startProjector, type Projector } from '../../projections/engine/projector.js';
import { readModels } from '../../projections/read-models.js';
import { readModelMigrations } from '../../read-models/migrations.js';
import type { FollowerLimits } from '../feed/follower-limits.js';
import { addReadRoutes } from '../http/read-routes.js';
import { createTeller, type Told } from './teller.js';

/** The day of every specification. */
export const today = toIsoDate('2026-03-01');

/** Who asks, and how. */
export interface Asking {
  readonly role?: Role;
  /** The number of the human for whom the issuer vouches. */
  readonly nationalNumber?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The read side over a real log, vault, projector and read models. */
export interface ReadSide {
  readonly app: FastifyInstance;
  readonly log: PostgresLogUnderTest;
  readonly vault: PostgresVault;
  readonly vaultPool: Pool;
  readonly registry: EventRegistry;
  readonly progress: Progress;
  /** Appends events in order, their personal values sealed; gives the position of the last. */
  tell(...events: readonly Told[]): Promise<Position>;
  /** Waits until every read model has the whole log. */
  settle(): Promise<Position>;
  /** Stops the read models where they are; they go on with `goOn`. */
  standStill(): Promise<void>;
  goOn(): void;
  get(url: string, more?: Asking): Promise<LightMyRequestResponse>;
  /** The same, asked again for as long as the answer is that the read models are behind. */
  getPatiently(url: string): Promise<LightMyRequestResponse>;
  token(role: Role, nationalNumber?: string): Promise<string>;
  /** Tells followers that the process stops. */
  close(): void;
  drop(): Promise<void>;
}

export interface ReadSideOptions {
  /** Hears of each route. */
  readonly onRoute?: (route: RouteOptions) => void;
  readonly followers?: Partial<FollowerLimits>;
  /** The instant at which everything is asked, where it is not the usual one. */
  readonly now?: string;
}

/** Opens a read side of its own. */
export async function openReadSide(name: string, { onRoute, followers = {}, now = '2026-03-01T09:00:00Z' }: ReadSideOptions = {}): Promise<ReadSide> {
  const log = await openPostgresLog();
  await migrate(log.pool, 'read-models', readModelMigrations);
  const { vault, pool: vaultPool, drop: dropVault } = await createTestVault(name);
  const registry = buildEventRegistry();
  const progress = createProgress({ db: log.pool, logId: log.store.logId, models: readModels });
  const start = (): Projector =>
    startProjector({ store: log.store, pool: log.pool, models: readModels, decode: (event) => registry.decode(event), progress });
  let projector: Projector | undefined = start();
  const standStill = async (): Promise<void> => {
    const running = projector;
    projector = undefined;
    await running?.stop();
  };
  const home = await mkdtemp(join(tmpdir(), 'sijil-read-'));
  const issuer = await openLocalIssuer(home);
  const closing = new AbortController();
  const app = await createApp({ trusted: issuer, vault, version: '0', logger: false });
  if (onRoute !== undefined) app.addHook('onRoute', onRoute);
  addReadRoutes(app, {
    store: log.store,
    vault,
    registry,
    pool: log.pool,
    progress,
    records: recordTypes,
    told: toldTypes,
    callerOf,
    admitAgain,
    readAgain,
    whenOver,
    now: () => new Date(now),
    closing: closing.signal,
    followers,
  });
  await app.ready();
  const token: ReadSide['token'] = (role, nationalNumber) =>
    issuer.sign({ sub: nationalNumber ?? role, role, ...(nationalNumber === undefined ? {} : { nationalNumber }) }, 600);
  const get: ReadSide['get'] = async (url, { role = 'platform-service', nationalNumber, headers = {} } = {}) =>
    app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${await token(role, nationalNumber)}`, ...headers } });
  return {
    app,
    log,
    vault,
    vaultPool,
    registry,
    progress,
    tell: createTeller(log.store, vault, registry),
    async settle() {
      const head = await log.store.head();
      const waited = await progress.waitFor(
        head,
        readModels.map((model) => model.name),
        20_000,
      );
      if (!waited.reached) throw new Error(`behind: ${waited.behind.join(', ')}`);
      return head;
    },
    standStill,
    goOn() {
      projector ??= start();
    },
    get,
    async getPatiently(url) {
      for (;;) {
        const answer = await get(url);
        if (answer.statusCode !== 503) return answer;
      }
    },
    token,
    close: () => closing.abort(),
    async drop() {
      closing.abort();
      await app.close();
      await standStill();
      await log.dispose();
      await dropVault();
      await rm(home, { recursive: true, force: true });
    },
  };
}
