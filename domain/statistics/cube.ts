// Law: the cube has four dimensions of fixed codes; a cell names a code of each, or takes the dimension as a whole.
import { SIZE_CLASSES } from '../rules/statistics-rules.js';
import { BANDS } from '../saudization/band.js';
import { nitaqatActivityCodes } from '../standards/nitaqat-activity.js';
import { regionCodes } from '../standards/regions.js';

/** The dimensions in their order. */
export const DIMENSIONS = ['activity', 'band', 'size', 'region'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** A dimension taken as a whole. */
export const WHOLE = '*';

/** The codes of each dimension in their order. */
export const dimensionCodes = {
  activity: nitaqatActivityCodes,
  band: [...BANDS, 'NOT_RATED'],
  size: SIZE_CLASSES,
  region: regionCodes,
} as const satisfies Readonly<Record<Dimension, readonly string[]>>;

/** A code for each dimension that is not taken as a whole. */
export type Coordinates = Readonly<Partial<Record<Dimension, string>>>;

interface Axis {
  readonly positions: readonly string[];
  /** How far apart the cells of neighbouring positions are. */
  readonly stride: number;
  /** The position of each cell. */
  readonly of: Uint8Array;
}

// A cell is a number: its positions in a number system of mixed bases. Position 0 is the whole.
const positionsIn = (dimension: Dimension): readonly string[] => [WHOLE, ...dimensionCodes[dimension]];
const cellsOf = (dimensions: readonly Dimension[]): number => dimensions.reduce((product, dimension) => product * positionsIn(dimension).length, 1);

/** How many cells there are, those of wholes among them. */
export const CELLS = cellsOf(DIMENSIONS);

const axes: readonly Axis[] = DIMENSIONS.map((dimension, n) => {
  const [positions, stride] = [positionsIn(dimension), cellsOf(DIMENSIONS.slice(n + 1))];
  return { positions, stride, of: Uint8Array.from({ length: CELLS }, (_, cell) => Math.floor(cell / stride) % positions.length) };
});

/** How many positions the dimension of that number has, the whole among them. */
export function positionsOf(dimension: number): number {
  return axisOf(dimension).positions.length;
}

/** The place of a cell in a dimension; 0 is the whole. */
export function positionIn(cell: number, dimension: number): number {
  return axisOf(dimension).of[cell] ?? 0;
}

/** The cell that differs from another in one dimension. */
export function movedTo(cell: number, dimension: number, position: number): number {
  return cell + (position - positionIn(cell, dimension)) * axisOf(dimension).stride;
}

/** The cell of these codes. Throws RangeError for a code that the dimension does not have. */
export function cellAt(coordinates: Coordinates): number {
  return DIMENSIONS.reduce((cell, dimension, n) => {
    const code = coordinates[dimension] ?? WHOLE;
    const { positions, stride } = axisOf(n);
    const position = positions.indexOf(code);
    if (position < 0) throw new RangeError(`${code} is no code of the dimension ${dimension}`);
    return cell + position * stride;
  }, 0);
}

/** The codes of a cell; none for a dimension that it takes as a whole. */
export function coordinatesOf(cell: number): Coordinates {
  return Object.fromEntries(DIMENSIONS.flatMap((dimension, n) => {
    const position = positionIn(cell, n);
    return position === 0 ? [] : [[dimension, axisOf(n).positions[position] ?? WHOLE]];
  }));
}

/** The name of a cell in events and rows: its codes in the order of the dimensions, `430|RED|*|SA-01`. */
export function cellName(cell: number): string {
  return DIMENSIONS.map((_, n) => axisOf(n).positions[positionIn(cell, n)]).join('|');
}

/** The cell of a name. Throws RangeError for a name of none. */
export function cellNamed(name: string): number {
  const codes = name.split('|');
  if (codes.length !== DIMENSIONS.length) throw new RangeError(`${name} is the name of no cell`);
  return cellAt(Object.fromEntries(DIMENSIONS.map((dimension, n) => [dimension, codes[n] ?? WHOLE])));
}

/** The cells that contain a cell, itself first: each dimension as it is, or as a whole. */
export function cellsAround(cell: number): readonly number[] {
  return DIMENSIONS.reduce<readonly number[]>((found, _, n) => (positionIn(cell, n) === 0 ? found : [...found, ...found.map((one) => movedTo(one, n, 0))]), [cell]);
}

function axisOf(dimension: number): Axis {
  const axis = axes[dimension];
  if (axis === undefined) throw new RangeError(`the cube has no dimension ${dimension}`);
  return axis;
}
