import type { EmployersSide } from '../own/employers-side.js';
import type { Slices } from '../entities/slices.js';
import type { BoxOpener } from '../personal/box-opener.js';
import type { KeysStand } from '../personal/keys-question.js';
import type { ReadRouteParts } from './read-route-parts.js';

/** What the read side needs, with what its routes share. */
export interface ReadTools extends ReadRouteParts {
  readonly open: BoxOpener;
  readonly keysStand: KeysStand;
  readonly employers: EmployersSide;
  /** Where long counts are made. */
  readonly slices: Slices;
}
