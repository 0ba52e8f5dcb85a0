// Law: an object is young when it is made, whatever became of others that were made in the same place.
import { setFlagsFromString } from 'node:v8';

/**
 * Has the engine take no place in the code for one whose objects live long. It decides so once, from a moment in which much waited (a warm-up, a burst),
 * and for good; what is made there afterwards lies among the old though it lives for a millisecond, and with it stays all that it names, until the
 * whole heap is collected (decision 68). Call it before there is any work.
 */
export function makeAllYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
