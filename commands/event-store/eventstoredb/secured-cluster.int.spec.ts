import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StoreUnavailable, readWholeStream } from '../../../domain/ledger/event-store.js';
import { follow } from '../testing/follow.js';
import { freshStream, sampleEvents } from '../testing/sample-events.js';
import { EventStoreDbStore } from './eventstoredb-store.js';
import { secureEventStore } from './secure-event-store.js';
import { CA_FILE } from './testing/protocol-server/listener.js';
import { startProtocolCluster, type ProtocolCluster } from './testing/protocol-server/protocol-cluster.js';
import { startProtocolServer } from './testing/protocol-server/protocol-server.js';

/** What a start says about an address that it cannot use, without waiting for better. */
async function refusal(url: string): Promise<string> {
  const failure: unknown = await EventStoreDbStore.open({ url, awayMs: 0 }).then(
    (store) => store.close(),
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(StoreUnavailable);
  return (failure as Error).message;
}

describe('a cluster with TLS and users', () => {
  let cluster: ProtocolCluster;
  const as = (user: string, password = `pass of ${user}`): string =>
    cluster.url.replace('//', `//${user}:${encodeURIComponent(password)}@`);
  beforeAll(async () => {
    cluster = await startProtocolCluster({ users: { admin: 'pass of admin', sijil: 'pass of sijil', stranger: 'pass of stranger' } });
  });
  afterAll(() => cluster.stop());

  it('says why it lets nobody in: no user, a wrong password, a user who may not read the log, an unknown authority', async () => {
    expect(await refusal(cluster.url)).toContain('denies');
    expect(await refusal(as('stranger'))).toContain('denies');
    const wrong = await refusal(as('admin', 'hunter2'));
    expect(wrong).toContain('does not know');
    expect(wrong).not.toContain('hunter2');
    const [node] = cluster.nodes;
    expect(await refusal(`esdb://admin:x@127.0.0.1:${node?.port}`)).toMatch(/certificate/);
  });

  it('is told by its file when the authority’s certificate is missing, and takes a slash behind the hosts', async () => {
    const missing = cluster.url.replace(/tlsCAFile=[^&]+/, 'tlsCAFile=/nowhere/ca.pem');
    await expect(EventStoreDbStore.open({ url: missing })).rejects.toMatchObject({ name: 'StoreAddressRefused', message: /certificate file/ });
    // Without a port the client reads the slash as a part of the name, which nobody resolves.
    expect(await refusal('esdb://nowhere.invalid/?tls=false')).toContain('nowhere.invalid:2113');
  });

  it('is secured by its administrator for a named user, whose ledger goes on at each next leader', async () => {
    expect(await secureEventStore(as('admin'), ['sijil'])).toMatchObject({ enforced: true, documents: [{ changed: true }, { changed: true }] });
    const store = await EventStoreDbStore.open({ url: as('sijil') });
    try {
      const stream = freshStream();
      const following = follow(store, undefined);
      await store.append(stream, 'no-stream', sampleEvents(2));
      for (const [turn, leader] of [1, 2, 0].entries()) {
        await cluster.lead(leader);
        expect(await store.append(stream, turn + 1, sampleEvents(1))).toMatchObject({ revision: turn + 2, repeated: false });
      }
      await following.until(5);
      await following.stop();
      expect(await readWholeStream(store, stream)).toHaveLength(5);
    } finally {
      await store.close();
    }
    expect(await refusal(as('stranger'))).toContain('denies');
  });
});

describe('a certificate that is being replaced', () => {
  it('ends nothing when a silent connection is given up meanwhile', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'certificate-'));
    const file = join(folder, 'ca.pem');
    await cp(CA_FILE, file);
    const server = await startProtocolServer({ users: { admin: 'x' } });
    const url = server.url.replace('//', '//admin:x@').replace(CA_FILE, file);
    const store = await EventStoreDbStore.open({ url, readTimeoutMs: 1_000 });
    try {
      const stream = freshStream();
      await store.append(stream, 'no-stream', sampleEvents(1));
      await rm(file);
      server.faults.set({ silent: ['Read'] });
      await expect(store.readStream(stream, 0, 1)).rejects.toBeInstanceOf(StoreUnavailable);
      server.faults.clear();
      await cp(CA_FILE, file);
      expect(await store.append(stream, 0, sampleEvents(1))).toMatchObject({ revision: 1 });
    } finally {
      await store.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
