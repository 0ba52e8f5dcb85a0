import type { Pool } from 'pg';
import type { RegulatorRead } from '../../domain/access/read-on-record.js';
import type { Box, CommandHash, SealedBox } from '../../domain/ledger/event.js';
import type { PersonalPart } from '../../domain/ledger/event-definition.js';
import type { Json } from '../../domain/ledger/json.js';
import type {
  ClaimOutcome,
  ClaimRequest,
  DirectoryClash,
  DirectoryEntry,
  FencedClaim,
  ForeseenKey,
  HasEvents,
  Opened,
  OpenRequest,
  SealRequest,
  Tombstone,
  Vault,
} from '../../domain/ledger/vault.js';
import type { Identifier } from '../../domain/standards/identifiers.js';
import { Actors } from './actors.js';
import { commandHash, matchesHash } from './command-hash.js';
import { commandIdOf } from './command-id.js';
import { Directory } from './directory.js';
import { destroySubject, pendingTombstones, tombstoneLogged } from './erasure.js';
import type { LedgerSecrets } from './ledger-secrets.js';
import { openVaultKeys, type VaultKeys } from './open-keys.js';
import { readCheckpoint, writeCheckpoint } from './reaction-checkpoints.js';
import { recordKeyOf } from './record-key.js';
import { ReadsOnRecord } from './reads-on-record.js';
import { openAll, sealAll } from './sealing.js';
import { keysStand } from './standing-keys.js';
import { SubjectKeys } from './subject-keys.js';
import { vaultStatus, type VaultStatus } from './vault-status.js';

export interface VaultOptions {
  /** Pool of the vault's own database, its migrations applied. The vault does not close it. */
  readonly pool: Pool;
  /** Path of the key-encryption key. */
  readonly keyFile: string;
  /** Wall clock, also while an imported file's clock decides. */
  readonly now: () => Date;
  /** People whose keys stay in memory for their minute; as many as a serving process may use unless said. */
  readonly keptKeys?: number;
}

/** The vault in a PostgreSQL database of its own: puts the parts together, and has no rule itself. */
export class PostgresVault implements Vault {
  readonly #pool: Pool;
  readonly #now: () => Date;
  readonly #secrets: LedgerSecrets;
  readonly #keys: SubjectKeys;
  readonly #directory: Directory;
  readonly #actors: Actors;
  readonly #reads: ReadsOnRecord;

  private constructor(options: VaultOptions, keys: VaultKeys) {
    this.#pool = options.pool;
    this.#now = options.now;
    this.#secrets = keys.secrets;
    this.#keys = new SubjectKeys(options.pool, keys.epochs, options.now, options.keptKeys);
    this.#directory = new Directory(options.pool, keys.secrets.blindIndex, options.now, (client, subjects) =>
      this.#keys.makeFirst(client, subjects),
    );
    this.#actors = new Actors(options.pool, keys.secrets.blindIndex);
    this.#reads = new ReadsOnRecord(options.pool);
  }

  /** Opens the vault with its key file; an empty one gets its keys. Throws KeyFileError. */
  static async open(options: VaultOptions): Promise<PostgresVault> {
    return new PostgresVault(options, await openVaultKeys(options.pool, options.keyFile, options.now));
  }

  commandIdOf(parts: { actorId: string; command: string; record: string | null; key: string }): string {
    return commandIdOf(this.#secrets.commandId, parts);
  }

  recordKeyOf(recordId: string): number {
    return recordKeyOf(this.#secrets.commandId, recordId);
  }

  foresee(subject: string): ForeseenKey {
    return this.#keys.foresee(subject);
  }

  stands(key: ForeseenKey): Promise<boolean> {
    return this.#keys.stands(key);
  }

  commandHash(payload: Json, subject: string | null, foreseen?: ForeseenKey): Promise<CommandHash | null> {
    return commandHash(this.#keys, this.#secrets, payload, subject, foreseen);
  }

  matchesHash(payload: Json, subject: string | null, hash: CommandHash | null): Promise<boolean> {
    return matchesHash(this.#keys, this.#secrets, payload, subject, hash);
  }

  async claim(request: ClaimRequest, hasEvents: HasEvents, takeOver?: FencedClaim): Promise<ClaimOutcome> {
    const outcome = await this.#directory.claim(request, hasEvents, takeOver);
    if (request.tellNew !== 'human' || outcome.kind !== 'claimed' || outcome.made === undefined) return outcome;
    return { ...outcome, made: { key: this.#keys.justMade(outcome.recordId) } };
  }

  release(commandId: string, recordId: string): Promise<void> {
    return this.#directory.release(commandId, recordId);
  }

  recordOfCommand(commandId: string): Promise<string | undefined> {
    return this.#directory.recordOfCommand(commandId);
  }

  personFor(identifiers: readonly Identifier[]): Promise<string> {
    return this.#directory.personFor(identifiers);
  }

  lookUp(identifier: Identifier): Promise<DirectoryEntry | undefined> {
    return this.#directory.lookUp(identifier);
  }

  bearerOf(identifier: Identifier): Promise<string | undefined> {
    return this.#directory.bearerOf(identifier);
  }

  makeFirm(recordId: string, commandId: string, revision: number): Promise<readonly DirectoryClash[]> {
    return this.#directory.makeFirm(recordId, commandId, revision);
  }

  freeAllBut(recordId: string, keepCommandIds: readonly string[], revision: number): Promise<void> {
    return this.#directory.freeAllBut(recordId, keepCommandIds, revision);
  }

  moveAll(fromRecordId: string, toRecordId: string): Promise<readonly DirectoryClash[]> {
    return this.#directory.moveAll(fromRecordId, toRecordId);
  }

  actorFor(issuer: string, subject: string): Promise<string> {
    return this.#actors.idOf(issuer, subject);
  }

  seal(requests: readonly SealRequest[], foreseen?: ForeseenKey): Promise<readonly Box[]> {
    return sealAll(this.#keys, requests, foreseen);
  }

  open(requests: readonly OpenRequest[], parts: (type: string, part: string) => PersonalPart): Promise<readonly Opened[]> {
    return openAll(this.#keys, requests, parts);
  }

  keysStand(boxes: readonly Pick<SealedBox, 'subject' | 'keyVersion'>[]): Promise<boolean> {
    return keysStand(this.#pool, boxes);
  }

  async destroy(subject: string, tombstone: Tombstone): Promise<void> {
    for (const destroyed of await destroySubject(this.#pool, subject, tombstone)) this.forget(destroyed);
  }

  pendingTombstones(): Promise<readonly (Tombstone & { readonly subject: string })[]> {
    return pendingTombstones(this.#pool);
  }

  tombstoneLogged(subject: string): Promise<void> {
    return tombstoneLogged(this.#pool, subject);
  }

  forget(subject: string): void {
    this.#keys.forget(subject);
  }

  readCheckpoint(reaction: string): Promise<{ stream: string; revision: number } | undefined> {
    return readCheckpoint(this.#pool, reaction);
  }

  writeCheckpoint(reaction: string, at: { stream: string; revision: number }): Promise<void> {
    return writeCheckpoint(this.#pool, reaction, at, this.#now());
  }

  noteRead(read: RegulatorRead): Promise<void> {
    return this.#reads.note(read);
  }

  /** What the vault holds, in counts. */
  status(): Promise<VaultStatus> {
    return vaultStatus(this.#pool);
  }

  /** Takes no more writes and waits for those under way; the pool stays open. */
  async close(): Promise<void> {
    await Promise.all([this.#directory.close(), this.#keys.close(), this.#reads.close()]);
  }
}
