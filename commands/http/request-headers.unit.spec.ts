import { describe, expect, it } from 'vitest';
import { idempotencyKey, ifMatch, onBehalfOf, traceparent } from './request-headers.js';

describe('Idempotency-Key', () => {
  it.each([
    ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    [' "a" ', 'a'],
    ['x'.repeat(200), 'x'.repeat(200)],
  ])('%s is a key', (header, key) => {
    expect(idempotencyKey(header)).toBe(key);
  });

  it.each(['', '""', '"', 'a b', '"a', 'a"b', 'a\\b', 'x'.repeat(201), 'ключ', 'a, b'])('%s is none', (header) => {
    expect(() => idempotencyKey(header)).toThrow(expect.objectContaining({ status: 400, code: 'idempotency-key-malformed' }) as Error);
  });

  it('is missed', () => {
    expect(() => idempotencyKey(undefined)).toThrow(expect.objectContaining({ status: 400, code: 'idempotency-key-missing' }) as Error);
    expect(() => idempotencyKey(['a', 'b'])).toThrow(expect.objectContaining({ status: 400 }) as Error);
  });
});

describe('If-Match', () => {
  it('is a revision in quotes, any, or not there', () => {
    expect(ifMatch('"7"')).toEqual({ match: 7 });
    expect(ifMatch(' "0" ')).toEqual({ match: 0 });
    expect(ifMatch('*')).toBe('optional');
    expect(ifMatch(undefined)).toBe('required');
  });

  it.each(['7', 'W/"7"', '"7", "8"', '"-1"', '"seven"', '"1234567890"', ''])('%s is none', (header) => {
    expect(() => ifMatch(header)).toThrow(expect.objectContaining({ status: 400, code: 'if-match-malformed' }) as Error);
  });
});

describe('On-Behalf-Of', () => {
  const id = '8e03978e-40d5-43dd-bc93-6894a57f9324';

  it('is one id, or nobody’s', () => {
    expect(onBehalfOf(undefined)).toBeNull();
    expect(onBehalfOf(` ${id} `)).toBe(id);
  });

  it.each([[''], ['null'], ['1000000008'], [id.toUpperCase()], [`${id}, ${id}`], [`"${id}"`], [[id, id]]])('%j is refused', (header) => {
    expect(() => onBehalfOf(header)).toThrow(expect.objectContaining({ status: 400, code: 'on-behalf-of-malformed' }) as Error);
  });
});

describe('traceparent', () => {
  it('passes as it came, or not at all', () => {
    const whole = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    expect(traceparent(whole)).toBe(whole);
    for (const other of [undefined, '', 'x', `${whole}-more`, whole.toUpperCase(), [whole]]) expect(traceparent(other)).toBeNull();
  });
});
