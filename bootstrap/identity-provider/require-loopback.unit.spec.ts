import { expect, it } from 'vitest';
import { requireLoopback } from './require-loopback.js';

it.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('the embedded provider runs on %s', (host) => {
  for (const environment of ['development', 'test'] as const) expect(() => requireLoopback({ environment, host })).not.toThrow();
  expect(() => requireLoopback({ environment: 'production', host })).toThrow(/^OIDC_ISSUER: /);
});

it.each(['0.0.0.0', '::', '10.0.0.1', 'localhost.example', '127.0.0.1.example', '192.168.127.0.0.1', ''])('and not on %j', (host) => {
  expect(() => requireLoopback({ environment: 'development', host })).toThrow(/^OIDC_ISSUER: /);
});

it('whatever the place, another issuer may be configured', () => {
  expect(() => requireLoopback({ oidcIssuer: 'https://id.example', environment: 'production', host: '0.0.0.0' })).not.toThrow();
});
