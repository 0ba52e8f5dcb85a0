/** How followers are kept; times in milliseconds. */
export interface FollowerLimits {
  /** A sign of life is sent when nothing else was for so long. */
  readonly heartbeatMs: number;
  /** Longest time a follower stays: then it connects anew and shows its token again. */
  readonly longestStayMs: number;
  /** Time to take what was sent before the end; then the connection is cut, or who stopped reading would stay for ever. */
  readonly leaveMs: number;
  /** Who follows is asked again whether he may when the next block leaves so long after he was asked last. */
  readonly admittedEveryMs: number;
  /** Who follows on record is put on record again when the next block leaves so long after the last entry. */
  readonly onRecordEveryMs: number;
  /** Most followers of this process. */
  readonly most: number;
  /** Most of them that are one client's. */
  readonly mostOfOne: number;
}
