import { afterEach, describe, expect, it, vi } from 'vitest';
import { KeyCache, type SubjectKey } from './key-cache.js';

const keyOf = (version: number): SubjectKey => ({ version, key: Buffer.alloc(32, version) });

afterEach(() => {
  vi.useRealTimers();
});

describe('KeyCache', () => {
  let seconds = 0;
  const cacheOf = (subjects?: number): KeyCache => {
    seconds = 0;
    return new KeyCache(() => new Date(seconds * 1_000), subjects);
  };

  it('gives the newest version, for a minute', () => {
    const cache = cacheOf();
    for (const key of [keyOf(2), keyOf(1)]) expect(cache.put('a', key)).toEqual(key);
    seconds = 59;
    expect(cache.newest('a')).toEqual(keyOf(2));
    expect(cache.get('a', 1)).toEqual(keyOf(1));
    seconds = 60;
    expect(cache.newest('a')).toBeUndefined();
    expect(cache.get('a', 2)).toBeUndefined();
    expect(cache.size()).toBe(0);
  });

  it('lets go of a key that nobody asks for again', () => {
    vi.useFakeTimers();
    const cache = cacheOf();
    cache.put('a', keyOf(1));
    seconds = 40;
    cache.put('b', keyOf(1));
    seconds = 60;
    vi.advanceTimersByTime(20_000);
    expect(cache.size()).toBe(1);
    seconds = 100;
    vi.advanceTimersByTime(20_000);
    expect(cache.size()).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('keeps a key for a minute more whenever the vault says that it stands', () => {
    const cache = cacheOf();
    const key = cache.put('a', keyOf(1));
    for (let n = 0; n < 3; n += 1) {
      seconds += 50;
      cache.confirm('a', key);
    }
    seconds += 59;
    expect(cache.newest('a')).toBe(key);
    seconds += 1;
    expect(cache.newest('a')).toBeUndefined();
  });

  it('takes a confirmation for the very key that was asked about, not for one that came in its place, and brings none back', () => {
    const cache = cacheOf();
    const first = cache.put('a', keyOf(1));
    seconds = 30;
    cache.put('a', keyOf(1));
    seconds = 60;
    cache.confirm('a', first);
    seconds = 90;
    expect(cache.newest('a')).toBeUndefined();
    cache.forget('a');
    cache.confirm('a', first);
    expect(cache.newest('a')).toBeUndefined();
  });

  it('keeps bytes of its own, whatever becomes of those that it was given', () => {
    const cache = cacheOf();
    const given = keyOf(1);
    cache.put('a', given);
    given.key.fill(0);
    expect(cache.newest('a')).toEqual(keyOf(1));
  });

  it('throws the oldest out when there are too many', () => {
    const cache = cacheOf(2);
    for (const subject of ['a', 'b', 'c']) cache.put(subject, keyOf(1));
    expect(['a', 'b', 'c'].map((subject) => cache.newest(subject)?.version)).toEqual([undefined, 1, 1]);
  });
});
