// Law: a record is put into words once for as long as its row is the same; whether the keys of its boxes still stand, the vault is asked each time.
import type { SealedBox } from '../../domain/ledger/event.js';
import type { Opened } from '../../domain/ledger/vault.js';
import type { BoxOpener } from '../personal/box-opener.js';
import type { KeysStand } from '../personal/keys-question.js';
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
  /** The tag of its revision: the same that a change sends back as `If-Match`. */
  readonly etag: string;
  /** The record that stands for a duplicate; undefined of any other. */
  readonly survivorId: string | undefined;
}

/** A row, and where it is kept what is made of it for as long as it is kept itself. */
export interface RowToShow {
  readonly row: RecordRow;
  made?: unknown;
}

/** Shows a record to an audience, its own boxes and those of its parts opened together. Throws what the vault throws. */
export type ShowRecord = (view: RecordView, of: RowToShow, parts: RecordParts, audience: Audience) => Promise<ShownRecord>;

/** A record that has no parts, as it was shown last, and the boxes that were opened for it. */
class Shown {
  constructor(
    readonly audience: Audience,
    readonly boxes: readonly SealedBox[],
    readonly record: ShownRecord,
  ) {}
}

/** Shows records over an opener, and the question whether what it opened before may still be shown. */
export function showRecords({ open, keysStand }: { readonly open: BoxOpener; readonly keysStand: KeysStand }): ShowRecord {
  return async (view, of, parts, audience) => {
    const { row, made } = of;
    if (made instanceof Shown && made.audience === audience && parts === NO_PARTS && (await keysStand(made.boxes))) return made.record;
    const members = Object.entries(parts);
    const rows = [row, ...members.flatMap(([, part]) => part.rows)];
    const opened = await open(rows.flatMap(({ boxes }) => boxes));
    const record = show(view, rows, opened, members, audience);
    // All of its boxes are sealed, as they were opened. What was made before a key fell does not stay.
    of.made = members.length > 0 || record.erased ? undefined : new Shown(audience, row.boxes.map(({ box }) => box as SealedBox), record);
    return record;
  };
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
    etag: `"${row.revision}"`,
    survivorId: typeof row['survivorId'] === 'string' ? row['survivorId'] : undefined,
  };
}
