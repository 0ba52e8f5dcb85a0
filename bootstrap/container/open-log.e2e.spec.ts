// Opens logs with the built program, and looks at what that loads.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProtocolServer, type ProtocolServer } from '../../commands/event-store/eventstoredb/testing/protocol-server/protocol-server.js';
import { StoreUnavailable } from '../../domain/ledger/event-store.js';
import { createTestDatabase, type TestDatabase } from '../testing/database.js';
import { openLog, type LogPlace } from './open-log.js';

const run = promisify(execFile);
const BUILT = fileURLToPath(new URL('../../dist/bootstrap/', import.meta.url));

let database: TestDatabase;
let server: ProtocolServer;
beforeAll(async () => {
  [database, server] = [await createTestDatabase('open log'), await startProtocolServer()];
});
afterAll(async () => {
  await server.stop();
  await database.drop();
});

/** Names of packages that a process has loaded after opening a log and closing it. */
async function packagesLoadedFor(place: LogPlace): Promise<readonly string[]> {
  const program = `
    import { createRequire } from 'node:module';
    await import(${JSON.stringify(`${BUILT}cli/cli.js`)});
    const { openLog } = await import(${JSON.stringify(`${BUILT}container/open-log.js`)});
    const log = await openLog(${JSON.stringify(place)});
    await log.close();
    const { cache } = createRequire(${JSON.stringify(`${BUILT}main.js`)});
    const names = Object.keys(cache).map((file) => /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(file)?.[1]);
    console.log(JSON.stringify([...new Set(names)]));
    process.exit(0);`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program]);
  return JSON.parse(stdout) as readonly string[];
}

describe('opening a log', () => {
  it('loads the package of EventStoreDB for one, and for nothing else', async () => {
    expect(await packagesLoadedFor({ kind: 'eventstoredb', url: server.url })).toContain('@eventstore/db-client');
    const without = await packagesLoadedFor({ kind: 'postgresql', url: database.url });
    expect(without).toContain('pg');
    expect(without).not.toContain('@eventstore/db-client');
    expect(without).not.toContain('@grpc/grpc-js');
  });

  it('makes the schema of the embedded log where the log is', async () => {
    const { rows } = await database.pool.query<{ schema: string | null }>(`select to_regnamespace('log')::text as schema`);
    expect(rows).toEqual([{ schema: 'log' }]);
  });

  it('waits for an EventStoreDB that is away, and no longer than it is told to', async () => {
    const url = server.url;
    await server.kill();
    const told: string[] = [];
    const opening = openLog({ kind: 'eventstoredb', url }, { onWaiting: () => void told.push('waiting') });
    while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await server.start();
    await (await opening).close();
    expect(told).toEqual(['waiting']);
    await server.kill();
    await expect(openLog({ kind: 'eventstoredb', url }, { patienceMs: 0 })).rejects.toThrow(StoreUnavailable);
    await server.start();
  });
});
