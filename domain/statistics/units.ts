// Law: who works in an establishment on a week’s last day is counted there once, by open facts alone; what is sealed of anybody moves no count.
import type { CountedOwner } from '../entity/owner-bands.js';
import type { SizeClass } from '../rules/statistics-rules.js';
import { SIZE_CLASSES } from '../rules/statistics-rules.js';
import type { BandOrNone } from '../saudization/band.js';
import { isWithin } from '../saudization/worker.js';
import type { IsoDate } from '../standards/calendar.js';
import { isSaudi } from '../standards/nationality.js';
import { cellAt } from './cube.js';
import { KEYS } from './noise.js';
import type { Unit } from './tally.js';

/** What an owner's establishments are cut by. */
export interface Cutting {
  readonly week: IsoDate;
  readonly sizes: Readonly<Record<SizeClass, number>>;
  bandOf(entityId: string): BandOrNone;
  regionOf(establishmentId: string): string | undefined;
  /** The record key of a worker or an entity, 0 to 255: the same for ever, and nobody can guess it. */
  keyOf(id: string): number;
}

/** What the establishments of an owner contribute; those in which nobody works that day are left out. */
export function unitsOf(owner: CountedOwner, cutting: Cutting): readonly Unit[] {
  return owner.entities.flatMap(({ entityId, activity, placed }) => {
    const staff = new Map<string, Map<string, boolean>>();
    for (const { establishmentId, worker } of placed) {
      if (!isWithin(worker, cutting.week)) continue;
      const there = staff.get(establishmentId) ?? new Map<string, boolean>();
      staff.set(establishmentId, there.set(worker.ref, isSaudi(worker.nationality)));
    }
    const heads = [...staff.values()].reduce((sum, { size }) => sum + size, 0);
    if (heads === 0) return [];
    const shared = { entityId, entityKey: cutting.keyOf(entityId) };
    const [band, size] = [cutting.bandOf(entityId), sizeClassOf(cutting.sizes, heads)];
    return [...staff].map(([establishmentId, there]) => {
      const region = cutting.regionOf(establishmentId);
      if (region === undefined) throw new Error(`nobody knows where the establishment ${establishmentId} is`);
      return { ...shared, establishmentId, cell: cellAt({ activity, band, size, region }), ...headsOf(there, cutting) };
    });
  });
}

/** The class of an entity with so many heads. */
export function sizeClassOf(sizes: Cutting['sizes'], heads: number): SizeClass {
  return SIZE_CLASSES.findLast((size) => sizes[size] <= heads) ?? SIZE_CLASSES[0];
}

function headsOf(there: ReadonlyMap<string, boolean>, { keyOf }: Cutting): Pick<Unit, 'saudis' | 'expats' | 'saudiKey' | 'expatKey'> {
  let [saudis, expats, saudiKey, expatKey] = [0, 0, 0, 0];
  for (const [ref, saudi] of there) {
    if (saudi) [saudis, saudiKey] = [saudis + 1, (saudiKey + keyOf(ref)) % KEYS];
    else [expats, expatKey] = [expats + 1, (expatKey + keyOf(ref)) % KEYS];
  }
  return { saudis, expats, saudiKey, expatKey };
}
