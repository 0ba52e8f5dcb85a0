import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../domain/access/problem.js';
import { returnPath } from './return-path.js';

describe('the path to return to', () => {
  it.each([
    [undefined, '/'],
    ['/', '/'],
    ['/v1/companies?limit=2&after=x', '/v1/companies?limit=2&after=x'],
    ['/a/../b#part', '/b'],
    ['/path?to=//elsewhere.example', '/path?to=//elsewhere.example'],
    ['/سجل', '/%D8%B3%D8%AC%D9%84'],
  ])('%s is %s', (given, path) => expect(returnPath(given)).toBe(path));

  it.each([
    '',
    'home',
    '//elsewhere.example',
    '///elsewhere.example',
    '/\\elsewhere.example',
    '\\/elsewhere.example',
    '/\t/elsewhere.example',
    '/\n/elsewhere.example',
    '/.//elsewhere.example',
    '/a/..//elsewhere.example',
    '/%2e//elsewhere.example',
    'https://elsewhere.example/',
    'javascript:alert(1)',
    ' /home',
    '/sign-in',
    '/sign-in/callback?code=x',
    '/sign-out',
    `/${'a'.repeat(500)}`,
    ['/', '/'],
    {},
  ])('%j leads nowhere', (given) => {
    expect(() => returnPath(given)).toThrow(Problem);
  });

  it('stays here, whatever is given', () => {
    const signs = fc.constantFrom('/', '\\', '.', '\t', '\n', '\r', '@', ':', '?', '#', '%2f', '%5c', 'a', 'evil.example');
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 12 }), (parts) => {
        let path;
        try {
          path = returnPath(`/${parts.join('')}`);
        } catch (error) {
          expect(error).toMatchObject({ status: 400, code: 'return-path', errors: [{ pointer: '/query/return' }] });
          return;
        }
        expect(new URL(path, 'https://ledger.example/sign-in/callback').origin).toBe('https://ledger.example');
      }),
      { numRuns: 2_000 },
    );
  });
});
