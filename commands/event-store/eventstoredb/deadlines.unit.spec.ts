import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Deadlines } from './deadlines.js';

describe('deadlines', () => {
  let deadlines: Deadlines;
  let late: string[];
  const arm = (name: string, ms: number): ReturnType<Deadlines['arm']> => deadlines.arm(ms, () => late.push(name));
  beforeEach(() => {
    vi.useFakeTimers();
    deadlines = new Deadlines();
    late = [];
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('fall due after their time and before twice their time, the shortest first', () => {
    arm('long', 400);
    arm('short', 100);
    vi.advanceTimersByTime(99);
    expect(late).toEqual([]);
    vi.advanceTimersByTime(101);
    expect(late).toEqual(['short']);
    vi.advanceTimersByTime(600);
    expect(late).toEqual(['short', 'long']);
  });

  it('begin anew with each sign of life, and never come once disarmed', () => {
    const lively = arm('lively', 100);
    const gone = arm('gone', 100);
    for (let n = 0; n < 10; n += 1) {
      vi.advanceTimersByTime(75);
      lively.touch();
      if (n === 0) gone.disarm();
    }
    expect(late).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(late).toEqual(['lively']);
  });

  it('keep one timer, and none when nothing is armed', () => {
    const many = Array.from({ length: 1_000 }, (_, n) => arm(String(n), 100 + (n % 3)));
    expect(vi.getTimerCount()).toBe(1);
    for (const one of many) one.disarm();
    vi.advanceTimersByTime(200);
    expect(vi.getTimerCount()).toBe(0);
    arm('later', 50);
    vi.advanceTimersByTime(150);
    expect(late).toEqual(['later']);
  });

  it('grant a process that was held up the time in which it could hear nothing', () => {
    arm('waiting', 1_000);
    vi.advanceTimersByTime(100);
    // The clock goes on, the timer does not tick.
    vi.setSystemTime(Date.now());
    const now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now + 5_000);
    vi.advanceTimersByTime(25);
    expect(late).toEqual([]);
    clock.mockImplementation(() => now + 5_400);
    vi.advanceTimersByTime(25);
    clock.mockImplementation(() => now + 5_800);
    vi.advanceTimersByTime(25);
    expect(late).toEqual([]);
    for (let ms = 6_200; ms < 8_000; ms += 400) {
      clock.mockImplementation(() => now + ms);
      vi.advanceTimersByTime(25);
    }
    expect(late).toEqual(['waiting']);
    clock.mockRestore();
  });
});
