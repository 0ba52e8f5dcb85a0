// Law: an entity is one owner in one activity; its id follows from the two and from nothing else.
import { v5 } from 'uuid';
import type { Owner } from '../company/owner.js';

/** Namespace of owners who are legal persons: the log knows them by their unified number alone. Fixed for ever. */
const LEGAL_OWNERS = '6c1f4a0e-93b7-5a0d-8d21-7b4e2f9c5a10';

/** The id of an owner: the directory’s for a human, one made of the unified number for a legal person. */
export function ownerIdOf(owner: Owner): string {
  return owner.kind === 'natural' ? owner.personId : v5(owner.unifiedNumber, LEGAL_OWNERS);
}

/** The id of an owner’s entity in an activity. */
export function entityIdOf(ownerId: string, activity: string): string {
  return v5(activity, ownerId);
}
