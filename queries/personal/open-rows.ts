// Law: however many rows a page has, the vault is asked once for their keys.
import type { PersonalValues } from '../../domain/ledger/event.js';
import type { Opened } from '../../domain/ledger/vault.js';
import type { RowBox } from '../../read-models/table.js';
import type { BoxOpener } from './box-opener.js';
import { laterValues } from './later-values.js';

/** What stands in the place of a person's values once his key was destroyed. */
export interface Erased {
  readonly erased: true;
}

/** Personal values by the open field that names their subject. */
export type PersonalParts = Readonly<Record<string, PersonalValues | Erased>>;

/** The personal parts of each row, in the rows' order, all opened together. */
export async function openRows(open: BoxOpener, rows: readonly { readonly boxes: readonly RowBox[] }[]): Promise<readonly PersonalParts[]> {
  return partsOfRows(rows, await open(rows.flatMap((row) => row.boxes)));
}

/** The personal parts of each row, of what all their boxes held, in the rows' order. */
export function partsOfRows(rows: readonly { readonly boxes: readonly RowBox[] }[], opened: readonly Opened[]): readonly PersonalParts[] {
  let next = 0;
  return rows.map(({ boxes }) => {
    const values = opened.slice(next, next + boxes.length);
    next += boxes.length;
    return partsOf(boxes, values);
  });
}

/** Whether any part is gone. */
export function hasErased(parts: PersonalParts): boolean {
  return Object.values(parts).some(isErased);
}

/** Whether a part is gone. */
export function isErased(part: PersonalValues | Erased): part is Erased {
  return part['erased'] === true;
}

/** A row's boxes are in the order of their events, so later ones win. */
function partsOf(boxes: readonly RowBox[], opened: readonly Opened[]): PersonalParts {
  const parts: Record<string, PersonalValues | Erased> = {};
  for (const [n, { type, box }] of boxes.entries()) {
    const found = opened[n];
    const earlier = parts[box.part];
    if (found?.kind !== 'opened' || (earlier !== undefined && isErased(earlier))) parts[box.part] = { erased: true };
    else parts[box.part] = laterValues(earlier, type, found.values);
  }
  return parts;
}
