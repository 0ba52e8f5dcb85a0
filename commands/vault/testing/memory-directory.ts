import type { IdentifierScheme } from '../../../domain/standards/identifiers.js';
import { DirectoryPage, type AskedRecord, type CommandClaim, type DirectoryRow, type Needs } from '../directory-page.js';

/** The directory's rows in memory, for tests of its rules: pages are taken from it and put back, as the engine does. */
export class MemoryDirectory {
  readonly rows = new Map<string, DirectoryRow>();
  readonly commands = new Map<string, CommandClaim>();
  readonly aliases = new Map<string, string>();
  readonly erased = new Set<string>();

  /** A page that holds everything, with the log's answers as they were when it was asked. */
  page(events: ReadonlyMap<string, boolean>): DirectoryPage {
    return new DirectoryPage({ rows: [...this.rows.values()], commands: [...this.commands.values()], erased: [...this.erased] }, events);
  }

  /** The records that work would ask the log about now. */
  asked(needs: (page: DirectoryPage) => Needs): readonly AskedRecord[] {
    return [...(needs(this.page(new Map())).events ?? [])];
  }

  /** Runs work and keeps its changes. */
  run<R>(events: ReadonlyMap<string, boolean>, work: (page: DirectoryPage) => R): R {
    const page = this.page(events);
    const result = work(page);
    for (const row of page.changedRows.values()) this.rows.set(row.index, row);
    for (const index of page.removedRows) this.rows.delete(index);
    for (const command of page.changedCommands.values()) this.commands.set(command.commandId, command);
    for (const [id, recordId] of page.aliases) this.aliases.set(id, recordId);
    return result;
  }
}

/** An identifier for tests of the rules: its name stands for the blind index. */
export function blind(index: string, scheme: IdentifierScheme = 'iqama'): { index: string; scheme: IdentifierScheme } {
  return { index, scheme };
}
