import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRowMemory, ROW_KEPT_MS } from './row-memory.js';

afterEach(() => {
  vi.useRealTimers();
});

describe('rows that are kept', () => {
  it('are the very objects that were put last, with who wrote them', () => {
    const memory = createRowMemory<object>();
    const [first, second] = [{}, {}];
    memory.put('a', '7', first);
    memory.put('a', '8', second);
    expect(memory.get('a')?.row).toBe(second);
    expect(memory.get('a')?.writer).toBe('8');
    expect(memory.get('b')).toBeUndefined();
  });

  it('are given for no longer than a minute after they were read or confirmed', () => {
    let at = 0;
    const memory = createRowMemory<object>({ now: () => at });
    memory.put('a', '7', {});
    memory.put('b', '7', {});
    at = ROW_KEPT_MS - 1;
    const kept = memory.get('a');
    expect(kept?.writer).toBe('7');
    if (kept !== undefined) memory.confirm(kept);
    at = ROW_KEPT_MS;
    expect(memory.get('a')).toBe(kept);
    expect(memory.get('b')).toBeUndefined();
    at = 2 * ROW_KEPT_MS - 1;
    expect(memory.get('a')).toBeUndefined();
  });

  it('go from memory though nobody asks for them again', () => {
    vi.useFakeTimers();
    const memory = createRowMemory<object>();
    memory.put('a', '7', {});
    vi.advanceTimersByTime(ROW_KEPT_MS - 1);
    expect(vi.getTimerCount()).toBe(1);
    // It looks for as long as something is there.
    vi.advanceTimersByTime(10_000);
    expect(vi.getTimerCount()).toBe(0);
    memory.put('a', '7', {});
    expect(vi.getTimerCount()).toBe(1);
  });

  it('are no more than there is room for: the oldest go first', () => {
    const memory = createRowMemory<object>({ most: 2 });
    for (const id of ['a', 'b', 'a', 'c']) memory.put(id, '7', {});
    expect(['a', 'b', 'c'].map((id) => memory.get(id)?.writer)).toEqual(['7', undefined, '7']);
  });
});
