import { describe, expect, it } from 'vitest';
import { needsServer } from '../needs-server.js';

describe('mixed', () => {
  it('passes', () => expect(1).toBe(1));
  it('fails', () => expect(1).toBe(2));
  it.skip('is left out', () => expect(1).toBe(2));
});

needsServer('REDIS_URL')('cache', () => {
  it('one', () => expect(1).toBe(1));
  it('two', () => expect(1).toBe(1));
});
