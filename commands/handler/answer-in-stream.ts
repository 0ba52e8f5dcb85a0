// Law: what stands in its record's stream under a command's id is that command's answer, whatever was said of it since.
import { Problem } from '../../domain/access/problem.js';
import type { EventStore } from '../../domain/ledger/event-store.js';
import type { Vault } from '../../domain/ledger/vault.js';
import { answerFromStream, eventsOfCommand } from './answer.js';
import { isSamePayload } from './command-digest.js';
import { createdId } from './ids.js';
import type { LoadedRecord } from './loaded-record.js';
import type { PreparedCommand } from './prepared-command.js';
import type { CommandAnswer } from './request.js';

/** The answer that the command's events in the record's stream give; undefined where it has none. Throws Problem 422 for another payload. */
export async function answerInStream(
  { store, vault }: { readonly store: Pick<EventStore, 'readStream'>; readonly vault: Vault },
  command: PreparedCommand,
  record: LoadedRecord<unknown>,
): Promise<CommandAnswer | undefined> {
  const earlier = await eventsOfCommand(store, record, command.commandId);
  if (earlier.length === 0) return undefined;
  if (await isSamePayload(vault, command, record, earlier)) return answerFromStream(command.definition, record, earlier);
  throw new Problem(422, 'idempotency-key-reused', 'This Idempotency-Key was used with another payload.');
}

/** The record in whose stream the command's events would stand; undefined where it was led to none. Claims nothing. */
export async function recordLedTo(vault: Vault, { definition, data, commandId, request }: PreparedCommand): Promise<string | undefined> {
  if (request.recordId !== null) return request.recordId;
  const bears = (definition.identifiers?.(data) ?? []).length > 0;
  return bears ? vault.recordOfCommand(commandId) : createdId(commandId, definition.record.category, 0);
}
