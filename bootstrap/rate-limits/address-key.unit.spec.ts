import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressKey } from './address-key.js';

describe('by what an address is counted', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::ffff:c000:207', '192.0.2.7'],
    ['::1', '0:0:0:0::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:0:0:1:2:3:4', '2001:db8:0:0::/64'],
    ['2001:DB8:0::', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::192.0.2.7', '64:ff9b:0:0::/64'],
    // As proxies write it who name the port too: it is another one at each connection.
    ['192.0.2.7:4711', '192.0.2.7'],
    ['[2001:db8::1]:4711', '2001:db8:0:0::/64'],
    ['[2001:db8::1]', '2001:db8:0:0::/64'],
    ['[::ffff:192.0.2.7]:80', '192.0.2.7'],
    // What is no address is one client, whatever it says.
    ['', 'unknown'],
    ['unknown', 'unknown'],
    ['_hidden', 'unknown'],
    ['192.0.2.7:x', 'unknown'],
    ['[192.0.2.7]', 'unknown'],
    ['192.0.2.7.example', 'unknown'],
    ['[2001:db8::1', 'unknown'],
  ])('%s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it('is the same for all of an IPv6 network, however they are written, and another for another', () => {
    fc.assert(
      fc.property(fc.ipV6(), fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 4, maxLength: 4 }), (address, host) => {
        const written = new URL(`http://[${address}]`).hostname.slice(1, -1);
        expect(addressKey(address)).toBe(addressKey(written));
        const key = addressKey(address);
        fc.pre(key.endsWith('::/64'));
        const neighbour = `${key.slice(0, -'::/64'.length)}:${host.map((group) => group.toString(16)).join(':')}`;
        fc.pre(!neighbour.startsWith('0:0:0:0:0:ffff:'));
        expect(addressKey(neighbour)).toBe(key);
      }),
    );
  });
});
