import { describe, expect, it } from 'vitest';
import { Likeness } from './likeness.js';

const SENT = '11111111-1111-4111-8111-111111111111';
const MADE = '22222222-2222-4222-8222-222222222222';
const OURS = '33333333-3333-4333-8333-333333333333';

describe('what was observed is alike to what is seen', () => {
  it('when each position stands for one of ours, in the same order', () => {
    const likeness = new Likeness();
    expect(likeness.expected({ commitPosition: '548' }, { commitPosition: '700' })).toEqual({ commitPosition: '700' });
    expect(likeness.expected({ commit: '733n' }, { commit: '900n' })).toEqual({ commit: '900n' });
    expect(likeness.expected({ commitPosition: '548' }, { commitPosition: '701' })).toEqual({ commitPosition: '700' });
    expect(() => likeness.expected({ commitPosition: '800' }, { commitPosition: '850' })).toThrow('stands on the same side');
  });

  it('when an id that was sent comes back, and one that the server made stays one', () => {
    const likeness = new Likeness(new Set([SENT]));
    expect(likeness.expected({ id: { string: SENT } }, { id: { string: OURS } })).toEqual({ id: { string: SENT } });
    expect(likeness.expected({ id: { string: MADE } }, { id: { string: OURS } })).toEqual({ id: { string: OURS } });
    expect(likeness.expected({ id: { string: MADE } }, { id: { string: SENT } })).toEqual({ id: { string: OURS } });
  });

  it('not when a field, a text or a number of messages differs', () => {
    const likeness = new Likeness();
    expect(likeness.expected([{ details: 'a' }], [{ details: 'b' }, {}])).toEqual([{ details: 'a' }]);
    expect(likeness.expected({ created: '17954639934409562' }, { created: 'now' })).toEqual({ created: '17954639934409562' });
  });
});
