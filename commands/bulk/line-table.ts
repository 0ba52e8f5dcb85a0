// Law: what became of a line takes the same few bytes whatever its key is, outside the heap, so a file of millions of lines fits in memory.
import { hash } from 'node:crypto';
import { isRecordId } from '../../domain/ledger/stream-name.js';

/** How a line ended. */
export type LineEnd =
  | { readonly state: 'refused' }
  | { readonly state: 'restored' | 'accepted'; readonly commandId: string; readonly id: string; readonly category: string };

/** Lines that ended, by key. Keys are kept as 128 bits of their SHA-256: two never meet there. */
export interface LineTable {
  find(key: string): LineEnd | undefined;
  put(key: string, end: LineEnd): void;
}

const ID_BYTES = 16;
/** Digest of the key, command id, record id; then the state and the number of the category. */
const [COMMAND_AT, RECORD_AT, STATE_AT, CATEGORY_AT, ROW_BYTES] = [16, 32, 48, 49, 50];
/** Rows are added in blocks, so that nothing is ever copied as the table grows. */
const BLOCK_ROWS = 16_384;
/** Digests kept of keys asked for lately: a line's is asked for when it begins and ends, and by each name that later lines give it. */
const RECENT_KEYS = 2_048;
const STATES = ['refused', 'restored', 'accepted'] as const;

/** An empty table: 50 bytes a line, and 8 to 16 of its index. */
export function createLineTable(): LineTable {
  const blocks: Buffer[] = [];
  const categories: string[] = [];
  let rows = 0;
  /** Open addressing: the row's number from 1, or 0 for a free place; at most half of the places are taken. */
  let index = new Uint32Array(1_024);

  const recent = new Map<string, Buffer>();

  const digestOf = (key: string): Buffer => {
    const known = recent.get(key);
    if (known !== undefined) return known;
    if (recent.size >= RECENT_KEYS) recent.clear();
    const digest = hash('sha256', key, 'buffer');
    recent.set(key, digest);
    return digest;
  };
  const blockOf = (row: number): Buffer => {
    const block = blocks[Math.floor(row / BLOCK_ROWS)];
    if (block === undefined) throw new Error(`the table has no row ${row}`);
    return block;
  };
  const offsetOf = (row: number): number => (row % BLOCK_ROWS) * ROW_BYTES;
  /** The place in the index of a digest: its row's, or the free one where it belongs. */
  const placeOf = (digest: Buffer): number => {
    const mask = index.length - 1;
    let place = digest.readUInt32LE(0) & mask;
    for (let entry = index[place] ?? 0; entry !== 0; entry = index[place] ?? 0) {
      const from = offsetOf(entry - 1);
      if (blockOf(entry - 1).compare(digest, 0, ID_BYTES, from, from + ID_BYTES) === 0) return place;
      place = (place + 1) & mask;
    }
    return place;
  };
  const grow = (): void => {
    index = new Uint32Array(index.length * 2);
    for (let row = 0; row < rows; row += 1) {
      const from = offsetOf(row);
      index[placeOf(blockOf(row).subarray(from, from + ID_BYTES))] = row + 1;
    }
  };
  const add = (digest: Buffer): number => {
    if (rows * 2 >= index.length) grow();
    if (rows % BLOCK_ROWS === 0) blocks.push(Buffer.alloc(BLOCK_ROWS * ROW_BYTES));
    const row = rows;
    rows += 1;
    digest.copy(blockOf(row), offsetOf(row), 0, ID_BYTES);
    index[placeOf(digest)] = rows;
    return row;
  };
  const numberOf = (category: string): number => {
    const known = categories.indexOf(category);
    return known >= 0 ? known : categories.push(category) - 1;
  };

  return {
    find(key) {
      const entry = index[placeOf(digestOf(key))] ?? 0;
      if (entry === 0) return undefined;
      const [block, from] = [blockOf(entry - 1), offsetOf(entry - 1)];
      const state = STATES[block[from + STATE_AT] ?? 0] ?? 'refused';
      if (state === 'refused') return { state };
      const category = categories[block[from + CATEGORY_AT] ?? 0] ?? '';
      return { state, commandId: uuidAt(block, from + COMMAND_AT), id: uuidAt(block, from + RECORD_AT), category };
    },
    put(key, end) {
      const digest = digestOf(key);
      const entry = index[placeOf(digest)] ?? 0;
      const row = entry === 0 ? add(digest) : entry - 1;
      const [block, from] = [blockOf(row), offsetOf(row)];
      block[from + STATE_AT] = STATES.indexOf(end.state);
      if (end.state === 'refused') return;
      writeUuid(block, from + COMMAND_AT, end.commandId);
      writeUuid(block, from + RECORD_AT, end.id);
      block[from + CATEGORY_AT] = numberOf(end.category);
    },
  };
}

function writeUuid(block: Buffer, at: number, id: string): void {
  if (!isRecordId(id)) throw new TypeError('commands and records are named by lower-case UUIDs');
  block.write(id.replaceAll('-', ''), at, ID_BYTES, 'hex');
}

function uuidAt(block: Buffer, at: number): string {
  const hex = block.toString('hex', at, at + ID_BYTES);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
