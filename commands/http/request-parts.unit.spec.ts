import { describe, expect, it } from 'vitest';
import { Problem } from '../../domain/access/problem.js';
import { ForeignPosition, makePosition } from '../../domain/ledger/position.js';
import { parameters, requirePosition, wholeNumber } from './parameters.js';
import { idempotencyKey, ifMatch, traceparent } from './request-headers.js';

function refused(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('Idempotency-Key', () => {
  it.each([
    ['abc', 'abc'],
    ['"abc"', 'abc'],
    [' abc ', 'abc'],
    ['7c9e6679-7425-40de-944b-e07fc1f90ae7', '7c9e6679-7425-40de-944b-e07fc1f90ae7'],
    ['x'.repeat(200), 'x'.repeat(200)],
    ['a,b;c=1', 'a,b;c=1'],
  ])('%j is the key %j', (header, key) => {
    expect(idempotencyKey(header)).toBe(key);
  });

  it.each(['', ' ', '""', '"', 'a b', 'é', '"a"b"', 'a\\b', 'a, b', 'x'.repeat(201), '\u0000'])('%j is none', (header) => {
    expect(refused(() => idempotencyKey(header))).toMatchObject({ status: 400, code: 'idempotency-key-malformed', errors: [{ pointer: '/headers/idempotency-key' }] });
  });

  it('is missed by name, and may not come twice', () => {
    expect(refused(() => idempotencyKey(undefined))).toMatchObject({ status: 400, code: 'idempotency-key-missing', errors: [{ pointer: '/headers/idempotency-key' }] });
    expect(refused(() => idempotencyKey(['a', 'b']))).toMatchObject({ code: 'idempotency-key-malformed' });
  });
});

describe('If-Match', () => {
  it('names one revision, any, or none', () => {
    expect(ifMatch('"0"')).toEqual({ match: 0 });
    expect(ifMatch(' "17" ')).toEqual({ match: 17 });
    expect(ifMatch('*')).toBe('optional');
    expect(ifMatch(undefined)).toBe('required');
  });

  it.each(['', '7', '"a"', 'W/"7"', '"7","8"', '"-1"', '"1e3"', '"9999999999"', '""', '"7'])('%j is malformed', (header) => {
    expect(refused(() => ifMatch(header))).toMatchObject({ status: 400, code: 'if-match-malformed', errors: [{ pointer: '/headers/if-match' }] });
  });
});

it('a traceparent counts only in its own shape', () => {
  const good = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  expect(traceparent(good)).toBe(good);
  for (const bad of [undefined, '', 'x', good.toUpperCase(), `${good}-x`, [good, good]]) expect(traceparent(bad)).toBeNull();
});

describe('parameters', () => {
  it('are those that are known', () => {
    expect(parameters({ after: 'x' }, ['after'])).toEqual({ after: 'x' });
    expect(parameters({}, ['after'])).toEqual({});
    expect(parameters(undefined, [])).toEqual({});
  });

  it('are refused by name when unknown or twice there', () => {
    const query = JSON.parse('{"after":["a","b"],"a/b":"1","__proto__":"1","toString":"1"}') as unknown;
    const problem = refused(() => parameters(query, ['after']));
    expect(problem).toMatchObject({ status: 400, code: 'invalid-query' });
    expect(problem.errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/query/after', 'repeated-parameter'],
      ['/query/a~1b', 'unknown-parameter'],
      ['/query/__proto__', 'unknown-parameter'],
      ['/query/toString', 'unknown-parameter'],
    ]);
  });

  it('take whole numbers in digits only', () => {
    expect(wholeNumber('after', '0012')).toBe(12);
    for (const text of ['', '-1', '1.5', '1e3', '0x1', ' 1', '9999999999']) {
      expect(refused(() => wholeNumber('after', text))).toMatchObject({ code: 'invalid-query', errors: [{ pointer: '/query/after', code: 'invalid-parameter' }] });
    }
  });
});

describe('a position to have seen', () => {
  const at = (n: number): string => makePosition('thisledger', String(n).padStart(16, '0'));
  const store = { head: () => Promise.resolve(makePosition('thisledger', '5'.padStart(16, '0'))) };

  it('is fine up to the end of the log', async () => {
    for (const text of [undefined, at(0), at(5)]) await expect(requirePosition(store, text)).resolves.toBeUndefined();
  });

  it('is refused when it is none, beyond the end, or of another log', async () => {
    await expect(requirePosition(store, 'x')).rejects.toMatchObject({ status: 400, errors: [{ pointer: '/query/after' }] });
    await expect(requirePosition(store, at(6))).rejects.toMatchObject({ status: 503, code: 'read-model-behind' });
    await expect(requirePosition(store, makePosition('otherledger', '0001'))).rejects.toThrow(ForeignPosition);
  });
});
