import { describe, expect, it } from 'vitest';
import { SMALL_DISK_MARK } from '../small-disk.js';

describe.skip(`a full disk${SMALL_DISK_MARK}`, () => {
  it('one', () => expect(1).toBe(1));
});
