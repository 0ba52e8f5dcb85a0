import type { Actor } from '../../domain/access/roles.js';
import type { Vault } from '../../domain/ledger/vault.js';
import { createdId } from '../handler/ids.js';
import type { CommandRegistry } from '../registry/registry.js';
import { parseBulkLine, type BulkLine } from './bulk-line.js';
import type { CreatedIds } from './created-ids.js';
import type { NumberedLine } from './read-lines.js';

export interface RestoreParts {
  readonly commands: CommandRegistry;
  readonly vault: Vault;
  readonly created: CreatedIds;
  readonly actor: Actor;
}

/**
 * Gives the lines that are not done. Those that are, are not decided again (a refusal could turn out
 * otherwise now); what they created is computed from their command ids, for the names of later lines.
 */
export async function* restoreCreated(
  lines: AsyncIterable<NumberedLine>,
  isDone: (line: number) => boolean,
  parts: RestoreParts,
): AsyncGenerator<NumberedLine> {
  for await (const line of lines) {
    if (isDone(line.number)) await restore(line.text, parts);
    else yield line;
  }
}

async function restore(text: string, parts: RestoreParts): Promise<void> {
  let line: BulkLine;
  try {
    line = parseBulkLine(text);
  } catch {
    return;
  }
  const definition = parts.commands.find(line.command);
  if (definition === undefined) return parts.created.refused(line.key);
  const record = await recordIdOf(line, definition.record.category, parts);
  if (definition.kind === 'change' && record === null) return parts.created.refused(line.key);
  const commandId = parts.vault.commandIdOf({ actorId: parts.actor.actorId, command: line.command, record, key: line.key });
  const led = record ?? (definition.identifiers === undefined ? undefined : await parts.vault.recordOfCommand(commandId));
  const category = definition.record.category;
  parts.created.restored(line.key, { commandId, category, id: led ?? createdId(commandId, category, 0) });
}

async function recordIdOf(line: BulkLine, kind: string, parts: RestoreParts): Promise<string | null> {
  if (line.record === undefined) return null;
  if (typeof line.record === 'string') return line.record;
  if ('createdBy' in line.record) {
    const id = parts.created.find(line.record.createdBy, kind, line.record.n ?? 0);
    return id ?? null;
  }
  return (await parts.vault.lookUp(line.record.identifier))?.recordId ?? null;
}
