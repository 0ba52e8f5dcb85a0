import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Box, SealedBox } from '../../domain/ledger/event.js';
import type { PersonalPart } from '../../domain/ledger/event-definition.js';
import type { ClaimRequest } from '../../domain/ledger/vault.js';
import type { PostgresVault } from './postgres-vault.js';
import { KeyLost } from './sealing.js';
import { createTestVault, type TestVault } from './testing/test-vault.js';

const part: PersonalPart = { part: 'employeeId', schema: z.object({ name: z.string().nullable(), student: z.boolean().nullable() }) };
const place = { eventId: randomUUID(), type: 'CitizenRegistered', schemaVersion: 1 };
const tombstone = { reason: 'request', legalBasis: 'PDPL art. 18', method: 'key destroyed', at: '2026-02-03T04:05:06.789Z' };
const none = async (): Promise<boolean> => false;

let test: TestVault;
let vault: PostgresVault;
beforeAll(async () => {
  test = await createTestVault('erasure');
  vault = test.vault;
});
afterAll(() => test.drop());

const seal = async (subject: string, name = 'canary', by = vault): Promise<Box> => {
  const [box] = await by.seal([{ ...place, part, subject, values: { name } }]);
  if (box === undefined) throw new Error('no box');
  return box;
};
const open = async (box: Box, by = vault) => (await by.open([{ ...place, box }], () => part))[0];
const opened = { kind: 'opened', values: { name: 'canary', student: null } };
const registration = (value: string): ClaimRequest => ({
  commandId: randomUUID(),
  category: 'employee',
  identifiers: [{ scheme: 'iqama', value }],
  recordId: null,
  revision: 0,
});

describe('sealing', () => {
  it('opens for every process what one sealed, many subjects at once', async () => {
    const other = await test.another();
    const subjects = Array.from({ length: 30 }, () => randomUUID());
    const boxes = await vault.seal(subjects.map((subject, n) => ({ ...place, part, subject, values: { name: `n${n}` } })));
    const read = await other.open(
      boxes.map((box) => ({ ...place, box })),
      () => part,
    );
    expect(read).toEqual(subjects.map((_, n) => ({ kind: 'opened', values: { name: `n${n}`, student: null } })));
  });

  it('makes one key for a subject that many seal for at the same time', async () => {
    const subject = randomUUID();
    const other = await test.another();
    const boxes = await Promise.all(Array.from({ length: 20 }, (_, n) => seal(subject, 'canary', n % 2 === 0 ? vault : other)));
    for (const box of boxes) expect(await open(box)).toEqual(opened);
    const { rows } = await test.pool.query('select 1 from vault.subject_key where subject = $1', [subject]);
    expect(rows).toHaveLength(1);
  });

  it('with a key that was kept lets nothing leave before the vault has said that it is the newest, and seals with that one then', async () => {
    const [kept, erased, renewed] = [randomUUID(), randomUUID(), randomUUID()];
    const other = await test.another();
    for (const subject of [kept, erased, renewed]) await seal(subject);
    await other.destroy(erased, tombstone);
    await test.pool.query('insert into vault.subject_key select subject, 2, epoch, wrapped, created_at from vault.subject_key where subject = $1', [renewed]);
    const stands = async (subject: string) => {
      const key = vault.foresee(subject);
      const [box] = await vault.seal([{ ...place, part, subject, values: { name: 'canary' } }], key);
      return { box, stands: await vault.stands(key) };
    };
    expect(await stands(kept)).toMatchObject({ box: { keyVersion: 1 }, stands: true });
    expect(await stands(erased)).toMatchObject({ box: { keyVersion: 1 }, stands: false });
    expect(await seal(erased)).toEqual({ part: part.part, subject: erased, erased: true });
    expect(await stands(renewed)).toMatchObject({ box: { keyVersion: 1 }, stands: false });
    // Its wrapping names version 1: only whose key it is could have made one for version 2.
    await expect(seal(renewed)).rejects.toThrow();
    expect(await stands(randomUUID())).toMatchObject({ box: { keyVersion: 1 }, stands: true });
  });

  it('holds keys only wrapped, and refuses a wrapped key that was moved to another subject', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    const box = await seal(a);
    await seal(b);
    await test.pool.query(
      'update vault.subject_key set wrapped = (select wrapped from vault.subject_key where subject = $1) where subject = $2',
      [b, a],
    );
    test.pass(61);
    await expect(open(box)).rejects.toThrow();
  });

  it('says that a key is lost where no tombstone explains it', async () => {
    const subject = randomUUID();
    const box = await seal(subject);
    await test.pool.query('delete from vault.subject_key where subject = $1', [subject]);
    await expect(open(box)).rejects.toThrow(KeyLost);
  });

  it('misses, of many boxes, only those whose keys fell', async () => {
    const subjects = Array.from({ length: 4 }, () => randomUUID());
    const boxes = await Promise.all(subjects.map((subject) => seal(subject)));
    expect(await vault.keysStand(boxes as SealedBox[])).toBe(true);
    await vault.destroy(subjects[1] ?? '', tombstone);
    await test.pool.query('delete from vault.subject_key where subject = $1', [subjects[2]]);
    expect(await Promise.allSettled(boxes.map((box) => open(box)))).toEqual([
      { status: 'fulfilled', value: opened },
      { status: 'fulfilled', value: { kind: 'erased' } },
      { status: 'rejected', reason: expect.any(KeyLost) },
      { status: 'fulfilled', value: opened },
    ]);
  });

  it('tells of the keys of boxes whether they stand, in the process that knows and in another', async () => {
    const other = await test.another();
    const [standing, fallen] = [await seal(randomUUID()), await seal(randomUUID())] as SealedBox[];
    if (standing === undefined || fallen === undefined) throw new Error('no box');
    expect(await other.keysStand([standing, fallen])).toBe(true);
    expect(await other.keysStand([{ ...standing, keyVersion: 2 }])).toBe(false);
    await vault.destroy(fallen.subject, tombstone);
    for (const one of [vault, other]) {
      expect(await one.keysStand([standing, fallen])).toBe(false);
      expect(await one.keysStand([standing])).toBe(true);
      expect(await one.keysStand([])).toBe(true);
    }
  });
});

describe('erasure', () => {
  it('closes every box of the subject at once, also for a process that has the key in memory', async () => {
    const other = await test.another();
    const subject = randomUUID();
    const box = await seal(subject);
    expect(await open(box, other)).toEqual(opened);
    await vault.destroy(subject, tombstone);
    expect(await open(box, other)).toEqual({ kind: 'erased' });
    expect(await open(box)).toEqual({ kind: 'erased' });
    expect(await seal(subject, 'again', other)).toEqual({ part: 'employeeId', subject, erased: true });
    expect(await open(await seal(subject))).toEqual({ kind: 'erased' });
  });

  it('leaves no key, row or digest, and claims nothing for the record again', async () => {
    const command = registration('2000000001');
    const claimed = await vault.claim(command, none);
    if (claimed.kind !== 'claimed') throw new Error(claimed.kind);
    const { recordId } = claimed;
    await seal(recordId);
    const hash = await vault.commandHash({ name: 'canary' }, recordId);
    expect(await vault.matchesHash({ name: 'canary' }, recordId, hash)).toBe(true);
    expect(await vault.matchesHash({ name: 'other' }, recordId, hash)).toBe(false);
    await vault.destroy(recordId, tombstone);
    expect(await vault.commandHash({ name: 'canary' }, recordId)).toBeNull();
    expect(await vault.matchesHash({ name: 'other' }, recordId, hash)).toBe(true);
    expect(await vault.claim(command, none)).toEqual({ kind: 'erased', recordId });
    expect(await vault.claim({ ...command, commandId: randomUUID(), recordId, revision: 1 }, none)).toEqual({ kind: 'erased', recordId });
    expect(await vault.recordOfCommand(command.commandId)).toBe(recordId);
    const left = await test.pool.query<{ n: string }>(
      `select (select count(*) from vault.subject_key where subject = $1) + (select count(*) from vault.directory where record_id = $1)
            + (select count(*) from vault.command_claim where record_id = $1 and (blind_indexes is not null or schemes is not null)) as n`,
      [recordId],
    );
    expect(Number(left.rows[0]?.n)).toBe(0);
    // Who returns is a new record.
    const returned = await vault.claim(registration('2000000001'), none);
    expect(returned.kind === 'claimed' && returned.recordId !== recordId).toBe(true);
  });

  it('races claims and seals without a dead-lock, and without a row or key of the erased', async () => {
    const other = await test.another();
    for (let round = 0; round < 10; round += 1) {
      const value = `21${String(round).padStart(8, '0')}`;
      const claimed = await vault.claim(registration(value), none);
      if (claimed.kind !== 'claimed') throw new Error(claimed.kind);
      const { recordId } = claimed;
      const change = (n: number): ClaimRequest => ({
        ...registration(`22${String(round * 100 + n).padStart(8, '0')}`),
        recordId,
        revision: 1,
      });
      await Promise.all([
        ...Array.from({ length: 8 }, (_, n) => (n % 2 === 0 ? vault : other).claim(change(n), none)),
        other.destroy(recordId, tombstone),
        ...Array.from({ length: 8 }, (_, n) => seal(recordId, 'x', n % 2 === 0 ? vault : other)),
      ]);
      const { rows } = await test.pool.query(
        'select 1 from vault.directory where record_id = $1 union all select 1 from vault.subject_key where subject = $1',
        [recordId],
      );
      expect(rows).toEqual([]);
    }
  });

  it('tells which tombstones the log does not show yet, until they are noted as logged', async () => {
    const subject = randomUUID();
    await vault.destroy(subject, tombstone);
    await vault.destroy(subject, { ...tombstone, reason: 'again' });
    expect((await vault.pendingTombstones()).filter((pending) => pending.subject === subject)).toEqual([{ subject, ...tombstone }]);
    await vault.tombstoneLogged(subject);
    expect((await vault.pendingTombstones()).some((pending) => pending.subject === subject)).toBe(false);
  });

  it('follows merged duplicates', async () => {
    const [survivor, duplicate] = [randomUUID(), randomUUID()];
    const box = await seal(duplicate);
    await vault.moveAll(duplicate, survivor);
    await vault.destroy(survivor, tombstone);
    expect(await open(box)).toEqual({ kind: 'erased' });
  });
});
