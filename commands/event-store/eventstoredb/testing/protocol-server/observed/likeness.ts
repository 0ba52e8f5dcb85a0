// For tests only. Law: positions, ids and times that the server chose differ from run to run, but each stands for one of ours
// throughout, in the same order; all else is equal.
import { expect } from 'vitest';

const POSITIONS = new Set(['commitPosition', 'preparePosition', 'commit', 'prepare', 'metastreamRevision']);

/** Ties what was observed to what is seen now. */
export class Likeness {
  private readonly positions = new Map<bigint, bigint>();
  private readonly ids = new Map<string, string>();

  /** @param sent ids that the caller sends: they come back as they are */
  constructor(private readonly sent: ReadonlySet<string> = new Set()) {}

  /** Writes the observed value with our values for what the server chose, to be compared with `ours`. */
  expected(observed: unknown, ours: unknown, key = ''): unknown {
    if (POSITIONS.has(key)) return this.position(observed, ours);
    if (key === 'created') return /^\d{17}$/.test(String(ours)) || ours instanceof Date ? ours : observed;
    if (key === 'subscriptionId' || key === 'id') return this.id(observed, ours);
    if (Array.isArray(observed)) {
      return observed.map((item, n) => this.expected(item, Array.isArray(ours) ? (ours as unknown[])[n] : undefined));
    }
    if (typeof observed !== 'object' || observed === null) return observed;
    const other = (typeof ours === 'object' && ours !== null ? ours : {}) as Record<string, unknown>;
    return Object.fromEntries(Object.entries(observed).map(([name, value]) => [name, this.expected(value, other[name], name)]));
  }

  private position(observed: unknown, ours: unknown): unknown {
    if (!/^\d+n?$/.test(String(observed)) || !/^\d+n?$/.test(String(ours))) return observed;
    const there = BigInt(String(observed).replace('n', ''));
    const here = BigInt(String(ours).replace('n', ''));
    const known = this.positions.get(there);
    const suffix = String(observed).endsWith('n') ? 'n' : '';
    if (known !== undefined) return `${known}${suffix}`;
    for (const [otherThere, otherHere] of this.positions) {
      expect(otherHere < here, `position ${here} stands on the same side of ${otherHere} as ${there} of ${otherThere}`).toBe(
        otherThere < there,
      );
    }
    this.positions.set(there, here);
    return ours;
  }

  /** An id that was sent is the same now; one that the server made stands for one of ours. */
  private id(observed: unknown, ours: unknown): unknown {
    const there = UUID.exec(JSON.stringify(observed))?.[0];
    const here = UUID.exec(JSON.stringify(ours ?? null))?.[0];
    if (there === undefined || here === undefined || there === here || this.sent.has(there)) return observed;
    if (!this.ids.has(there)) this.ids.set(there, here);
    return JSON.parse(JSON.stringify(observed).replace(there, this.ids.get(there) ?? there)) as unknown;
  }
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
