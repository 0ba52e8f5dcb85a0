import { describe, expect, it } from 'vitest';
import { pgFailure, sqlStateOf, type PgFailure } from './pg-failure.js';

function reported(code: string, severity = 'ERROR'): Error {
  return Object.assign(new Error(code), { code, severity });
}

describe('pgFailure', () => {
  const cases: readonly (readonly [string, unknown, PgFailure])[] = [
    ['a text that is no JSON', reported('22P02'), 'refused'],
    ['a NUL in jsonb', reported('22P05'), 'refused'],
    ['a constraint', reported('23514'), 'refused'],
    ['nesting beyond the stack', reported('54001'), 'refused'],
    ['a statement timeout', reported('57014'), 'unavailable'],
    ['a full disk', reported('53100'), 'unavailable'],
    ['a server that takes no writes', reported('25006'), 'unavailable'],
    ['a schema that is not there', reported('3F000'), 'unavailable'],
    ['a session ended by the administrator', reported('57P01', 'FATAL'), 'lost'],
    ['a crash elsewhere', reported('57P02', 'WARNING'), 'lost'],
    ['a protocol failure', reported('08006'), 'lost'],
    ['a reset', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), 'lost'],
    ['a system error of five letters', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }), 'lost'],
    ['a silence', new Error('Query read timeout'), 'lost'],
    ['what is no error', undefined, 'lost'],
  ];
  for (const [name, error, kind] of cases) {
    it(`takes ${name} as ${kind}`, () => expect(pgFailure(error)).toBe(kind));
  }

  it('reads a state only from what the server reported', () => {
    expect(sqlStateOf(reported('22P02'))).toBe('22P02');
    expect(sqlStateOf(Object.assign(new Error('x'), { code: 'EPIPE' }))).toBeUndefined();
  });
});
