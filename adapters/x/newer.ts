import { AdapterFault } from '../../src/contract/adapter.ts'
import { type Raw, given, object } from '../../src/contract/read.ts'
import { type Includes, id } from './reading.ts'

/** How far a list has been read that X gives newest first. */
export interface Progress {
  /** All up to this id is known. */
  since: string
  /** In the middle of reading: the newest id there was when it began, and where to go on. */
  newest?: string
  next?: string
}

export interface Found {
  item: unknown
  told: Raw<Includes> | undefined
}

export interface Page {
  items: Found[]
  next?: string
}

/** Before every id. */
export const NONE = '0'

/** Each that is returned costs; mostly there is nothing new. */
const LOOK = 10
const CATCH_UP = 100
/** Pages read before what was found is handed over: as many as the list of messages allows in 15 minutes beside its regular looks. */
const AT_ONCE = 12

/**
 * What came after `progress.since`, the oldest first. Not begun: nothing, and the newest there is. Very much of it, or what a
 * fault interrupts, is handed over in parts (`more`), the newest first: X lists it so.
 */
export async function readNewer(
  progress: Progress | undefined,
  page: (token: string | undefined, size: number) => Promise<Page>,
): Promise<{ items: Found[]; progress: Progress; more: boolean }> {
  if (!progress) {
    const { items } = await page(undefined, LOOK)
    return { items: [], progress: { since: newestOf(items, NONE) }, more: false }
  }
  const { since } = progress
  const items: Found[] = []
  let { newest = since, next } = progress
  for (let count = 0; count < AT_ONCE; count += 1) {
    let found: Page
    try {
      found = await page(next, next === undefined ? LOOK : CATCH_UP)
    } catch (error) {
      const isRefused = error instanceof AdapterFault && error.code === 'content'
      if (isRefused && count === 0 && next !== undefined) {
        // A place in the list that X does not know any more: from its beginning again.
        next = undefined
        continue
      }
      if (isRefused || items.length === 0) throw error
      break
    }
    newest = newestOf(found.items, newest)
    const fresh = found.items.filter(({ item }) => isAfter(idOf(item), since))
    items.push(...fresh)
    next = fresh.length > 0 && fresh.length === found.items.length ? found.next : undefined
    if (next === undefined) return { items: items.sort(byId), progress: { since: newest }, more: false }
  }
  return { items: items.sort(byId), progress: given<Progress>({ since, newest, next }), more: true }
}

/** Later ids are larger: they begin with the time. */
const isAfter = (one: string, other: string): boolean => (one.length === other.length ? one > other : one.length > other.length)
const idOf = (item: unknown): string => id(object<{ id: string }>(item)?.id) ?? NONE
const newestOf = (items: Found[], least: string): string =>
  items.map(({ item }) => idOf(item)).reduce((newest, each) => (isAfter(each, newest) ? each : newest), least)
const byId = (a: Found, b: Found): number => Number(isAfter(idOf(a.item), idOf(b.item))) - Number(isAfter(idOf(b.item), idOf(a.item)))
