import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Vault } from '../../domain/ledger/vault.js';
import type { TrustedIssuer } from '../auth/verify-token.js';
import { createApp } from './app.js';

let app: FastifyInstance;
beforeAll(async () => {
  app = await createApp({ trusted: {} as TrustedIssuer, vault: {} as Vault, version: '0', logger: false });
});
afterAll(() => app.close());

describe('what anybody may ask for', () => {
  it('is the description, which is written once however often it is asked for', async () => {
    const written = vi.spyOn(JSON, 'stringify');
    const texts = new Set<string>();
    for (const url of ['/openapi.json', '/docs/json', '/openapi.json', '/docs/json']) {
      const answer = await app.inject(url);
      expect([answer.statusCode, answer.headers['content-type']], url).toEqual([200, 'application/json; charset=utf-8']);
      texts.add(answer.body);
    }
    expect(written.mock.calls.filter(([value]) => typeof value === 'object' && value !== null && 'openapi' in value)).toHaveLength(1);
    written.mockRestore();
    expect([...texts].map((text) => (JSON.parse(text) as { openapi: string }).openapi)).toEqual(['3.1.0']);
    const yaml = await app.inject('/docs/yaml');
    expect([yaml.statusCode, yaml.body.slice(0, 14)]).toEqual([200, 'openapi: 3.1.0']);
  });

  it('are the files of its page, byte for byte, whole, and nothing beside them', async () => {
    for (const [name, type] of [['swagger-ui-bundle.js', 'application/javascript; charset=utf-8'], ['swagger-ui.css', 'text/css; charset=utf-8'], ['favicon-32x32.png', 'image/png']]) {
      for (const headers of [{}, { range: 'bytes=0-1' }]) {
        const answer = await app.inject({ url: `/docs/static/${name}`, headers });
        expect([answer.statusCode, answer.headers['content-type'], answer.headers['cache-control']], name).toEqual([200, type, 'no-store']);
        expect(answer.rawPayload.equals(await readFile(new URL(`../../node_modules/@fastify/swagger-ui/static/${name}`, import.meta.url)))).toBe(true);
      }
      const head = await app.inject({ method: 'HEAD', url: `/docs/static/${name}` });
      expect([head.statusCode, head.body.length]).toEqual([200, 0]);
    }
    for (const name of ['', '.', '../package.json', '..%2fpackage.json', '%2e%2e/package.json', '..%5cpackage.json', '__proto__', 'swagger-ui.css/', 'swagger-ui.css%00']) {
      expect((await app.inject(`/docs/static/${name}`)).statusCode, name).toBe(404);
    }
  });
});
