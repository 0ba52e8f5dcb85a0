import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../domain/access/problem.js';
import { readCursor, writeCursor, type ListIdentity } from './cursor.js';

const list: ListIdentity = { logId: 'log-one', path: 'contracts', order: 'asc', filters: { companyId: 'c', status: 'ended' } };
const place = { sortedBy: '2026-03-01', id: '0b7f5c1e-1111-4222-8333-444455556666' };

function refusal(of: () => unknown): string {
  try {
    of();
  } catch (error) {
    if (error instanceof Problem) return `${error.status} ${error.code}`;
    throw error;
  }
  return 'taken';
}

describe('a cursor', () => {
  it('leads back to its place, whatever the order in which filters are named', () => {
    const cursor = writeCursor(list, place);
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(readCursor({ ...list, filters: { status: 'ended', companyId: 'c' } }, cursor)).toEqual(place);
  });

  it.each([
    ['another log', { ...list, logId: 'log-two' }],
    ['another path', { ...list, path: 'visas' }],
    ['another order', { ...list, order: 'desc' }],
    ['another filter', { ...list, filters: { ...list.filters, status: 'draft' } }],
    ['a filter more', { ...list, filters: { ...list.filters, nationality: 'IND' } }],
    ['a filter less', { ...list, filters: { companyId: 'c' } }],
  ])('is refused by %s', (_what, other) => {
    const cursor = writeCursor(list, place);
    expect(refusal(() => readCursor(other, cursor))).toBe('400 invalid-cursor');
  });

  it('is refused with any character changed, cut off or added', () => {
    const cursor = writeCursor(list, place);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ ';
    fc.assert(
      fc.property(fc.nat(cursor.length - 1), fc.constantFrom(...alphabet), (n, letter) => {
        fc.pre(cursor[n] !== letter);
        expect(refusal(() => readCursor(list, cursor.slice(0, n) + letter + cursor.slice(n + 1)))).toBe('400 invalid-cursor');
        expect(refusal(() => readCursor(list, cursor.slice(0, n)))).toBe('400 invalid-cursor');
        expect(refusal(() => readCursor(list, cursor + letter))).toBe('400 invalid-cursor');
      }),
    );
  });

  it('is refused when it is any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(refusal(() => readCursor(list, text))).toBe('400 invalid-cursor');
      }),
    );
  });
});
