import { EventStoreDBClient } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secureEventStore } from './secure-event-store.js';
import { startProtocolServer, type ProtocolServer } from './testing/protocol-server/protocol-server.js';

describe('an EventStoreDB secured', () => {
  let server: ProtocolServer;
  let client: EventStoreDBClient;
  let url: string;
  beforeAll(async () => {
    server = await startProtocolServer();
    client = EventStoreDBClient.connectionString(server.url);
    url = server.url.replace('esdb://', 'esdb://sijil%2Dwriter:secret@');
  });
  afterAll(async () => {
    await client.dispose();
    await server.stop();
  });

  const settings = async (): Promise<unknown[]> => {
    const read: unknown[] = [];
    for await (const { event } of client.readStream('$settings')) read.push({ type: event?.type, data: event?.data });
    return read;
  };
  const administrators = { $r: ['$admins'], $w: ['$admins'], $d: ['$admins'], $mr: ['$admins'], $mw: ['$admins'] };
  const names = ['$admins', 'sijil-writer'];
  const theirs = { $r: names, $w: names, $d: names, $mr: names, $mw: names };

  it('names the address’ user in the default rules and in those of the whole log, and tells what was', async () => {
    await client.setStreamMetadata('$all', { acl: { writeRoles: ['$ops'] }, kept: 'as it is' });
    const report = await secureEventStore(url);
    expect(report).toMatchObject({ allowed: names, enforced: false });
    expect(report.documents).toMatchObject([
      { stream: '$settings', before: null, changed: true },
      { stream: '$$$all', before: { $acl: { $w: ['$ops'] }, kept: 'as it is' }, changed: true },
    ]);
    expect(await settings()).toEqual([{ type: 'update-default-acl', data: { $userStreamAcl: theirs, $systemStreamAcl: administrators } }]);
    expect((await client.getStreamMetadata('$all')).metadata).toEqual({
      acl: { writeRoles: ['$ops'], readRoles: names },
      kept: 'as it is',
    });
  });

  it('changes nothing when asked again', async () => {
    const report = await secureEventStore(url);
    expect(report.documents.map(({ changed }) => changed)).toEqual([false, false]);
    expect(report.documents[0]?.before).toEqual(report.documents[0]?.now);
    expect(await settings()).toHaveLength(1);
  });

  it('names whom it is told to, in place of those before', async () => {
    const report = await secureEventStore(url, ['ledger-writers', 'auditors']);
    expect(report.allowed).toEqual(['$admins', 'ledger-writers', 'auditors']);
    expect(report.documents.map(({ changed }) => changed)).toEqual([true, true]);
    expect((await client.getStreamMetadata('$all')).metadata).toMatchObject({ acl: { readRoles: report.allowed } });
  });

  it('needs somebody to set it, and repeats no password where it fails', async () => {
    await expect(secureEventStore(server.url)).rejects.toThrow('names no user');
    const failure: unknown = await secureEventStore('esdb://user:p4ssw0rd@%%%').catch((error: unknown) => error);
    expect(String(failure)).not.toContain('p4ssw0rd');
    expect(String(failure)).toContain('not an address');
  });
});
