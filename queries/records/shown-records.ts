// Law: a record is put into words once for as long as neither its row nor what its boxes hold is another; the vault is asked each time.
import type { Opened } from '../../domain/ledger/vault.js';
import type { BoxOpener } from '../personal/box-opener.js';
import { hasErased, partsOfRows } from '../personal/open-rows.js';
import { shownRow, type RecordRow, type RecordView } from './record-view.js';
import type { Audience } from './shown-members.js';

/** Rows of a record's parts, by the member that shows them. */
export type RecordParts = Readonly<Record<string, { readonly view: RecordView; readonly rows: readonly RecordRow[] }>>;

/** Those of a record that has none: told from others by being this one. */
export const NO_PARTS: RecordParts = {};

/** A record as it is answered. */
export interface ShownRecord {
  /** JSON. */
  readonly text: string;
  /** Whether something of it is gone with a person's key. */
  readonly erased: boolean;
}

/** Shows a record to an audience, its own boxes and those of its parts opened together. Throws what the vault throws. */
export type ShowRecord = (view: RecordView, row: RecordRow, parts: RecordParts, audience: Audience) => Promise<ShownRecord>;

interface Kept {
  readonly audience: Audience;
  readonly opened: readonly Opened[];
  readonly shown: ShownRecord;
}

/** Shows records over an opener. What was made of a row goes with the row: readers of rows keep the same object for a while. */
export function showRecords(open: BoxOpener): ShowRecord {
  const made = new WeakMap<RecordRow, Kept>();
  return async (view, row, parts, audience) => {
    const members = parts === NO_PARTS ? [] : Object.entries(parts);
    const rows = members.length === 0 ? [row] : [row, ...members.flatMap(([, part]) => part.rows)];
    const opened = await open(members.length === 0 ? row.boxes : rows.flatMap(({ boxes }) => boxes));
    const kept = made.get(row);
    if (kept !== undefined && members.length === 0 && kept.audience === audience && areSame(kept.opened, opened)) return kept.shown;
    const shown = show(view, rows, opened, members, audience);
    if (members.length === 0) made.set(row, { audience, opened, shown });
    return shown;
  };
}

/** The vault gives the same object for a box that it opened before. */
function areSame(some: readonly Opened[], others: readonly Opened[]): boolean {
  if (some.length !== others.length) return false;
  for (let n = 0; n < some.length; n += 1) {
    const [one, other] = [some[n], others[n]];
    if (one?.kind !== 'opened' || other?.kind !== 'opened' || one.values !== other.values) return false;
  }
  return true;
}

function show(
  view: RecordView,
  rows: readonly RecordRow[],
  opened: readonly Opened[],
  members: readonly (readonly [string, RecordParts[string]])[],
  audience: Audience,
): ShownRecord {
  const [row] = rows;
  if (row === undefined) throw new Error('a record has a row');
  const personal = partsOfRows(rows, opened);
  let next = 1;
  const lists = members.map(([name, part]) => {
    const items = part.rows.map((one) => shownRow(part.view, one, personal[next++] ?? {}, audience));
    return [name, items] as const;
  });
  return {
    text: JSON.stringify({ ...shownRow(view, row, personal[0] ?? {}, audience), ...Object.fromEntries(lists) }),
    erased: personal.some(hasErased),
  };
}
