// Law: the server may keep a quarter of the machine's memory as its own cache; what it does not need it does not take.
import { totalmem } from 'node:os';

const MEBIBYTE = 1024 * 1024;
const SHARE = 4;
/** Least and most, in MiB. The least is the server's own default; beyond the most the system's cache does as well. */
const BOUNDS = { least: 128, most: 8_192 } as const;

/**
 * `shared_buffers` for a machine of so many bytes, or a container that may use so many. A quarter is what PostgreSQL's manual gives as a
 * reasonable start (19.4, Resource Consumption); pages are taken as they fill.
 */
export function sharedBuffers(machineBytes: number = totalmem(), allowedBytes: number = process.constrainedMemory()): string {
  // Without a limit the second is zero, or more than there is.
  const bytes = allowedBytes > 0 ? Math.min(machineBytes, allowedBytes) : machineBytes;
  const mebibytes = Math.floor(bytes / SHARE / MEBIBYTE);
  return `${Math.min(BOUNDS.most, Math.max(BOUNDS.least, mebibytes))}MB`;
}
