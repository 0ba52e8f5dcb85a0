import { expect, it } from 'vitest';
import { requireLoopback } from './require-loopback.js';

it.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('the embedded provider runs on %s', (host) => {
  for (const environment of ['development', 'test'] as const) expect(() => requireLoopback({ environment, host })).not.toThrow();
  expect(() => requireLoopback({ environment: 'production', host })).toThrow(/^OIDC_ISSUER: /);
});

it.each(['0.0.0.0', '::', '10.0.0.1', 'localhost.example', '127.0.0.1.example', '192.168.127.0.0.1', '127.0.0.256', '[::1', ''])('and not on %j', (host) => {
  expect(() => requireLoopback({ environment: 'development', host })).toThrow(/^OIDC_ISSUER: /);
});

it.each([
  { publicUrl: 'https://ledger.example' },
  { publicUrl: 'https://127.0.0.1.example' },
  // A proxy is there for clients of other machines, also where it runs on this one.
  { trustedProxies: ['127.0.0.1'] },
])('nor on the loopback where others come by a proxy: %j', (proxied) => {
  expect(() => requireLoopback({ environment: 'development', host: '127.0.0.1', ...proxied })).toThrow(/^OIDC_ISSUER: /);
});

it.each(['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:3000'])('a public address of the loopback is one: %s', (publicUrl) => {
  expect(() => requireLoopback({ environment: 'development', host: '127.0.0.1', publicUrl })).not.toThrow();
});

it('whatever the place, another issuer may be configured', () => {
  expect(() => requireLoopback({ oidcIssuer: 'https://id.example', environment: 'production', host: '0.0.0.0' })).not.toThrow();
});
