import { randomUUID } from 'node:crypto';
import { chmod, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { Pool, QueryConfig, QueryResult } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPool } from '../../bootstrap/postgres/pool.js';
import { StoreUnavailable } from '../../domain/ledger/event-store.js';
import { bindVault, checkVault, VaultMismatch } from './founding.js';
import { holdToLog, moveToLog } from './log-of-ledger.js';
import { createKeyFile, KeyFileError, readKeyFile } from './key-file.js';
import { PostgresVault } from './postgres-vault.js';
import { createTestVault, type TestVault } from './testing/test-vault.js';

let test: TestVault;
beforeAll(async () => {
  test = await createTestVault('vault');
});
afterAll(() => test.drop());

const reopen = (keyFile = test.keyFile): Promise<PostgresVault> => PostgresVault.open({ pool: test.pool, keyFile, now: () => new Date() });

describe('the key file', () => {
  let key: Buffer;
  beforeEach(async () => {
    key = await readFile(test.keyFile);
  });
  afterEach(async () => {
    await rm(test.keyFile, { force: true });
    await writeFile(test.keyFile, key, { mode: 0o600 });
  });

  it('is made once, 32 bytes for its owner alone, however many start at once', async () => {
    const { mode, size } = await stat(test.keyFile);
    expect([mode & 0o777, size]).toEqual([0o600, 32]);
    const path = `${test.keyFile}-new`;
    const keys = await Promise.all(Array.from({ length: 8 }, () => createKeyFile(path)));
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
    expect(await readKeyFile(path)).toEqual(await readFile(path));
  });

  it.each([0o640, 0o604, 0o644])('is refused when others may read it (mode %o)', async (mode) => {
    await chmod(test.keyFile, mode);
    await expect(reopen()).rejects.toThrow(/^key file .*key: group or others may read it \(mode 6\d\d\); chmod 600 it$/);
  });

  it('is refused when its size is wrong', async () => {
    await writeFile(test.keyFile, 'short');
    await expect(reopen()).rejects.toThrow(/5 bytes instead of 32/);
  });

  it('is never made anew for a vault that was sealed with another', async () => {
    await rm(test.keyFile);
    await expect(reopen()).rejects.toThrow(/missing, and the vault was sealed with it/);
    expect(await readKeyFile(test.keyFile)).toBeUndefined();
    await createKeyFile(test.keyFile);
    await expect(reopen()).rejects.toThrow(KeyFileError);
  });
});

describe('ids', () => {
  it('are the same in every process and after every start, and UUIDv8', async () => {
    const parts = { actorId: randomUUID(), command: 'RegisterCitizen', record: null, key: 'k-1' };
    const id = test.vault.commandIdOf(parts);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect((await reopen()).commandIdOf(parts)).toBe(id);
    for (const other of [{ key: 'k-2' }, { record: randomUUID() }, { command: 'RegisterResident' }, { actorId: randomUUID() }]) {
      expect(test.vault.commandIdOf({ ...parts, ...other })).not.toBe(id);
    }
    // Parts that would run together without a border give other ids.
    expect(test.vault.commandIdOf({ ...parts, command: 'a', key: 'bc' })).not.toBe(
      test.vault.commandIdOf({ ...parts, command: 'ab', key: 'c' }),
    );
    const another = await createTestVault('other');
    expect(another.vault.commandIdOf(parts)).not.toBe(id);
    await another.drop();
  });

  it('of an actor are random, and one for issuer and subject', async () => {
    const other = await test.another();
    const ids = await Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? test.vault : other).actorFor('https://id', 'sara')));
    expect(new Set(ids).size).toBe(1);
    expect(await test.vault.actorFor('https://id', 'other')).not.toBe(ids[0]);
    expect(await test.vault.actorFor('https://other', 'sara')).not.toBe(ids[0]);
  });
});

describe('binding log and vault', () => {
  const [ledger, foreign] = [randomUUID(), randomUUID()];
  const now = new Date();
  let empty: TestVault;
  beforeEach(async () => {
    empty = await createTestVault('founding');
  });
  afterEach(() => empty.drop());

  it('founds a ledger once, and goes on with the id that a cut-short founding left', async () => {
    expect(await checkVault(empty.pool, null)).toBeNull();
    expect(await bindVault(empty.pool, ledger, now)).toBe(ledger);
    expect(await bindVault(empty.pool, foreign, now)).toBe(ledger);
    expect(await checkVault(empty.pool, null)).toBe(ledger);
    expect(await checkVault(empty.pool, ledger)).toBe(ledger);
  });

  it('refuses a log with events whose vault is empty or another’s, in one line', async () => {
    await expect(checkVault(empty.pool, ledger)).rejects.toThrow(VaultMismatch);
    await bindVault(empty.pool, foreign, now);
    await expect(checkVault(empty.pool, ledger)).rejects.toThrow(/^[^\n]*belongs to ledger [^\n]*$/);
  });

  it('refuses an empty log whose vault already knows people', async () => {
    await bindVault(empty.pool, ledger, now);
    await empty.vault.commandHash({}, randomUUID());
    await expect(checkVault(empty.pool, null)).rejects.toThrow(/the log is empty.*sijil copy-log/);
  });

  it('holds no ledger to a log that another process founds meanwhile', async () => {
    // The other process founds it right behind the first statement that is sent.
    const founding = async (statement: QueryConfig): Promise<QueryResult> => {
      const answer = await empty.pool.query(statement);
      await bindVault(empty.pool, ledger, now);
      return answer;
    };
    const founded = Object.create(empty.pool, { query: { value: founding } }) as Pool;
    await holdToLog(founded, 'home');
    await holdToLog(empty.pool, 'home');
  });

  it('holds a ledger to its log, and moves it to another once', async () => {
    await bindVault(empty.pool, ledger, now);
    await holdToLog(empty.pool, 'home');
    await holdToLog(empty.pool, 'home');
    await expect(holdToLog(empty.pool, 'away')).rejects.toThrow(/^the ledger lives on log home, and this is log away: [^\n]*sijil copy-log$/);
    await expect(moveToLog(empty.pool, 'elsewhere', 'away')).rejects.toThrow(VaultMismatch);
    await moveToLog(empty.pool, 'home', 'away');
    await moveToLog(empty.pool, 'home', 'away');
    await holdToLog(empty.pool, 'away');
    await expect(holdToLog(empty.pool, 'home')).rejects.toThrow(VaultMismatch);
  });
});

describe('what the vault keeps', () => {
  it('is, of a person, nothing in the clear', async () => {
    const identifiers = [{ scheme: 'iqama', value: '2999999994' } as const];
    await test.vault.personFor(identifiers);
    await test.vault.actorFor('https://id', 'canary-subject');
    await test.vault.claim({ commandId: randomUUID(), category: 'employee', identifiers, recordId: null, revision: 0 }, async () => false);
    const tables = await test.pool.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'vault'`,
    );
    for (const { name } of tables.rows) {
      const { rows } = await test.pool.query<{ row: string }>(`select t::text as row from vault.${name} t`);
      for (const { row } of rows) expect(row).not.toMatch(/2999999994|canary/);
    }
    expect(tables.rows.length).toBeGreaterThan(8);
  });

  it('is told in counts', async () => {
    const counted = await createTestVault('status');
    await counted.vault.personFor([{ scheme: 'iqama', value: '2000000000' }]);
    await counted.vault.commandHash({}, randomUUID());
    expect(await counted.vault.status()).toEqual({
      ledgerId: null,
      subjects: 1,
      tombstones: 0,
      tombstonesPending: 0,
      firmRows: 0,
      claimedRows: 0,
      mentionedRows: 1,
      commands: 0,
      actors: 0,
      epochs: 1,
    });
    await counted.drop();
  });

  it('is where reactions stand', async () => {
    expect(await test.vault.readCheckpoint('reactor')).toBeUndefined();
    await test.vault.writeCheckpoint('reactor', { stream: 'employee-1', revision: 3 });
    await test.vault.writeCheckpoint('reactor', { stream: 'company-2', revision: 0 });
    expect(await test.vault.readCheckpoint('reactor')).toEqual({ stream: 'company-2', revision: 0 });
  });
});

it('says that it cannot be reached, so that the caller may ask again', async () => {
  const nowhere = openPool({ url: 'postgres://nobody@127.0.0.1:1/none', applicationName: 'sijil test' });
  await expect(PostgresVault.open({ pool: nowhere, keyFile: test.keyFile, now: () => new Date() })).rejects.toThrow(StoreUnavailable);
  await nowhere.end();
});
