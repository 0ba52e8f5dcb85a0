import { describe, expect, it } from 'vitest';
import type { SealedBox } from '../../domain/ledger/event.js';
import { createKeysQuestion } from './keys-question.js';

const boxOf = (subject: string): SealedBox => ({ part: 'employeeId', subject, keyVersion: 1, iv: 'iv', sealed: 'sealed', commitments: [] });

/** A vault in which the key of `fallen` was destroyed, and which is away where `away` is asked about. */
function vaultWith() {
  const asked: string[][] = [];
  return {
    asked,
    async keysStand(boxes: readonly Pick<SealedBox, 'subject' | 'keyVersion'>[]): Promise<boolean> {
      const subjects = boxes.map(({ subject }) => subject);
      asked.push(subjects);
      if (subjects.includes('away')) throw new Error('away');
      return !subjects.includes('fallen');
    },
  };
}

describe('the question whether keys stand', () => {
  it('is one for all who ask at the same time, and none for who has no box', async () => {
    const vault = vaultWith();
    const keysStand = createKeysQuestion(vault);
    expect(await Promise.all([keysStand([boxOf('a'), boxOf('b')]), keysStand([]), keysStand([boxOf('c')])])).toEqual([true, true, true]);
    expect(vault.asked).toEqual([['a', 'b', 'c']]);
  });

  it('is asked again by whoever comes later', async () => {
    const vault = vaultWith();
    const keysStand = createKeysQuestion(vault);
    expect(await keysStand([boxOf('a')])).toBe(true);
    expect(await keysStand([boxOf('a')])).toBe(true);
    expect(vault.asked).toEqual([['a'], ['a']]);
  });

  it('is answered no to all with whom one key fell, and fails for all while the vault is away', async () => {
    const keysStand = createKeysQuestion(vaultWith());
    expect(await Promise.all([keysStand([boxOf('a')]), keysStand([boxOf('fallen')])])).toEqual([false, false]);
    expect(await Promise.allSettled([keysStand([boxOf('a')]), keysStand([boxOf('away')])])).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  });
});
