// Law: where a company works follows from its size and main region; its posts are dealt to its establishments to a head.
import { regionCodes } from '../../../domain/standards/regions.js';
import { syntheticEstablishment } from '../synthetic-blocks.js';
import { sectionIndex, type Layout } from './layout.js';
import { activities } from './margins/nitaqat-activities.js';
import { cities, officeOf } from './margins/region.js';
import type { Day } from './market.js';
import type { BothScripts, PlannedEstablishment } from './planned.js';
import { spreadOver } from './spread-over.js';
import type { Stream } from './stream.js';

/** Numbers kept for each company's establishments. */
const MOST_ESTABLISHMENTS = 64;
/** Posts that one establishment holds before a region has another. */
const POSTS_AN_ESTABLISHMENT = 250;
const LARGE_FROM = 50;

/** Establishments, and how many posts each has. */
export interface PlannedPlaces {
  readonly establishments: readonly PlannedEstablishment[];
  readonly posts: readonly number[];
}

/** The places of a company, the main one first. `early`: all branches are open before anybody grows. */
export function planPlaces(layout: Layout, company: number, name: BothScripts, registeredOn: Day, to: Day, early: boolean, stream: Stream): PlannedPlaces {
  const size = layout.size[company] as number;
  const main = layout.region[company] as number;
  const row = activities[layout.activity[company] as number] as (typeof activities)[number];
  const byRegion = spreadOver(size, main, layout.regionShares[sectionIndex(layout, company)] as readonly number[]);
  const places: { region: number; posts: number }[] = [];
  for (const region of [main, ...byRegion.keys()].filter((one, n) => n === 0 || one !== main)) {
    const posts = byRegion[region] as number;
    if (posts === 0) continue;
    const two = size >= 20 && size < LARGE_FROM && stream.yes(0.3);
    const room = MOST_ESTABLISHMENTS - 14 - places.length;
    const here = Math.max(1, Math.min(two ? 2 : Math.ceil(posts / POSTS_AN_ESTABLISHMENT), room));
    for (let n = 0; n < here; n += 1) places.push({ region, posts: Math.floor(((n + 1) * posts) / here) - Math.floor((n * posts) / here) });
  }
  const shuts = size >= LARGE_FROM && to - registeredOn > 500 && stream.yes(0.06);
  if (shuts) places.push({ region: main, posts: 0 });
  const named = stream.below(97);
  const establishments = places.map(({ region: at, posts }, n): PlannedEstablishment => {
    const region = regionCodes[at] as (typeof regionCodes)[number];
    const [ar, en] = cities[region][(named + n) % cities[region].length] as readonly [string, string];
    const opens = n === 0 ? registeredOn : registeredOn + stream.whole(4, 20) + (early || posts === 0 || stream.yes(0.85) ? 0 : Math.floor(stream.next() * 0.6 * (to - registeredOn - 120)));
    return {
      n,
      number: syntheticEstablishment(officeOf(region), company * MOST_ESTABLISHMENTS + n),
      name: n === 0 ? name : { ar: `${name.ar} - فرع ${ar}${n > 1 ? ` ${n}` : ''}`, en: `${name.en} - ${en} branch${n > 1 ? ` ${n}` : ''}` },
      main: n === 0,
      isic: row.isic[(named + (n % 3 === 2 ? 1 : 0)) % row.isic.length] as string,
      nitaqat: row.nitaqat,
      region,
      opensOn: opens,
      closesOn: posts === 0 ? opens + 300 + stream.below(Math.max(1, to - opens - 330)) : null,
    };
  });
  return { establishments, posts: places.map(({ posts }) => posts) };
}

/** The establishment of a post: neighbours are dealt to places far apart, so each place has a mixture of them. */
export function placeOf(places: PlannedPlaces, size: number, n: number): number {
  if (places.establishments.length === 1) return 0;
  let at = (n * strideFor(size)) % size;
  for (let place = 0; place < places.posts.length; place += 1) {
    at -= places.posts[place] as number;
    if (at < 0) return place;
  }
  return 0;
}

const strides = new Map<number, number>();

/** A step near the golden section of the size that has no factor in common with it. */
function strideFor(size: number): number {
  const known = strides.get(size);
  if (known !== undefined) return known;
  let stride = Math.max(1, Math.round(size * 0.618));
  while (greatestCommonDivisor(stride, size) !== 1) stride += 1;
  strides.set(size, stride);
  return stride;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
