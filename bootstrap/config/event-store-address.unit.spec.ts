import { createRequire } from 'node:module';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { eventStoreAddressFault } from './event-store-address.js';

// The client's own reading, which it does not show.
const { parseConnectionString } = createRequire(import.meta.url)('@eventstore/db-client/dist/Client/parseConnectionString.js') as {
  readonly parseConnectionString: (address: string) => { readonly hosts: readonly object[] };
};

afterEach(() => vi.restoreAllMocks());

describe('an address of EventStoreDB', () => {
  it.each([
    'esdb://localhost:2113',
    'esdb://127.0.0.1:2113?tls=false',
    'esdb://admin:hunter2%40@node-1.example:2113,node-2.example:2113,node-3.example?tls=true&tlsCAFile=/run/ca.pem',
    'esdb+discover://cluster.example:2113/?nodePreference=leader&maxDiscoverAttempts=5&keep_alive_interval=-1',
  ])('is taken as the client takes it: %s', (address) => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    expect(eventStoreAddressFault(address)).toBeUndefined();
    expect(parseConnectionString(address).hosts.length).toBeGreaterThan(0);
    expect(warned).not.toHaveBeenCalled();
  });

  it.each([
    ['kurrentdb://admin:hunter2@host:2113', 'must be an address like'],
    ['http://admin:hunter2@host:2113', 'must be an address like'],
    ['esdb://admin:hunter2@', 'must be an address like'],
    ['esdb://admin:hunter2@host:port', 'must be an address like'],
    ['esdb://admin:hunter2@ho st:2113', 'must be an address like'],
    ['esdb://admin:hunter2@host:2113?tls=maybe', 'has a value that tls does not take'],
    ['esdb://admin:hunter2@host:2113?tlsVerifyCert=false', 'has an option that is not supported: tlsVerifyCert'],
    ['esdb://admin:hunter2%@host:2113', 'must have its user and password percent-encoded'],
    ['esdb://admin:hunter2@a:2113,b:2113?maxDiscoverAttempts=-1', 'has a value that maxDiscoverAttempts does not take'],
    ['esdb://admin:hunter2@host:2113?defaultDeadline=0', 'has a value that defaultDeadline does not take'],
    ['esdb://admin:hunter2@host:2113?colour=red', 'has an option that is not supported: colour'],
  ])('is refused without its password: %s', (address, fault) => {
    expect(eventStoreAddressFault(address)).toContain(fault);
    expect(eventStoreAddressFault(address)).not.toContain('hunter2');
  });
});
