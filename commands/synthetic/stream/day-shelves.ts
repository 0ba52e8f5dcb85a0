// Law: what is put on a day's shelf comes off it in the order in which it was put there, however much had to be laid aside on disk meanwhile.
import { openSpillFile, type SpillFile, type Spilled } from './spill-file.js';

/** Bytes of a page of memory. A day fills one after the other: its texts lie side by side. */
const PAGE_BYTES = 16 * 1024;
/** Bytes of pages held in memory before what is on them is laid aside. */
const HELD_BYTES = 192 * 1024 * 1024;
/** Most bytes that one UTF-16 unit takes in UTF-8. */
const UNIT_BYTES = 3;
const LINE_FEED = 10;

/** Texts by day; a day is a whole number. */
export interface DayShelves {
  /** Puts a text, which holds no line feed, behind those of its day. */
  put(day: number, text: string): void;
  /** The days that have any, in order, each with how many and with all of them, a line feed behind each. Nothing is put any more. */
  days(): Generator<ShelvedDay>;
  /** Gives back memory and disk. */
  close(): void;
}

export interface ShelvedDay {
  readonly day: number;
  readonly count: number;
  readonly texts: readonly Uint8Array[];
}

interface Shelf {
  count: number;
  /** The page that is being filled, and how far it is. */
  page: Buffer;
  filled: number;
  /** Those that are full, as far as they are. */
  full: Buffer[];
  readonly aside: Spilled[];
}

const noPage = Buffer.alloc(0);

/** Empty shelves. */
export function createDayShelves(heldBytes = HELD_BYTES, folder?: string): DayShelves {
  const shelves = new Map<number, Shelf>();
  /** Pages whose texts were laid aside. */
  const free: Buffer[] = [];
  let held = 0;
  let spill: SpillFile | undefined;

  const inOrder = (): readonly (readonly [number, Shelf])[] => [...shelves].sort(([a], [b]) => a - b);
  /** Lays aside all that is held, day by day, so that a day is read in few stretches. */
  const layAside = (): void => {
    spill ??= openSpillFile(folder);
    for (const [, shelf] of inOrder()) {
      const pages = pagesOf(shelf);
      if (pages.length === 0) continue;
      shelf.aside.push(spill.write(pages));
      for (const page of [...shelf.full, shelf.page]) if (page.buffer.byteLength === PAGE_BYTES) free.push(Buffer.from(page.buffer));
      shelf.full = [];
      shelf.page = noPage;
      shelf.filled = 0;
    }
    held = 0;
  };
  const turn = (shelf: Shelf, most: number): void => {
    if (held >= heldBytes) layAside();
    if (shelf.filled > 0) shelf.full.push(shelf.page.subarray(0, shelf.filled));
    shelf.page = most <= PAGE_BYTES ? (free.pop() ?? Buffer.from(new ArrayBuffer(PAGE_BYTES))) : Buffer.from(new ArrayBuffer(most));
    shelf.filled = 0;
    held += shelf.page.length;
  };

  return {
    put(day, text) {
      let shelf = shelves.get(day);
      if (shelf === undefined) shelves.set(day, (shelf = { count: 0, page: noPage, filled: 0, full: [], aside: [] }));
      const most = text.length * UNIT_BYTES + 1;
      if (shelf.page.length - shelf.filled < most) turn(shelf, most);
      const end = shelf.filled + shelf.page.write(text, shelf.filled);
      shelf.page[end] = LINE_FEED;
      shelf.filled = end + 1;
      shelf.count += 1;
    },
    *days() {
      for (const [day, shelf] of inOrder()) {
        yield { day, count: shelf.count, texts: [...shelf.aside.map((stretch) => (spill as SpillFile).read(stretch)), ...pagesOf(shelf)] };
      }
    },
    close() {
      spill?.close();
      spill = undefined;
      shelves.clear();
      free.length = 0;
    },
  };
}

/** What is on a shelf's pages. */
function pagesOf({ full, page, filled }: Shelf): readonly Buffer[] {
  return filled === 0 ? full : [...full, page.subarray(0, filled)];
}
