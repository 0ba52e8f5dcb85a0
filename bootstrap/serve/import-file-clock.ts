import type { DependencyContainer } from 'tsyringe';
import { livedImport, type ImportResult, type LivedImport } from '../../commands/bulk/lived-import.js';
import { commandingEventTypes } from '../../commands/reactions/complete-transfer.js';
import type { Actor } from '../../domain/access/roles.js';
import * as tokens from '../container/tokens.js';

/** Runs an import by its file's own clock with this process's services. The process must hold the reactor role. */
export function importByFileClock(container: DependencyContainer, actor: Actor, job: LivedImport): Promise<ImportResult> {
  return livedImport(
    {
      handlerParts: container.resolve(tokens.HANDLER_PARTS),
      reactor: container.resolve(tokens.REACTOR),
      book: container.resolve(tokens.DEADLINES),
      commanding: commandingEventTypes,
      journal: container.resolve(tokens.IMPORT_JOURNAL),
      actor,
    },
    job,
  );
}
