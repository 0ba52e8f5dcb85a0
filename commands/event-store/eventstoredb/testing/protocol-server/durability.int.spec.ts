import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { describe, expect, it } from 'vitest';
import { spawnProtocolServer, type ProtocolServerProcess } from './protocol-server-process.js';
import { startProtocolServer } from './protocol-server.js';

const KILLS = process.env['SIJIL_PROVE'] === undefined ? 3 : 20;
const WRITERS = 32;

/** What one writer knows of its own stream: pairs of events, one append each. */
interface Account {
  readonly stream: string;
  readonly attempted: string[];
  readonly acked: { id: string; revision: bigint }[];
}

describe('the protocol server killed under load', () => {
  it(`keeps all it acknowledged, in whole pairs (${KILLS} kills under ${WRITERS} writers)`, async () => {
    const server = await spawnProtocolServer();
    const accounts = Array.from({ length: WRITERS }, (): Account => ({ stream: randomUUID(), attempted: [], acked: [] }));
    for (let kill = 0; kill < KILLS; kill += 1) await killUnderLoad(server, accounts);
    const client = EventStoreDBClient.connectionString(server.url);
    for (const { stream, acked, attempted } of accounts) {
      const stored: string[] = [];
      for await (const { event } of client.readStream(stream)) {
        expect(event?.revision).toBe(BigInt(stored.length));
        stored.push(event?.id ?? '');
      }
      for (const { id, revision } of acked) expect(stored[Number(revision)]).toBe(id);
      expect(stored.length % 2).toBe(0);
      expect(new Set(stored).size).toBe(stored.length);
      expect(attempted).toEqual(expect.arrayContaining(stored));
    }
    expect(accounts.reduce((sum, { acked }) => sum + acked.length, 0)).toBeGreaterThan(KILLS * WRITERS);
    await client.dispose();
    await server.stop();
  }, 300_000);

  it('forgets a record that a crash cut off, and goes on behind it', async () => {
    const first = await startProtocolServer();
    const client = EventStoreDBClient.connectionString(first.url);
    await client.appendToStream('a', jsonEvent({ type: 't', data: { n: 1 } }));
    await first.kill();
    await appendFile(join(first.folder, 'log'), Buffer.from('ff0000001234567800', 'hex'));
    await first.start();
    await client.appendToStream('a', jsonEvent({ type: 't', data: { n: 2 } })).catch(() => undefined);
    const later = EventStoreDBClient.connectionString(first.url);
    await later.appendToStream('a', jsonEvent({ type: 't', data: { n: 3 } }));
    await first.restart();
    const seen: unknown[] = [];
    const last = EventStoreDBClient.connectionString(first.url);
    for await (const { event } of last.readStream('a')) seen.push((event?.data as { n: number }).n);
    expect([seen[0], seen.at(-1)]).toEqual([1, 3]);
    await Promise.all([client, later, last].map((each) => each.dispose()));
    await first.stop();
  });
});

/** Writes with all writers, kills the server among them, and starts it again. */
async function killUnderLoad(server: ProtocolServerProcess, accounts: readonly Account[]): Promise<void> {
  const client = EventStoreDBClient.connectionString(server.url);
  let stop = false;
  const write = async (account: Account): Promise<void> => {
    while (!stop) {
      const pair = [randomUUID(), randomUUID()];
      account.attempted.push(...pair);
      const events = pair.map((id) => jsonEvent({ id, type: 't', data: { text: 'x'.repeat(100) } }));
      try {
        const { nextExpectedRevision } = await client.appendToStream(account.stream, events, { expectedRevision: 'any' });
        account.acked.push(...pair.map((id, n) => ({ id, revision: nextExpectedRevision - 1n + BigInt(n) })));
      } catch {
        return;
      }
    }
  };
  const before = acknowledged(accounts);
  const writers = accounts.map(write);
  while (acknowledged(accounts) < before + 4 * WRITERS) await sleep(10);
  await server.kill();
  stop = true;
  await Promise.all(writers);
  await client.dispose();
  await server.start();
}

const acknowledged = (accounts: readonly Account[]): number => accounts.reduce((sum, { acked }) => sum + acked.length, 0);
