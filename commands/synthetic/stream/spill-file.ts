// Law: what did not fit into memory lies in a file that has no name any more: it is gone with the process, however that ends.
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A stretch of a spill file. */
export interface Spilled {
  readonly from: number;
  readonly bytes: number;
}

/** A file that is written once, from its beginning on, and read where one likes. */
export interface SpillFile {
  /** Writes pieces behind all that was written before; they are one stretch. */
  write(pieces: readonly Uint8Array[]): Spilled;
  read(where: Spilled): Buffer;
  close(): void;
}

/** Opens a file in the system's folder for temporary files, or in another. Throws when there is no room for one. */
export function openSpillFile(folder: string = tmpdir()): SpillFile {
  const own = mkdtempSync(join(folder, 'sijil-market-'));
  const path = join(own, 'days');
  const file = openSync(path, 'w+', 0o600);
  rmSync(own, { recursive: true });
  let end = 0;
  return {
    write(pieces) {
      const from = end;
      for (const piece of pieces) {
        for (let done = 0; done < piece.length; ) done += writeSync(file, piece, done, piece.length - done, end + done);
        end += piece.length;
      }
      return { from, bytes: end - from };
    },
    read({ from, bytes }) {
      const read = Buffer.allocUnsafe(bytes);
      for (let done = 0; done < bytes; ) {
        const more = readSync(file, read, done, bytes - done, from + done);
        if (more === 0) throw new Error('a spill file ends before what was written to it');
        done += more;
      }
      return read;
    },
    close: () => closeSync(file),
  };
}
