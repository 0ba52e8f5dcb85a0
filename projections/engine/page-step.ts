// Law: pages folded one after the other are written as one step: what they leave of each row is what their last one left, and the checkpoint moves over all of them at once.
import type { LogPage } from '../../domain/ledger/event-store.js';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import type { Position } from '../../domain/ledger/position.js';
import type { Table, TableRow } from '../../read-models/table.js';
import type { LoadRows, PageWrites } from './fold-page.js';

/** A step of the checkpoint over one page of the log. */
export interface PageStep {
  readonly from: Position | undefined;
  readonly to: Position;
  /** Last event of the page, null when the page had none. */
  readonly lastEvent: Pick<RecordedEvent, 'id' | 'stream' | 'revision'> | null;
  /** Events of the page, folded or not. */
  readonly events: number;
}

type Rows = Map<string, TableRow | null>;

/** Pages that were folded and are to be written together. */
export interface OpenStep extends PageStep {
  readonly writes: PageWrites;
  /** Rows to write, deleted ones too. */
  readonly rows: number;
  /** Takes in the next page and what folding it changed. */
  add(page: LogPage, writes: PageWrites): void;
}

/** A step over no page yet, from where the read model stands. */
export function openStep(from: Position | undefined): OpenStep {
  const writes = new Map<Table, Rows>();
  let place: Omit<PageStep, 'from'> | undefined;
  let rows = 0;
  return {
    from,
    get to() {
      if (place === undefined) throw new Error('a step over no page leads nowhere');
      return place.to;
    },
    get lastEvent() {
      return place?.lastEvent ?? null;
    },
    get events() {
      return place?.events ?? 0;
    },
    get rows() {
      return rows;
    },
    writes,
    add(page, changes) {
      place = { to: page.next, lastEvent: page.events.at(-1) ?? place?.lastEvent ?? null, events: (place?.events ?? 0) + page.events.length };
      for (const [table, changed] of changes) {
        const known: Rows = writes.get(table) ?? new Map<string, TableRow | null>();
        writes.set(table, known);
        rows -= known.size;
        for (const [id, row] of changed) known.set(id, row);
        rows += known.size;
      }
    },
  };
}

/** Rows as they stand in what was folded but not yet committed, the newest first; else as `load` gives them. */
export function onTopOf(load: LoadRows, newestFirst: readonly PageWrites[]): LoadRows {
  return async (table, ids) => {
    const layers = newestFirst.flatMap((writes) => writes.get(table) ?? []);
    if (layers.length === 0) return load(table, ids);
    const found: Rows = new Map();
    const missing: string[] = [];
    for (const id of ids) {
      const layer = layers.find((rows) => rows.has(id));
      if (layer === undefined) missing.push(id);
      else found.set(id, layer.get(id) ?? null);
    }
    if (missing.length > 0) for (const [id, row] of await load(table, missing)) found.set(id, row);
    return found;
  };
}
