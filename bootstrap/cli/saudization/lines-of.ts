// Law: a line ends with LF, CR or CR LF and with nothing else: a separator inside a JSON text (U+2028) ends none.

/** The lines of a text that comes in pieces, without their ends. */
export async function* linesOf(input: AsyncIterable<unknown> & { setEncoding(encoding: 'utf8'): unknown }): AsyncGenerator<string> {
  input.setEncoding('utf8');
  let parts: string[] = [];
  let afterCr = false;
  for await (const piece of input as AsyncIterable<string>) {
    let from = afterCr && piece.startsWith('\n') ? 1 : 0;
    for (;;) {
      const end = endFrom(piece, from);
      if (end === -1) break;
      parts.push(piece.slice(from, end));
      yield parts.join('');
      parts = [];
      from = piece.startsWith('\r\n', end) ? end + 2 : end + 1;
    }
    afterCr = piece === '' ? afterCr : piece.endsWith('\r');
    if (from < piece.length) parts.push(piece.slice(from));
  }
  if (parts.length > 0) yield parts.join('');
}

function endFrom(text: string, from: number): number {
  const lf = text.indexOf('\n', from);
  // A CR is looked for only up to the LF: else each line of a file with LF would look through the whole piece.
  const cr = lf === -1 ? text.indexOf('\r', from) : text.slice(from, lf).indexOf('\r');
  if (cr === -1) return lf;
  return lf === -1 ? cr : from + cr;
}
