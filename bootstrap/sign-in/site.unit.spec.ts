import { describe, expect, it } from 'vitest';
import { createSite } from './site.js';

describe('where the pages are', () => {
  it('is the configured address, whatever the request says', () => {
    const site = createSite('https://ledger.example');
    expect(site.secure).toBe(true);
    expect(site.originOf({ host: 'elsewhere.example' })).toBe('https://ledger.example');
  });

  it.each(['localhost', 'LOCALHOST:3000', '127.0.0.1:3000', '127.9.9.9', '[::1]:3000'])('without one, %s', (host) => {
    expect(createSite(undefined).originOf({ host })).toBe(`http://${host.toLowerCase()}`);
  });

  it.each([undefined, '', 'ledger.example', 'localhost.elsewhere.example', '127.0.0.1.elsewhere.example', '10.0.0.1:3000', 'localhost:3000@elsewhere.example', 'localhost:x', '::1', 'localhost:65536', '127.0.0.256:3000', '127.999.1.1', '[::1'])(
    'without one, not %s',
    (host) => {
      expect(() => createSite(undefined).originOf({ host })).toThrow('public-url');
    },
  );
});
