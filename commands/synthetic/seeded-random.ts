// Law: the same seed and label give the same numbers on every machine: only whole 32-bit arithmetic is used.

/** Choices that look random and are the same for the same seed. */
export interface Chance {
  /** A whole number from the first to the second, both included. */
  whole(from: number, to: number): number;
  /** True in so many cases of a hundred. */
  yes(percent: number): boolean;
  /** One of the list; throws RangeError for an empty one. */
  pick<T>(from: readonly T[]): T;
  /** One of the list, each as often as its weight says. */
  weighted<T>(from: readonly (readonly [T, number])[]): T;
  /** Deals the cards in shuffled order, and again from a new shuffle: each comes up as often as it is in the deck. */
  deck<T>(cards: readonly T[]): () => T;
}

/** Choices under a label of their own: what is drawn elsewhere does not move them. */
export function chanceOf(seed: number, label: string): Chance {
  let state = hashOf(`${seed}/${label}`);
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number): number => next() % limit;
  const pick = <T>(from: readonly T[]): T => {
    if (from.length === 0) throw new RangeError('nothing to choose from');
    return from[below(from.length)] as T;
  };
  return {
    whole: (from, to) => from + below(to - from + 1),
    yes: (percent) => below(100) < percent,
    pick,
    weighted(from) {
      let left = below(from.reduce((sum, [, weight]) => sum + weight, 0));
      for (const [value, weight] of from) {
        if (left < weight) return value;
        left -= weight;
      }
      return pick(from)[0];
    },
    deck<T>(cards: readonly T[]) {
      let left: T[] = [];
      return () => {
        if (left.length === 0) left = [...cards];
        const card = pick(left);
        left.splice(left.indexOf(card), 1);
        return card;
      };
    },
  };
}

/** FNV-1a over the text's code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}
