// Law: a cell is the sum of what establishments contribute to it and to each cell that contains it; in which order they come makes no difference.
import { cellsAround, CELLS } from './cube.js';

/** What one establishment contributes. */
export interface Unit {
  /** Its cell of four codes. */
  readonly cell: number;
  readonly entityId: string;
  readonly establishmentId: string;
  /** Heads. */
  readonly saudis: number;
  readonly expats: number;
  /** Sums of the record keys of its workers, by side, and the key of its entity: each key 0 to 255. */
  readonly saudiKey: number;
  readonly expatKey: number;
  readonly entityKey: number;
}

/** The two largest parts of each cell. */
export interface TopTwo {
  readonly first: Int32Array;
  readonly second: Int32Array;
}

/** All cells of the cube, by number. Keys are sums modulo 256. */
export interface Tally {
  readonly saudis: Int32Array;
  readonly expats: Int32Array;
  /** Saudis and expatriates. */
  readonly workers: Int32Array;
  readonly entities: Int32Array;
  readonly establishments: Int32Array;
  readonly owners: Int32Array;
  readonly saudiKeys: Uint8Array;
  readonly expatKeys: Uint8Array;
  readonly entityKeys: Uint8Array;
  /** Workers of the two largest establishments and owners. */
  readonly topEstablishments: TopTwo;
  readonly topOwners: TopTwo;
}

/** Sums up the cube, owner by owner: each list holds the establishments of one. */
export function tallyCube(owners: Iterable<readonly Unit[]>): Tally {
  const numbers = (): Int32Array => new Int32Array(CELLS);
  // What is added to a byte is added modulo 256.
  const bytes = (): Uint8Array => new Uint8Array(CELLS);
  const topTwo = (): TopTwo => ({ first: numbers(), second: numbers() });
  const tally: Tally = {
    saudis: numbers(),
    expats: numbers(),
    workers: numbers(),
    entities: numbers(),
    establishments: numbers(),
    owners: numbers(),
    saudiKeys: bytes(),
    expatKeys: bytes(),
    entityKeys: bytes(),
    topEstablishments: topTwo(),
    topOwners: topTwo(),
  };
  const around = new Map<number, readonly number[]>();
  const cellsOf = ({ cell }: Unit): readonly number[] => {
    const known = around.get(cell) ?? cellsAround(cell);
    around.set(cell, known);
    return known;
  };
  for (const units of owners) addOwner(tally, units.filter(({ saudis, expats }) => saudis + expats > 0), cellsOf);
  return tally;
}

function addOwner(tally: Tally, units: readonly Unit[], cellsOf: (unit: Unit) => readonly number[]): void {
  const ofOwner = new Map<number, number>();
  const entities = new Map<string, Set<number>>();
  for (const unit of units) {
    const workers = unit.saudis + unit.expats;
    const entered = entities.get(unit.entityId) ?? new Set<number>();
    entities.set(unit.entityId, entered);
    for (const cell of cellsOf(unit)) {
      add(tally.saudis, cell, unit.saudis);
      add(tally.expats, cell, unit.expats);
      add(tally.workers, cell, workers);
      add(tally.saudiKeys, cell, unit.saudiKey);
      add(tally.expatKeys, cell, unit.expatKey);
      add(tally.establishments, cell, 1);
      enter(tally.topEstablishments, cell, workers);
      ofOwner.set(cell, (ofOwner.get(cell) ?? 0) + workers);
      // An entity is in several regions, and once in their whole.
      if (entered.has(cell)) continue;
      entered.add(cell);
      add(tally.entities, cell, 1);
      add(tally.entityKeys, cell, unit.entityKey);
    }
  }
  for (const [cell, workers] of ofOwner) {
    add(tally.owners, cell, 1);
    enter(tally.topOwners, cell, workers);
  }
}

function add(numbers: Int32Array | Uint8Array, cell: number, by: number): void {
  numbers[cell] = (numbers[cell] ?? 0) + by;
}

function enter({ first, second }: TopTwo, cell: number, workers: number): void {
  const [largest, next] = [first[cell] ?? 0, second[cell] ?? 0];
  if (workers > largest) [first[cell], second[cell]] = [workers, largest];
  else if (workers > next) second[cell] = workers;
}
