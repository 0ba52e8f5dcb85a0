// Law: what a kept record takes is estimated from the text of its state, anew only once it has grown by a quarter.
import type { LoadedRecord } from './loaded-record.js';

/** What a record takes beside its state and its trail: its own object, its place in the map, texts of its stream and position. */
const FRAME_BYTES = 500;
/** Objects of the engine take about twice the text that says the same. */
const BYTES_A_CHARACTER = 2;

/** What was estimated, and at how many events. */
export interface RecordSize {
  readonly bytes: number;
  readonly events: number;
}

/** About how many bytes a record takes in memory; `known` is what was told of it before. */
export function sizeOfRecord({ state, revision, commands }: LoadedRecord<unknown>, known?: RecordSize): RecordSize {
  const events = revision + 1;
  if (known !== undefined && events >= known.events && events <= known.events * 1.25) return known;
  return { bytes: FRAME_BYTES + BYTES_A_CHARACTER * (JSON.stringify(state)?.length ?? 0) + commands.length, events };
}
