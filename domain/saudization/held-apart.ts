// Law: what is told of an entity's days as one sum alone stays that sum, whatever is planned beside it: no plan shows whose it is.
import type { DaySums, EntityDays } from './entity-days.js';

/** An entity's days, of which plans change only what `open` counts: `whole` is the same entity with all that is known of its workers. */
export function heldApart(whole: EntityDays, open: EntityDays): EntityDays {
  return held(whole, open, open);
}

function held(whole: EntityDays, open: EntityDays, planned: EntityDays): EntityDays {
  const together = (sumsOf: (days: EntityDays) => DaySums): DaySums => {
    const sums = sumsOf(planned);
    return { days: sums.days, ...added(sums, sumsOf(whole), sumsOf(open)) };
  };
  return {
    begins: planned.begins,
    at: (day) => {
      const count = planned.at(day);
      // Classes and caps are those of what is open: of the rest there is the sum.
      return { classes: count.classes, caps: count.caps, ...added(count, whole.at(day), open.at(day)) };
    },
    sums: (first, last) => together((days) => days.sums(first, last)),
    over: (count, last) => together((days) => days.over(count, last)),
    *changed(from, workers) {
      return held(whole, open, yield* planned.changed(from, workers));
    },
  };
}

type Sums = Pick<DaySums, 'x' | 'saudis' | 'expats'>;

function added(sums: Sums, whole: Sums, open: Sums): Sums {
  return { x: sums.x + whole.x - open.x, saudis: sums.saudis + whole.saudis - open.saudis, expats: sums.expats + whole.expats - open.expats };
}
