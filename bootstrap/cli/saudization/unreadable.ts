import { UsageError } from '../exit-codes.js';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'is a folder, not a file',
  EACCES: 'may not be read',
};

/** The error of a file that its caller named wrongly, as one that says so; any other as it is. */
export function unreadable(file: string, error: unknown): unknown {
  const reason = REASONS[String((error as NodeJS.ErrnoException).code)];
  return reason === undefined ? error : new UsageError(`${file}: ${reason}`);
}
