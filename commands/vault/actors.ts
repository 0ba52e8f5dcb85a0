// Law: an actor is known in the log by a random id; whom it stands for is known to the vault alone, by a keyed digest of issuer and subject.
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { actorIndexOf } from './blind-index.js';
import { bytesOf } from './directory-sql.js';
import { runStatement } from './transaction.js';

const MAX_KEPT = 10_000;

/** The directory ids of signed-in actors; an id never changes, so it may be kept in memory. */
export class Actors {
  readonly #kept = new Map<string, string>();

  constructor(
    private readonly pool: Pool,
    private readonly blindKey: Buffer,
  ) {}

  /** The actor's id; a new one at the first sign-in. */
  async idOf(issuer: string, subject: string): Promise<string> {
    const index = actorIndexOf(this.blindKey, issuer, subject);
    const kept = this.#kept.get(index);
    if (kept !== undefined) return kept;
    const id = (await this.#find(index)) ?? (await this.#create(index));
    this.#kept.set(index, id);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MAX_KEPT) break;
      this.#kept.delete(oldest);
    }
    return id;
  }

  async #find(index: string): Promise<string | undefined> {
    const { rows } = await runStatement<{ actor_id: string }>(
      this.pool,
      'select actor_id from vault.actor where blind_index = $1',
      [bytesOf(index)],
      'vault-actor',
    );
    return rows[0]?.actor_id;
  }

  async #create(index: string): Promise<string> {
    await runStatement(this.pool, 'insert into vault.actor (blind_index, actor_id) values ($1, $2) on conflict (blind_index) do nothing', [
      bytesOf(index),
      randomUUID(),
    ]);
    const id = await this.#find(index);
    if (id === undefined) throw new Error('an actor’s id was made and is not there');
    return id;
  }
}
