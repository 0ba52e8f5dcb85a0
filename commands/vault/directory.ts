// Law: an identifier leads to one record, whoever asks at the same time; ids are random and say nothing of whom they stand for.
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { ClaimOutcome, ClaimRequest, DirectoryClash, DirectoryEntry, FencedClaim, HasEvents } from '../../domain/ledger/vault.js';
import { isRecordId } from '../../domain/ledger/stream-name.js';
import type { Identifier } from '../../domain/standards/identifiers.js';
import { createMicroBatch } from '../micro-batch/micro-batch.js';
import { blindAll, blindIndexOf } from './blind-index.js';
import { claimNeeds, decideClaim } from './claim-rules.js';
import { DirectoryEngine, type MakeKeys } from './directory-engine.js';
import { bytesOf } from './directory-sql.js';
import { firmNeeds, freeAllBut, freeNeeds, makeFirm, moveAll, moveNeeds } from './firm-rules.js';
import { releaseNeeds, releaseRows } from './release-rules.js';
import { decideMention, mentionNeeds } from './mention-rules.js';
import { runStatement } from './transaction.js';

const MAX_READS = 256;
const MAX_WAITING = 10_000;

interface Lead {
  readonly blind_index: Buffer;
  readonly record_id: string;
  /** Whom mentions knew by it before a claim for that record. */
  readonly named_before: string | null;
  readonly firm: boolean;
  readonly mentioned: boolean;
  /** A change of a record that is there already claimed it, at that record’s next revision. */
  readonly changing: boolean;
}

/** The identity directory: identifier → record id, under a keyed blind index. */
export class Directory {
  readonly #engine: DirectoryEngine;
  /** Who asks where identifiers lead at the same time shares a statement, and hears of the others' too. */
  readonly #reading = createMicroBatch<readonly string[], ReadonlyMap<string, Lead>>({
    name: 'vault directory reads',
    flush: async (asked) => {
      const leads = await this.#readLeads([...new Set(asked.flat())]);
      return asked.map(() => ({ ok: true, value: leads }));
    },
    lanes: 2,
    maxItems: MAX_READS,
    maxBytes: MAX_READS,
    sizeOf: (indexes) => indexes.length,
    maxQueued: MAX_WAITING,
  });

  constructor(
    private readonly pool: Pool,
    private readonly blindKey: Buffer,
    private readonly now: () => Date,
    makeKeys: MakeKeys,
  ) {
    this.#engine = new DirectoryEngine(pool, now, makeKeys);
  }

  /** Claims all identifiers of a command for its record, or says why not. */
  async claim(request: ClaimRequest, hasEvents: HasEvents, takeOver: FencedClaim | undefined): Promise<ClaimOutcome> {
    const { commandId, category, recordId, revision } = request;
    checkIds(commandId, recordId ?? commandId);
    const identifiers = blindAll(this.blindKey, request.identifiers);
    const claim = { commandId, category, recordId, revision, takeOver, identifiers, tellNew: request.tellNew };
    return this.#engine.submit({
      needs: (page) => claimNeeds(claim, page),
      run: (page) => decideClaim(claim, page, { now: this.now().getTime(), newId: randomUUID }),
      hasEvents,
    });
  }

  /** Gives back the rows that a refused change claimed for its record. */
  async release(commandId: string, recordId: string): Promise<void> {
    checkIds(commandId, recordId);
    await this.#engine.submit({
      needs: (page) => releaseNeeds(commandId, recordId, page),
      run: (page) => releaseRows(commandId, recordId, page),
    });
  }

  /** The directory id of a human; a new one when none of the identifiers is known. */
  async personFor(identifiers: readonly Identifier[]): Promise<string> {
    if (identifiers.length === 0) throw new TypeError('a human is named by at least one identifier');
    const blind = identifiers.map((identifier) => ({ scheme: identifier.scheme, index: blindIndexOf(this.blindKey, identifier) }));
    const leads = await this.#leads(blind.map(({ index }) => index));
    const rows = blind.map(({ index }) => leads.get(index)).filter((lead) => lead !== undefined);
    const answer = rows.find((lead) => lead.firm) ?? rows[0];
    if (answer?.named_before != null) return answer.named_before;
    if (answer !== undefined && (answer.firm || answer.mentioned)) return answer.record_id;
    return this.#engine.submit({ needs: (page) => mentionNeeds(blind, page), run: (page) => decideMention(blind, page, randomUUID) });
  }

  /** The record an identifier leads to. */
  async lookUp(identifier: Identifier): Promise<DirectoryEntry | undefined> {
    const index = blindIndexOf(this.blindKey, identifier);
    const lead = (await this.#leads([index])).get(index);
    return lead === undefined ? undefined : { recordId: lead.record_id, firm: lead.firm };
  }

  /** The record of whoever bears an identifier; not the record that a change claims it for, which may yet be refused, or was. */
  async bearerOf(identifier: Identifier): Promise<string | undefined> {
    const index = blindIndexOf(this.blindKey, identifier);
    const lead = (await this.#leads([index])).get(index);
    if (lead === undefined) return undefined;
    return lead.named_before ?? (lead.firm || (lead.mentioned && !lead.changing) ? lead.record_id : undefined);
  }

  /** The record that a command's claim led to. */
  async recordOfCommand(commandId: string): Promise<string | undefined> {
    const { rows } = await runStatement<{ record_id: string }>(
      this.pool,
      'select record_id from vault.command_claim where command_id = $1',
      [commandId],
      'vault-command',
    );
    return rows[0]?.record_id;
  }

  async makeFirm(recordId: string, commandId: string, revision: number): Promise<readonly DirectoryClash[]> {
    checkIds(recordId, commandId);
    return this.#engine.submit({
      needs: (page) => firmNeeds(recordId, commandId, page),
      run: (page) => makeFirm(recordId, commandId, revision, page),
    });
  }

  async freeAllBut(recordId: string, keepCommandIds: readonly string[], revision: number): Promise<void> {
    checkIds(recordId, ...keepCommandIds);
    await this.#engine.submit({
      needs: () => freeNeeds(recordId, keepCommandIds),
      run: (page) => freeAllBut(recordId, keepCommandIds, revision, page),
    });
  }

  async moveAll(from: string, to: string): Promise<readonly DirectoryClash[]> {
    checkIds(from, to);
    return this.#engine.submit({ needs: () => moveNeeds(from, to), run: (page) => moveAll(from, to, page) });
  }

  async close(): Promise<void> {
    await Promise.all([this.#engine.close(), this.#reading.close()]);
  }

  #leads(indexes: readonly string[]): Promise<ReadonlyMap<string, Lead>> {
    return this.#reading.submit(indexes);
  }

  async #readLeads(indexes: readonly string[]): Promise<ReadonlyMap<string, Lead>> {
    const { rows } = await runStatement<Lead>(
      this.pool,
      `select blind_index, record_id, named_before, landed_revision is not null as firm, mentioned, coalesce(claim_revision, 0) > 0 as changing
       from vault.directory where blind_index = any($1::bytea[])`,
      [indexes.map(bytesOf)],
      'vault-leads',
    );
    return new Map(rows.map((row) => [row.blind_index.toString('hex'), row]));
  }
}

/** Refuses a malformed id alone: in the shared transaction it would fail the others too. */
function checkIds(...ids: readonly string[]): void {
  for (const id of ids) if (!isRecordId(id)) throw new TypeError('commands and records are named by lower-case UUIDs');
}
