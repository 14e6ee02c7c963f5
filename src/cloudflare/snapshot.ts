import { type Snapshot, SnapshotFault } from '../ports/snapshot.ts'

/** The answer that tells of it goes out first. */
const AFTER_MS = 500

/**
 * Bookmarks of the object's storage: any moment of the last 30 days, without a copy of ours,
 * https://developers.cloudflare.com/durable-objects/api/sqlite-storage-api/#pitr-point-in-time-recovery-api. A time is a name too.
 */
export const createBookmarks = (state: DurableObjectState): Pick<Snapshot, 'take' | 'restore'> => ({
  take: () => state.storage.getCurrentBookmark(),
  async restore(name) {
    const at = /^\d{4}-\d\d-\d\dT/.test(name) ? Date.parse(name) : undefined
    try {
      const before = await state.storage.getCurrentBookmark()
      await state.storage.onNextSessionRestoreBookmark(at === undefined ? name : await state.storage.getBookmarkForTime(at))
      setTimeout(() => state.abort('It goes back to an earlier moment.'), AFTER_MS)
      return before
    } catch (cause) {
      throw new SnapshotFault(cause instanceof Error ? cause.message : String(cause), { cause })
    }
  },
})
