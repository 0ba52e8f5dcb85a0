// Law: an array reaches the server byte for byte, without an escape to write or to read.

/** Type numbers of PostgreSQL's catalogue. */
const TEXT = 25;
const INTEGER = 23;
const HEADER_BYTES = 20;

/** A `text[]` as the server's binary protocol has it. Which texts it can store was looked at before. */
export function textArray(texts: readonly string[]): Buffer {
  const sizes = texts.map((text) => Buffer.byteLength(text));
  const bytes = arrayOf(
    TEXT,
    texts.length,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  let at = HEADER_BYTES;
  for (const [n, text] of texts.entries()) {
    const size = sizes[n] ?? 0;
    at = bytes.writeInt32BE(size, at);
    // A text of as many bytes as characters is ASCII, which is copied as it is.
    at += size === text.length ? bytes.write(text, at, 'latin1') : bytes.write(text, at, 'utf8');
  }
  return bytes;
}

/** An `integer[]` as the server's binary protocol has it. */
export function integerArray(numbers: readonly number[]): Buffer {
  const bytes = arrayOf(INTEGER, numbers.length, 4 * numbers.length);
  let at = HEADER_BYTES;
  for (const number of numbers) {
    at = bytes.writeInt32BE(4, at);
    at = bytes.writeInt32BE(number, at);
  }
  return bytes;
}

/** Room for the elements, behind their head: one dimension that begins at 1, nothing null. */
function arrayOf(type: number, length: number, contentBytes: number): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + 4 * length + contentBytes);
  bytes.writeInt32BE(1, 0);
  bytes.writeInt32BE(0, 4);
  bytes.writeInt32BE(type, 8);
  bytes.writeInt32BE(length, 12);
  bytes.writeInt32BE(1, 16);
  return bytes;
}
