/** The two logs, or who works on them, do not allow the copy: nothing was written that was not in the source. One line. */
export class CopyRefused extends Error {
  override readonly name = 'CopyRefused';
}
