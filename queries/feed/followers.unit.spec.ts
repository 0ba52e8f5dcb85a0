import { describe, expect, it } from 'vitest';
import { Followers } from './followers.js';

describe('places of the feed', () => {
  it('are no more of one client than he may have, and stay for others', () => {
    const followers = new Followers({ most: 4, mostOfOne: 2 });
    const leave = [followers.takePlace('a'), followers.takePlace('a')];
    expect(() => followers.takePlace('a')).toThrow(expect.objectContaining({ status: 429, code: 'feed-places-taken', headers: { 'Retry-After': '10' } }));
    followers.takePlace('b');
    leave[0]?.();
    // Left once, however often it is said.
    leave[0]?.();
    followers.takePlace('a');
    expect(() => followers.takePlace('a')).toThrow(expect.objectContaining({ status: 429 }));
    followers.takePlace('c');
    expect(() => followers.takePlace('d')).toThrow(expect.objectContaining({ status: 503, code: 'feed-full', headers: { 'Retry-After': '10' } }));
    leave[1]?.();
    followers.takePlace('d');
  });
});
