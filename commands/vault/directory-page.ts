// Law: a directory transaction decides on the rows it holds the locks of, and notes every change; what it does not hold it does not know.
import type { IdentifierScheme } from '../../domain/standards/identifiers.js';

/** A claim on a row. Without a command: the claimer was fenced at this revision, the next one writes behind it. */
export interface RowClaim {
  readonly commandId: string | null;
  readonly revision: number;
  /** Wall clock of the newest claim, milliseconds since 1970. */
  readonly at: number;
  /** Another command held the row when this one claimed it: that one may yet append, and the row is not this one’s to give back. */
  readonly shared: boolean;
}

/** One identifier and the record it leads to. */
export interface DirectoryRow {
  /** Blind index, hex. */
  readonly index: string;
  readonly scheme: IdentifierScheme;
  readonly category: string;
  readonly recordId: string;
  /** An event may name the human by this row's record id before the record has an event. */
  readonly mentioned: boolean;
  /** The newest claim; null for a row that only mentions made. */
  readonly claim: RowClaim | null;
  /** Revision at which the record's stream shows the identifier: the row is firm. Null before that. */
  readonly landedRevision: number | null;
  /** The id that mentions were given before a claim for another record took the row: theirs until the record shows the identifier, and again where it never does. */
  readonly namedBefore: string | null;
  /** The duplicate whose row this was before the records were merged. */
  readonly movedFrom: string | null;
}

/** What a command claimed. Indexes and schemes go when the record is erased; the rest stays. */
export interface CommandClaim {
  readonly commandId: string;
  readonly category: string;
  readonly recordId: string;
  readonly revision: number;
  readonly identifiers: readonly { readonly index: string; readonly scheme: IdentifierScheme }[] | null;
  /** True once the record's stream is known to show the command. */
  readonly landed: boolean;
  readonly at: number;
}

/** A record whose stream is to be asked for events. */
export interface AskedRecord {
  readonly category: string;
  readonly recordId: string;
}

/** What a piece of work must hold before it may decide. Whole records: all their rows. */
export interface Needs {
  readonly indexes?: Iterable<string>;
  readonly commands?: Iterable<string>;
  readonly records?: Iterable<string>;
  readonly wholeRecords?: Iterable<string>;
  readonly events?: Iterable<AskedRecord>;
}

/** The rows, claims and tombstones as they were read under the locks. */
export interface LoadedPage {
  readonly rows: readonly DirectoryRow[];
  readonly commands: readonly CommandClaim[];
  readonly erased: readonly string[];
}

/** The part of the directory that one transaction holds, with the changes made to it. */
export class DirectoryPage {
  readonly #rows: Map<string, DirectoryRow>;
  readonly #commands: Map<string, CommandClaim>;
  readonly #erased: ReadonlySet<string>;
  readonly #born = new Set<string>();
  /** Humans whose keys are made with their records. */
  readonly newHumans = new Set<string>();
  readonly changedRows = new Map<string, DirectoryRow>();
  readonly removedRows = new Set<string>();
  readonly changedCommands = new Map<string, CommandClaim>();
  /** Ids that turned out to be another record's: old id → record. */
  readonly aliases = new Map<string, string>();

  constructor(
    loaded: LoadedPage,
    private readonly events: ReadonlyMap<string, boolean>,
  ) {
    this.#rows = new Map(loaded.rows.map((row) => [row.index, row]));
    this.#commands = new Map(loaded.commands.map((command) => [command.commandId, command]));
    this.#erased = new Set(loaded.erased);
  }

  row(index: string): DirectoryRow | undefined {
    return this.#rows.get(index);
  }

  rowsOf(recordId: string): readonly DirectoryRow[] {
    return [...this.#rows.values()].filter((row) => row.recordId === recordId);
  }

  command(commandId: string): CommandClaim | undefined {
    return this.#commands.get(commandId);
  }

  isErased(recordId: string): boolean {
    return this.#erased.has(recordId);
  }

  /** Notes a record id made in this transaction: nobody else knows it, it has no events. */
  bear(recordId: string): string {
    this.#born.add(recordId);
    return recordId;
  }

  isBorn(recordId: string): boolean {
    return this.#born.has(recordId);
  }

  /** Whether a record's stream had events when it was asked, before the transaction. */
  hasEvents(recordId: string): boolean {
    if (this.#born.has(recordId)) return false;
    const answer = this.events.get(recordId);
    if (answer === undefined) throw new Error(`record ${recordId} was not asked for events`);
    return answer;
  }

  put(row: DirectoryRow): void {
    this.#rows.set(row.index, row);
    this.changedRows.set(row.index, row);
    this.removedRows.delete(row.index);
  }

  remove(index: string): void {
    this.#rows.delete(index);
    this.changedRows.delete(index);
    this.removedRows.add(index);
  }

  putCommand(command: CommandClaim): void {
    this.#commands.set(command.commandId, command);
    this.changedCommands.set(command.commandId, command);
  }

  alias(oldId: string, recordId: string): void {
    this.aliases.set(oldId, recordId);
  }
}

/** The ids to which a row leads, or led before. */
export function idsOf(row: DirectoryRow | undefined): readonly string[] {
  return [row?.recordId, row?.namedBefore].filter((id) => id != null);
}

/** A row as it was before a claim that came to nothing took it: the mention's again. */
export function asNamedBefore(row: DirectoryRow, namedBefore: string): DirectoryRow {
  return { ...row, recordId: namedBefore, mentioned: true, claim: null, namedBefore: null };
}

/** True once the record's stream shows the identifier. */
export function isFirm(row: DirectoryRow): boolean {
  return row.landedRevision !== null;
}
