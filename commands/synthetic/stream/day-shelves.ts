// Law: what is put on a day's shelf comes off it in the order in which it was put there, however much had to be laid aside on disk meanwhile.
import { openSpillFile, type SpillFile, type Spilled } from './spill-file.js';

/** Bytes of a piece of memory; pieces are taken as they are needed. */
const PIECE_BYTES = 1024 * 1024;
/** Bytes held in memory before they are laid aside. */
const HELD_BYTES = 192 * PIECE_BYTES;
/** Most bytes that one UTF-16 unit takes in UTF-8. */
const UNIT_BYTES = 3;

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

/** Where a held text lies. */
interface Held {
  readonly piece: Buffer;
  readonly from: number;
  readonly to: number;
}

interface Shelf {
  count: number;
  held: Held[];
  readonly aside: Spilled[];
}

/** Empty shelves. */
export function createDayShelves(heldBytes = HELD_BYTES, folder?: string): DayShelves {
  const pieceBytes = Math.min(PIECE_BYTES, heldBytes);
  const shelves = new Map<number, Shelf>();
  let piece = Buffer.allocUnsafe(0);
  let filled = 0;
  let held = 0;
  let spill: SpillFile | undefined;

  const inOrder = (): readonly (readonly [number, Shelf])[] => [...shelves].sort(([a], [b]) => a - b);
  /** Lays aside all that is held, day by day, so that a day is read in few stretches. */
  const layAside = (): void => {
    spill ??= openSpillFile(folder);
    for (const [, shelf] of inOrder()) {
      if (shelf.held.length === 0) continue;
      shelf.aside.push(spill.write(together(shelf.held)));
      shelf.held = [];
    }
    held = 0;
    piece = Buffer.allocUnsafe(0);
    filled = 0;
  };

  return {
    put(day, text) {
      const most = text.length * UNIT_BYTES + 1;
      if (piece.length - filled < most) {
        if (held >= heldBytes) layAside();
        piece = Buffer.allocUnsafe(Math.max(pieceBytes, most));
        filled = 0;
      }
      const from = filled;
      filled += piece.write(text, filled);
      piece[filled] = 10;
      filled += 1;
      held += filled - from;
      let shelf = shelves.get(day);
      if (shelf === undefined) shelves.set(day, (shelf = { count: 0, held: [], aside: [] }));
      shelf.count += 1;
      const last = shelf.held.at(-1);
      // What lies side by side is one stretch.
      if (last?.piece === piece && last.to === from) shelf.held[shelf.held.length - 1] = { piece, from: last.from, to: filled };
      else shelf.held.push({ piece, from, to: filled });
    },
    *days() {
      for (const [day, { count, held: rest, aside }] of inOrder()) {
        const texts = aside.map((stretch) => (spill as SpillFile).read(stretch));
        yield { day, count, texts: rest.length === 0 ? texts : [...texts, together(rest)] };
      }
    },
    close() {
      spill?.close();
      spill = undefined;
      shelves.clear();
    },
  };
}

function together(held: readonly Held[]): Buffer {
  const whole = Buffer.allocUnsafe(held.reduce((sum, { from, to }) => sum + to - from, 0));
  let at = 0;
  for (const { piece, from, to } of held) at += piece.copy(whole, at, from, to);
  return whole;
}
