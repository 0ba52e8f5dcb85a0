// Law: what is asked of a table is a row of cells in the fixed order of its codes, whatever is in them: a page begins where its first cell stands.
import { cellAt, cellName, DIMENSIONS, dimensionCodes, WHOLE, type Coordinates, type Dimension } from '../../domain/statistics/cube.js';

/** A dimension by which cells are told apart, and its codes. */
export interface Axis {
  readonly dimension: Dimension;
  readonly codes: readonly string[];
}

/** Cells to tell apart by these codes, in the order of the dimensions. */
export interface AskedCells {
  readonly axes: readonly Axis[];
  readonly count: number;
}

/** A cell of what is asked. */
export interface AskedCell {
  readonly coordinates: Coordinates;
  readonly name: string;
}

/** The cells of these dimensions; of a dimension for which a code is given, those of that code. */
export function askedCells(by: readonly Dimension[], codes: Coordinates): AskedCells {
  const axes = DIMENSIONS.flatMap((dimension): readonly Axis[] => {
    const code = codes[dimension];
    if (code !== undefined) return [{ dimension, codes: [code] }];
    return by.includes(dimension) ? [{ dimension, codes: dimensionCodes[dimension] }] : [];
  });
  return { axes, count: axes.reduce((product, axis) => product * axis.codes.length, 1) };
}

/** Some of them, from a place on. */
export function cellsFrom({ axes, count }: AskedCells, place: number, limit: number): readonly AskedCell[] {
  return Array.from({ length: Math.max(0, Math.min(limit, count - place)) }, (_, n) => {
    // The last dimension goes fastest.
    let left = count;
    const coordinates: Coordinates = Object.fromEntries(axes.map(({ dimension, codes }) => {
      left /= codes.length;
      return [dimension, codes[Math.floor((place + n) / left) % codes.length] ?? WHOLE];
    }));
    return { coordinates, name: cellName(cellAt(coordinates)) };
  });
}

/** The place of a cell among them; undefined for a name of none of them. */
export function placeOf(asked: AskedCells, name: string): number | undefined {
  const given = name.split('|');
  const codes = new Map(DIMENSIONS.map((dimension, n) => [dimension, given[n]]));
  const place = asked.axes.reduce((sum, axis) => sum * axis.codes.length + Math.max(0, axis.codes.indexOf(codes.get(axis.dimension) ?? '')), 0);
  return cellsFrom(asked, place, 1)[0]?.name === name ? place : undefined;
}
