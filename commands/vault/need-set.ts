// Law: what a flush needs only grows, so it is found out in a bounded number of rounds.
import type { HasEvents } from '../../domain/ledger/vault.js';
import type { AskedRecord, DirectoryPage, Needs } from './directory-page.js';

/** The union of what pieces of work need, with the answers of the log. */
export class NeedSet {
  readonly indexes = new Set<string>();
  readonly commands = new Set<string>();
  readonly records = new Set<string>();
  readonly wholeRecords = new Set<string>();
  /** Whether a record has events, as far as asked. */
  readonly events = new Map<string, boolean>();
  readonly #asked = new Map<string, { readonly record: AskedRecord; readonly hasEvents: HasEvents }>();

  /** Adds needs; true when some of them were not there before. Records born on the page need no lock and have no events. */
  add(needs: Needs, hasEvents: HasEvents | undefined, page?: DirectoryPage): boolean {
    const known = (id: string): boolean => page?.isBorn(id) ?? false;
    let grew = addAll(this.indexes, needs.indexes ?? []);
    grew = addAll(this.commands, needs.commands ?? []) || grew;
    grew =
      addAll(
        this.records,
        [...(needs.records ?? [])].filter((id) => !known(id)),
      ) || grew;
    grew = addAll(this.wholeRecords, needs.wholeRecords ?? []) || grew;
    for (const record of needs.events ?? []) {
      if (known(record.recordId) || this.#asked.has(record.recordId) || hasEvents === undefined) continue;
      this.#asked.set(record.recordId, { record, hasEvents });
      grew = true;
    }
    return grew;
  }

  /** Asks the log about the records it was not asked about yet. */
  async askEvents(): Promise<void> {
    const open = [...this.#asked.values()].filter(({ record }) => !this.events.has(record.recordId));
    await Promise.all(
      open.map(async ({ record, hasEvents }) => {
        this.events.set(record.recordId, await hasEvents(record.category, record.recordId));
      }),
    );
  }
}

function addAll(set: Set<string>, values: Iterable<string>): boolean {
  const before = set.size;
  for (const value of values) set.add(value);
  return set.size > before;
}
