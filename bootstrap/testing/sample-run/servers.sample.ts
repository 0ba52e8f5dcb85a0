import { expect, it } from 'vitest';
import { needsServer } from '../needs-server.js';

needsServer('REDIS_URL')('limits', () => {
  it('one', () => expect(1).toBe(1));
});

needsServer('ELASTICSEARCH_URL')('search', (url) => {
  it('is given the address', () => expect(url).toBe('http://127.0.0.1:9200'));
});
