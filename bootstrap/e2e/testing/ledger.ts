// A ledger of one test: a home of its own, with databases of the test run's server or with an embedded server in the home.
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolder, existingInstance } from '../../postgres/embedded/instance.js';
import { findPostmaster, stopPostmaster, type Postmaster } from '../../postgres/embedded/postmaster.js';
import { spawnProtocolServer, type ProtocolServerProcess } from '../../../commands/event-store/eventstoredb/testing/protocol-server/protocol-server-process.js';
import { environmentSchema } from '../../config/schema.js';
import type { LogPlace } from '../../container/open-log.js';
import { createTestDatabase } from '../../testing/database.js';
import type { Variables } from './program.js';

/** Where a test's ledger lies. */
export interface Ledger {
  readonly home: string;
  /** What a program needs to be told to run on it: a free port, no demo, the day, few words. */
  readonly variables: Variables;
  /** Address of the log's and the read models' database. */
  mainUrl(): Promise<string>;
  vaultUrl(): Promise<string>;
  /** Where its log is. */
  log(): Promise<LogPlace>;
  /** The EventStoreDB that holds its log; undefined where PostgreSQL does. */
  readonly eventStore?: EventStoreOfLedger;
  /** The embedded server that runs on its data; undefined when none does. */
  server(): Promise<Postmaster | undefined>;
  /** Removes everything; programs on it must have ended. */
  remove(): Promise<void>;
}

/** An EventStoreDB that can be killed: at the level of the protocol, in a process of its own, its events in a folder. */
export type EventStoreOfLedger = Pick<ProtocolServerProcess, 'url' | 'faults' | 'kill' | 'start'>;

/** The day on which tests live, unless they say another. */
export const TODAY = '2026-05-01';

/** Quotas that no test reaches, but for one that names its own. */
const unreached = Object.fromEntries(
  Object.keys(environmentSchema.shape)
    .filter((name) => name.startsWith('RATE_LIMIT_'))
    .map((name) => [name, '1000000000']),
);

const always = { PORT: '0', SIJIL_DEMO: 'false', SIJIL_TODAY: TODAY, LOG_LEVEL: 'warn', ...unreached };

/** An empty ledger on two databases of the test run's server: quick to start. */
export async function ledgerOnDatabases(label: string): Promise<Ledger> {
  const home = await makeHome();
  const [main, vault] = [await createTestDatabase(label), await createTestDatabase(`${label} vault`)];
  return {
    home,
    variables: { ...always, SIJIL_HOME: home, DATABASE_URL: main.url, VAULT_DATABASE_URL: vault.url },
    mainUrl: () => Promise.resolve(main.url),
    vaultUrl: () => Promise.resolve(vault.url),
    log: () => Promise.resolve({ kind: 'postgresql', url: main.url }),
    server: () => Promise.resolve(undefined),
    remove: async () => {
      await main.drop();
      await vault.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** The same with its log in an EventStoreDB of its own. */
export async function ledgerOnEventStoreDb(label: string): Promise<Ledger & { readonly eventStore: EventStoreOfLedger }> {
  const ledger = await ledgerOnDatabases(label);
  const eventStore = await spawnProtocolServer();
  return {
    ...ledger,
    eventStore,
    variables: { ...ledger.variables, EVENTSTORE_URL: eventStore.url },
    log: () => Promise.resolve({ kind: 'eventstoredb', url: eventStore.url }),
    remove: async () => {
      await eventStore.stop();
      await ledger.remove();
    },
  };
}

/** Kinds of ledgers for what must be the same wherever the log is. */
export const ledgerKinds = [
  { log: 'PostgreSQL', openLedger: ledgerOnDatabases },
  { log: 'EventStoreDB (protocol server)', openLedger: ledgerOnEventStoreDb },
] as const;

/**
 * An empty ledger with its own embedded server, as on a bare machine.
 * @param root folder of its home, when it is to lie on a file system of the test's
 */
export async function embeddedLedger(root = tmpdir()): Promise<Ledger> {
  const home = await makeHome(root);
  const server = async (): Promise<Postmaster | undefined> => {
    const instance = await existingInstance(home);
    return instance === undefined ? undefined : findPostmaster(dataFolder(instance));
  };
  const url = async (database: string): Promise<string> => {
    const found = await server();
    if (found === undefined) throw new Error(`no server runs on ${home}`);
    const password = (await readFile(join(home, `${database}.password`), 'utf8')).trim();
    return `postgres://${database}:${encodeURIComponent(password)}@127.0.0.1:${String(found.port)}/${database}`;
  };
  return {
    home,
    variables: { ...always, SIJIL_HOME: home },
    mainUrl: () => url('sijil'),
    vaultUrl: () => url('sijil_vault'),
    log: async () => ({ kind: 'postgresql', url: await url('sijil') }),
    server,
    remove: async () => {
      const left = await server();
      if (left !== undefined) await stopPostmaster(left, undefined);
      const instance = await existingInstance(home);
      if (instance !== undefined) await rm(instance.folder, { recursive: true, force: true });
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function makeHome(root = tmpdir()): Promise<string> {
  const home = await mkdtemp(join(root, 'sijil-e2e-'));
  // Root lends the server an account of its own, which must pass.
  await chmod(home, 0o711);
  return home;
}
